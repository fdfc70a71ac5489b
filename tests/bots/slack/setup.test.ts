import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fieldBlock } from "../../../src/bots/slack/modal.ts";
import { deliverMessage } from "../../../src/jobs/deliver-message.ts";
import { receiveFile } from "../../../src/jobs/receive-file.ts";
import { sweepRows } from "../../../src/jobs/sweep.ts";
import { findDelivery, post } from "../../../src/store/deliveries.ts";
import { personBehind } from "../../../src/store/identities.ts";
import { changeSettings, listPeople, ownWorkspace } from "../../../src/store/people.ts";
import { call, identity, person } from "../../../src/store/schema.ts";
import { invoiceCall } from "../../e2e/transcripts.ts";
import { type Given, submit } from "./forms.ts";
import { interaction, tell } from "./signing.ts";
import { MANAGER, openSlackStand, REP, type SlackStand, type Standing } from "./stand.ts";

let stand: SlackStand;
let direct: string;
beforeAll(async () => {
  stand = await openSlackStand();
  direct = await stand.direct(MANAGER);
});
afterAll(() => stand?.close());

const within = <T>(run: Parameters<typeof stand.effects.database.inWorkspace<T>>[1]) =>
  stand.effects.database.inWorkspace(stand.workspaceId, run);
const words = ({ text, blocks }: Standing) => `${text} ${JSON.stringify(blocks)}`;
const last = async (channel = direct) => {
  const all = (await stand.history(channel)).filter((one) => one.metadata);
  return all.toSorted((a, b) => Number(a.ts) - Number(b.ts)).at(-1) as Standing;
};
const settings = () => within(async (tx) => (await ownWorkspace(tx)).settings);

/** Presses a button with a form and fills it in; what Slack is answered. */
async function fill(ts: string, actionId: string, fields: Record<string, Given>) {
  await stand.press(MANAGER, direct, ts, actionId);
  return await submit(stand, MANAGER, fields);
}
const chosen = (value: string) => ({ selected_option: { value } });

describe("/coach setup", () => {
  it("is for whoever decides, and shows how everything stands", async () => {
    await stand.command(REP, "/coach", "setup");
    await stand.work();
    expect(words(await last(await stand.direct(REP)))).toMatch(/for your admin to decide/);
    await stand.command(MANAGER, "/coach", "setup");
    await stand.work();
    const shown = words(await last());
    for (const part of [/2 reps, 1 manager/, /Quiet/, /at most 5 a day/, /connections/])
      expect(shown).toMatch(part);
  });

  it("says beside the field what is wrong, and then keeps what was filled in", async () => {
    const { ts } = await last();
    const wrong = await fill(ts, "setup-budget", { most: { value: "99" } });
    expect(JSON.parse(wrong)).toMatchObject({
      response_action: "errors",
      errors: { [fieldBlock("most")]: expect.stringMatching(/20 is the most/) },
    });
    expect(await fill(ts, "setup-budget", { most: { value: "1" } })).toBe("{}");
    expect(await settings()).toMatchObject({ messagesPerDay: 1 });
    await fill(ts, "setup-quiet", {
      ...{ from: { value: "18:00" }, until: { value: "08:00" } },
      ...{ weekend: chosen("quiet"), zone: { value: "Europe/Berlin" } },
    });
    expect(await settings()).toMatchObject({
      quietHours: { from: "18:00", until: "08:00", days: [6, 7] },
    });
    await fill(ts, "setup-quiet", {
      ...{ from: { value: "six" }, until: { value: "08:00" } },
      ...{ weekend: chosen("open"), zone: { value: "Mars/Olympus" } },
    });
    expect(words(await last())).toMatch(/Nothing was changed/);
    expect((await settings()).quietHours?.from).toBe("18:00");
  });

  it("recognises people by e-mail and lets a person place the rest", async () => {
    await within(async (tx) => {
      const [row] = await tx
        .update(person)
        .set({ email: null })
        .where(eq(person.name, "Paul Renner"))
        .returning();
      await tx.delete(identity).where(eq(identity.personId, row?.id ?? ""));
    });
    await stand.command(MANAGER, "/coach", "setup");
    await stand.work();
    await stand.press(MANAGER, direct, (await last()).ts, "setup-people");
    await stand.work();
    const roster = await last();
    expect(words(roster)).toMatch(/paul\.renner@alpha\.test/);
    expect(words(roster)).not.toMatch(/ines\.falk@alpha\.test/);
    const paul = (await within(listPeople)).find(({ name }) => name === "Paul Renner");
    // Slack's own admin stands on top of the list: nobody we coach.
    const buttons = (roster.blocks ?? []).flatMap((block) =>
      block.type === "actions" ? block.elements : [],
    );
    const button = buttons.find(({ value }) => value?.includes("Paul Renner"));
    const answer = await tell(
      stand.url,
      interaction({
        ...{
          type: "block_actions",
          team: { id: stand.team.id },
          api_app_id: "A1",
          trigger_id: v7(),
        },
        user: { id: await stand.team.userId(MANAGER) },
        ...{ channel: { id: direct }, container: { message_ts: roster.ts, channel_id: direct } },
        actions: [{ ...button, block_id: "b", action_ts: "77.7" }],
      }),
    );
    expect(answer.status).toBe(200);
    await submit(stand, MANAGER, { who: chosen(paul?.id ?? "") });
    const user = await stand.team.userId("Paul Renner");
    expect(await within((tx) => personBehind(tx, "slack", user))).toMatchObject({ id: paul?.id });
  });

  it("makes the channel it is typed in the team's", async () => {
    await stand.command(MANAGER, "/coach", "here");
    await stand.work();
    const address = await within(async (tx) => {
      const { placeOf } = await import("../../../src/store/places.ts");
      return (await placeOf(tx, "slack", "channel:team"))?.address;
    });
    expect(address).toMatchObject({ channel: stand.sales });
  });
});

describe("what nobody asked for", () => {
  const NOON = new Date("2027-03-10T12:00:00Z");
  const at = (iso: string) => {
    stand.effects.now = () => new Date(iso);
  };
  const posted = async (asked: boolean) => {
    const personId = stand.people[REP] ?? "";
    const id = await within((tx) =>
      post(tx, {
        ...{ kind: "nudge", subjectId: v7(), recipient: `dm:${personId}`, personId, asked },
        message: { summary: "A word", blocks: [{ type: "text", text: ["A word"] }] },
      }),
    );
    const deliveryId = id ?? "";
    await deliverMessage.run({ workspaceId: stand.workspaceId, deliveryId }, stand.effects);
    return deliveryId;
  };
  const row = (id: string) => within((tx) => findDelivery(tx, id));

  it("waits out quiet hours and the week-end; an answer does not", async () => {
    await within((tx) => changeSettings(tx, { messagesPerDay: 2 }));
    at("2027-03-05T19:30:00Z");
    const held = await row(await posted(false));
    expect(held).toMatchObject({ status: "pending", attempts: 0 });
    // Friday evening in Berlin: until Monday, eight o'clock there.
    expect(held?.notBefore).toEqual(new Date("2027-03-08T07:00:00Z"));
    expect(await row(await posted(true))).toMatchObject({ status: "sent" });
    at("2027-03-08T07:00:30Z");
    await sweepRows(stand.effects, new Date(Date.now() + 60_000), "monday");
    await stand.work();
    expect(await row(held?.id ?? "")).toMatchObject({ status: "sent" });
  });

  it("keeps to so many a day, and the rest comes the next morning", async () => {
    stand.effects.now = () => NOON;
    const sent = [await posted(false), await posted(false), await posted(false)];
    const rows = await Promise.all(sent.map(row));
    expect(rows.map((one) => one?.status)).toEqual(["sent", "sent", "pending"]);
    expect(rows[2]?.notBefore).toEqual(new Date("2027-03-11T07:00:00Z"));
  });

  it("and calls are erased once they are older than they are kept", async () => {
    stand.effects.now = () => new Date();
    const { callId } = await receiveFile(stand.effects, stand.workspaceId, {
      ...{ source: "import", fileName: "old.vtt", mediaType: null, requestedBy: null },
      ...{ bytes: Buffer.from(invoiceCall({ rep: REP, buyer: "Hollis", mark: "old" })) },
      ...{ startedAt: new Date(Date.now() - 40 * 24 * 3600_000), announce: false },
    });
    await stand.work();
    const found = () => within((tx) => tx.select().from(call).where(eq(call.id, callId)));
    await sweepRows(stand.effects, new Date(), "kept");
    expect((await found())[0]?.transcript).not.toBeNull();
    await within((tx) => changeSettings(tx, { retentionDays: 30 }));
    await sweepRows(stand.effects, new Date(), "erased");
    expect((await found())[0]).toMatchObject({ status: "discarded", transcript: null });
    expect(stand.standIn.problems).toEqual([]);
  });
});
