import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressed } from "../../src/bots/conversation.ts";
import { replyToPerson } from "../../src/jobs/reply-to-person.ts";
import { sweep } from "../../src/jobs/sweep.ts";
import { findDelivery } from "../../src/store/deliveries.ts";
import { hear } from "../../src/store/said.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import {
  type Bench,
  DORA,
  INES,
  one,
  openBench,
  openTeam,
  PAUL,
  type Read,
  type Team,
} from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

/** A team of which one debrief lies on the manager's desk. */
async function onTheDesk(): Promise<{ team: Team; callId: string; desk: Read }> {
  const team = await openTeam(bench);
  const callId = await team.bring(null, "the call");
  return { team, callId, desk: one(await team.inbox(team.dora)) };
}

const answers = async (team: Team) =>
  (await team.inbox(team.dora, "approval-answer")).map(({ text }) => text);

const reword = (team: Team, desk: Read, question: string) =>
  team.press(team.dora, desk.id, "edit", "", { question });

const GOOD =
  "You heard “on a bad day that is two hundred of them”. What did you want to know next?";

describe("a debrief on the manager's desk", () => {
  it("goes to the rep once when it is approved, and says who read it first", async () => {
    const { team, callId, desk } = await onTheDesk();
    await team.press(team.dora, desk.id, "approve");
    await team.press(team.dora, desk.id, "approve");
    const debrief = one(await team.inbox(team.ines));
    expect(debrief.kind).toBe("debrief");
    expect(debrief.text).toContain(
      `${DORA} read this question first; your answer stays between us`,
    );
    expect(debrief.text).not.toContain("only you see this");
    // The very question the manager saw.
    const question = /“[^”]+”/.exec(desk.text)?.[0];
    expect(question && debrief.text.includes(question)).toBe(true);
    expect(await answers(team)).toEqual([
      "Asked. Ines has it now.",
      "This one is decided: Ines has it already.",
    ]);
    expect((await team.debrief(callId))?.state).toBe("asked");
    expect(await team.directives()).toEqual([]);
  });

  it("leaves the rep's answer between the rep and the coach", async () => {
    const { team, desk } = await onTheDesk();
    await team.press(team.dora, desk.id, "approve");
    const debrief = one(await team.inbox(team.ines));
    const before = (await team.inbox(team.dora)).length;
    await team.say(team.ines, debrief.id, "I was nervous about the price.");
    expect(await team.inbox(team.dora)).toHaveLength(before);
    expect((await team.inbox(team.ines)).at(-1)?.threadId).toBe(debrief.id);
    await expect(team.say(team.dora, debrief.id, "What did Ines say?")).rejects.toThrow(
      /somebody else/,
    );
    await expect(team.press(team.dora, debrief.id, "just-tell-me")).rejects.toThrow(
      /somebody else/,
    );
  });

  it("is not sent when it is refused, and the reason is kept", async () => {
    const { team, callId, desk } = await onTheDesk();
    await team.press(team.dora, desk.id, "reject");
    await team.say(team.dora, desk.id, "Hollis and I had settled this before.");
    expect(await team.inbox(team.ines)).toEqual([]);
    expect((await team.debrief(callId))?.state).toBe("silent");
    const kept = one(await team.directives());
    expect(kept).toMatchObject({
      personId: team.dora,
      after: "Hollis and I had settled this before.",
    });
    expect(desk.text).toContain(kept.before);
    expect((await answers(team)).at(-1)).toMatch(/^Kept\. I don't ask it in those words/);
    // Sorry is too late: what was refused is not sent by a second thought in another window.
    await team.press(team.dora, desk.id, "approve");
    expect(await team.inbox(team.ines)).toEqual([]);
    expect((await answers(team)).at(-1)).toMatch(/it was not asked, and it stays that way/);
  });

  it("shows what was decided, not what was pressed last", async () => {
    const { team, desk } = await onTheDesk();
    await team.press(team.dora, desk.id, "approve");
    await team.press(team.dora, desk.id, "reject");
    expect((await team.inbox(team.dora, "debrief-approval"))[0]?.answered).toBe("approve");
    one(await team.inbox(team.ines));
  });

  it("takes no remark for a question: words are only sent after the button for it", async () => {
    const { team, callId, desk } = await onTheDesk();
    await team.say(team.dora, desk.id, "Why would you ask Ines about this?");
    expect(await team.inbox(team.ines)).toEqual([]);
    expect(await team.directives()).toEqual([]);
    expect(one(await answers(team))).toMatch(/Nothing has gone out.*press “Change the question”/);
    expect((await team.debrief(callId))?.state).toBe("held");
  });

  it.each([
    [
      "a quote nobody said",
      "You heard “we will never pay that”. What did you think?",
      /“we will never pay that” was not said on this call/,
    ],
    ["two questions", "What did you hear? And why did you go on?", /asks 2 questions/],
    ["no question", "Looks good to me.", /asks 0 questions/],
    ["a time at which nobody speaks", "What happened at 59:59?", /nobody starts speaking at 59:59/],
    ["a harsh word", "Why was that so lazy?", /too harsh/],
    ["a page of words", `${"and then ".repeat(40)}what?`, /at most 75/],
  ])("sends an edit back that holds %s, with the reason", async (_, text, reason) => {
    const { team, callId, desk } = await onTheDesk();
    await reword(team, desk, text);
    expect(await team.inbox(team.ines)).toEqual([]);
    expect((await team.debrief(callId))?.state).toBe("held");
    expect(await team.directives()).toEqual([]);
    expect((await answers(team)).at(-1)).toMatch(reason);
    // The form is gone; the words are not.
    expect((await answers(team)).at(-1)).toContain(text.trim());
  });

  it("is not reworded into nothing", async () => {
    const { team, callId, desk } = await onTheDesk();
    await expect(reword(team, desk, "  ")).rejects.toThrow(/please fill this in/);
    expect((await team.debrief(callId))?.state).toBe("held");
  });

  it("is approved as it was when the form comes back unchanged", async () => {
    const { team, desk } = await onTheDesk();
    const held = await team.within((tx) => findDelivery(tx, desk.id));
    const [form] = (held?.message.blocks ?? []).flatMap((block) =>
      block.type === "actions" ? block.actions.flatMap((action) => action.form ?? []) : [],
    );
    await reword(team, desk, form?.fields[0]?.value ?? "");
    expect(one(await team.inbox(team.ines)).text).not.toContain("reworded");
    expect(await team.directives()).toEqual([]);
  });

  it("goes out in the manager's words, says so, and leaves a directive", async () => {
    const { team, callId, desk } = await onTheDesk();
    await reword(team, desk, "Two? Questions?");
    await team.say(team.dora, desk.id, ` ${GOOD}\n`);
    // A second thought comes too late, and is not a lesson either.
    await team.say(team.dora, desk.id, "What else?");
    const debrief = one(await team.inbox(team.ines));
    expect(debrief.text).toContain(GOOD);
    expect(debrief.text).toContain(`${DORA} read this question first and reworded it`);
    expect(await team.debrief(callId)).toMatchObject({
      state: "asked",
      output: { question: { text: GOOD, moment: { quote: expect.any(String) } } },
    });
    const kept = one(await team.directives());
    expect(kept.after).toBe(GOOD);
    expect(desk.text).toContain(kept.before);
  });

  it("can still be approved as it was, after an edit that was refused", async () => {
    const { team, desk } = await onTheDesk();
    await reword(team, desk, "No question here.");
    await team.press(team.dora, desk.id, "approve");
    expect(one(await team.inbox(team.ines)).text).not.toContain("reworded");
  });

  it("is decided once, whatever is pressed at the same moment", async () => {
    const { team, callId, desk } = await onTheDesk();
    for (const actionId of ["approve", "reject", "approve", "reject"])
      await pressed(bench.effects, team.id, {
        ...{ personId: team.dora, deliveryId: desk.id, actionId, value: "" },
      });
    await team.holding(callId, 4, () => bench.work(true));
    const told = await answers(team);
    expect(told).toHaveLength(4);
    expect(told.filter((text) => !text.startsWith("This one is decided"))).toHaveLength(1);
    const asked = (await team.inbox(team.ines)).length;
    expect(asked).toBe(told.includes("Asked. Ines has it now.") ? 1 : 0);
  });

  it("is nobody else's to decide: not another manager's, not the rep's", async () => {
    const { team, callId, desk } = await onTheDesk();
    for (const who of [team.jon, team.ines, team.paul]) {
      await expect(team.press(who, desk.id, "approve")).rejects.toThrow(/somebody else/);
      await expect(team.say(who, desk.id, GOOD)).rejects.toThrow(/somebody else/);
      // Even if a platform let it through, the job does not take it.
      const saidId = v7();
      await team.within((tx) =>
        hear(tx, {
          ...{ id: saidId, place: `dm:${who}`, threadId: desk.id, personId: who, text: "" },
          ...{ actionId: "approve", eventKey: saidId },
        }),
      );
      await replyToPerson.run({ workspaceId: team.id, saidId }, bench.effects);
    }
    await bench.work();
    expect((await team.debrief(callId))?.state).toBe("held");
    expect(await team.inbox(team.ines)).toEqual([]);
    await expect(team.press(team.dora, desk.id, "just-tell-me")).rejects.toThrow(/no such button/);
    await expect(team.press(team.dora, desk.id, "approve", "x")).rejects.toThrow(/no such button/);
  });

  it("says that there is nobody to ask once the rep is gone", async () => {
    const { team, callId, desk } = await onTheDesk();
    await team.within(async (tx) => {
      await tx.execute(sql`update debrief set rep_id = null where call_id = ${callId}`);
      await tx.execute(sql`update call set rep_id = null where id = ${callId}`);
    });
    for (const action of ["approve", "reject"]) await team.press(team.dora, desk.id, action);
    await reword(team, desk, GOOD);
    await team.say(team.dora, desk.id, GOOD);
    expect(await answers(team)).toEqual(
      Array(4).fill("The rep of this call is no longer here, so there is nobody to ask."),
    );
    expect(await team.inbox(team.ines)).toEqual([]);
  });

  it("is not sent when the call turned out to be somebody else's", async () => {
    const { team, callId, desk } = await onTheDesk();
    await team.within((tx) =>
      tx.execute(sql`update call set revision = 2, rep_id = ${team.paul} where id = ${callId}`),
    );
    await team.press(team.dora, desk.id, "approve");
    expect(one(await answers(team))).toMatch(/read again since/);
    expect([...(await team.inbox(team.ines)), ...(await team.inbox(team.paul))]).toEqual([]);
  });

  it("may wait for days, and the rep's two days begin when it is asked", async () => {
    const { team, callId, desk } = await onTheDesk();
    await team.within((tx) =>
      tx.execute(sql`update debrief set created_at = now() - interval '20 days'`),
    );
    await team.press(team.dora, desk.id, "approve");
    await sweep.run({ occurrence: "minute" }, bench.effects);
    expect((await team.debrief(callId))?.state).toBe("asked");
  });

  it("leaves the others on the desk alone", async () => {
    const team = await openTeam(bench);
    await team.bring(team.ines, "hers");
    await team.bring(team.paul, "his", { rep: PAUL });
    const desk = await team.inbox(team.dora, "debrief-approval");
    const his = desk.find(({ text }) => text.includes(PAUL));
    await team.press(team.dora, his?.id ?? "", "approve");
    expect(one(await team.inbox(team.paul, "debrief")).text).toContain("his");
    expect(await team.inbox(team.ines, "debrief")).toEqual([]);
    expect(desk.some(({ text }) => text.includes(INES))).toBe(true);
  });
});
