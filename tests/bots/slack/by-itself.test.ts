import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schedulePrep } from "../../../src/jobs/calendars/schedule-prep.ts";
import { tick } from "../../../src/jobs/tick.ts";
import { findDelivery } from "../../../src/store/deliveries.ts";
import { putSchedule } from "../../../src/store/schedules.ts";
import { meeting } from "../../../src/store/schema.ts";
import { changeTimeZone } from "../../../src/store/workspaces.ts";
import { openFloor, type SlackFloor } from "./floor.ts";
import { MANAGER, openSlackStand, REP, type SlackStand, type Standing } from "./stand.ts";

const FRIDAY = "2026-11-20T10:00:00Z";

let stand: SlackStand;
let floor: SlackFloor;
beforeAll(async () => {
  stand = await openSlackStand();
  stand.effects.now = () => new Date(FRIDAY);
  floor = await openFloor(stand, new Date(FRIDAY), { weeks: 2 });
  await within((tx) => changeTimeZone(tx, "Europe/Berlin"));
  await stand.command(MANAGER, "/coach", "here");
  await stand.work();
  await at(FRIDAY);
}, 90_000);
afterAll(() => stand?.close());

const within = <T>(run: Parameters<typeof stand.effects.database.inWorkspace<T>>[1]) =>
  stand.effects.database.inWorkspace(stand.workspaceId, run);
const words = ({ text, blocks }: Standing) => `${text} ${JSON.stringify(blocks ?? [])}`;
async function at(time: string): Promise<void> {
  stand.effects.now = () => new Date(time);
  await tick.run({ occurrence: "minute" }, stand.effects);
  await stand.work();
}
const digests = async () =>
  (await stand.history(stand.sales)).filter((one) => words(one).includes("What we heard"));
const pictureIn = ({ blocks = [] }: Standing) => blocks.find(({ type }) => type === "image");
interface Picture {
  slack_file: { id: string };
  alt_text: string;
}
/** The same calls, so many days later: another week of them. */
const laterBy = (days: number) =>
  within(async (tx) => {
    await tx.execute(`update call set started_at = started_at + interval '${days} days'`);
    await tx.execute(`update debrief set created_at = created_at + interval '${days} days'`);
  });

describe("the weekly digest in the team's channel in Slack", { timeout: 60_000 }, () => {
  it("is caught up once when nobody was there on Monday morning", async () => {
    await at("2026-11-25T09:00:00Z");
    await at("2026-11-25T09:01:00Z");
    expect(await digests()).toHaveLength(1);
  });

  it("shows its trend as a file of the app's own, and says all of it in words", async () => {
    const [digest] = (await digests()) as [Standing];
    const picture = pictureIn(digest) as unknown as Picture;
    expect(picture.alt_text).toMatch(/\d of \d/);
    const { file } = (await stand.team.ask("files.info", {
      file: picture.slack_file.id,
    })) as unknown as {
      file: { url_private: string; mimetype: string };
    };
    const stored = await fetch(`${stand.team.url}${new URL(file.url_private).pathname}`, {
      headers: { authorization: `Bearer xoxb-${stand.team.id.toLowerCase()}` },
    });
    const bytes = Buffer.from(await stored.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect(bytes.length).toBeGreaterThan(2_000);
    const posted = stand.standIn.calls.find(
      ({ method, body }) =>
        method === "chat.postMessage" &&
        body.channel === stand.sales &&
        String(body.blocks).includes("slack_file"),
    );
    expect(posted?.body).toMatchObject({ unfurl_links: "false", unfurl_media: "false" });
    expect(words(digest)).not.toContain("localhost:3000/pictures");
    expect(words(digest)).not.toMatch(/Ines|Paul|Noor/);
  });

  it("tells it in words where its file is not there any more", async () => {
    const [digest] = (await digests()) as [Standing];
    const { slack_file, alt_text } = pictureIn(digest) as unknown as Picture;
    expect((await stand.team.ask("files.delete", { file: slack_file.id })).ok).toBe(true);
    const row = await within((tx) =>
      findDelivery(tx, digest.metadata?.event_payload?.delivery_id ?? ""),
    );
    if (row) await stand.slack.chat.redraw?.(row);
    const [redrawn] = (await digests()) as [Standing];
    expect([redrawn.ts, pictureIn(redrawn)]).toEqual([digest.ts, undefined]);
    expect(words(redrawn)).toContain(alt_text.split("\n")[0]);
    expect(stand.standIn.problems.splice(0)).toEqual(["chat.update: invalid slack file"]);
  });

  it("comes on Monday at half past eight where the workspace is, and not before", async () => {
    await laterBy(7);
    await at("2026-11-30T07:29:00Z");
    expect(await digests()).toHaveLength(1);
    await at("2026-11-30T07:30:00Z");
    await at("2026-11-30T07:31:00Z");
    expect(await digests()).toHaveLength(2);
  });

  it("comes at another day and hour once somebody has chosen them", async () => {
    await laterBy(7);
    await within((tx) =>
      putSchedule(tx, {
        ...{ kind: "digest", personId: stand.people[MANAGER] ?? "" },
        ...{
          rule: { every: "week", weekday: 5, at: "16:00" },
          since: new Date("2026-12-01T08:00:00Z"),
        },
      }),
    );
    await at("2026-12-04T14:59:00Z");
    expect(await digests()).toHaveLength(2);
    await at("2026-12-04T15:00:00Z");
    expect(await digests()).toHaveLength(3);
  });

  it("comes without its picture where the app may not bring files", async () => {
    await laterBy(7);
    stand.standIn.missing.add("files.getUploadURLExternal");
    await at("2026-12-11T15:00:00Z");
    const last = (await digests()).at(-1) as Standing;
    expect(await digests()).toHaveLength(4);
    expect(pictureIn(last)).toBeUndefined();
    expect(words(last)).toMatch(/\d of \d/);
    expect(stand.standIn.problems).toEqual([]);
  });
});

describe("a prep before a meeting in Slack", () => {
  it("comes to the rep alone, once, an hour before people from elsewhere are met", async () => {
    const ownerId = stand.people[REP] ?? "";
    const preps = async (name: string) =>
      (await stand.history(await stand.direct(name))).filter((one) =>
        words(one).includes("Cold stores, next steps"),
      );
    await within(async (tx) => {
      const [row] = await tx
        .insert(meeting)
        .values({
          ...{ uid: "m1", title: "Cold stores, next steps", accountId: floor.accountId, ownerId },
          startsAt: new Date("2026-12-14T13:00:00Z"),
          endsAt: new Date("2026-12-14T13:30:00Z"),
          attendees: [{ name: "Hollis Grant", email: "hollis@fern.test" }],
        } as never)
        .returning();
      if (row) await schedulePrep(tx, row, new Date("2026-12-11T16:00:00Z"));
    });
    await at("2026-12-14T11:59:00Z");
    expect(await preps(REP)).toEqual([]);
    await at("2026-12-14T12:00:00Z");
    await at("2026-12-14T12:01:00Z");
    expect((await preps(REP)).map(words)).toEqual([
      expect.stringMatching(/In an hour, 14:00.*Hollis.*Fernhill Dairies/),
    ]);
    expect([...(await preps(MANAGER)), ...(await digests())]).toHaveLength(4);
  });
});
