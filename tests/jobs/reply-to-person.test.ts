import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard } from "../../src/bots/conversation.ts";
import { replyToPerson } from "../../src/jobs/reply-to-person.ts";
import { hear } from "../../src/store/said.ts";
import { reflection } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { undecidedCall } from "../e2e/transcripts.ts";
import { type Bench, one, openBench, openTeam, type Read, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

/** Ines has a question before her. */
async function asked(): Promise<{ team: Team; callId: string; debrief: Read }> {
  const team = await openTeam(bench, { shadowDebriefs: 0 });
  const callId = await team.bring(team.ines, "the call");
  return { team, callId, debrief: one(await team.inbox(team.ines)) };
}

/** Keeps words as a platform would hand them over, without any of the conversation's own checks. */
async function spoken(team: Team, by: string, threadId: string, actionId: string | null) {
  const id = v7();
  const words = { id, place: `dm:${by}`, threadId, personId: by, text: actionId ? "" : "Mine." };
  await team.within((tx) => hear(tx, { ...words, actionId, eventKey: id }));
  return { workspaceId: team.id, saidId: id };
}

const thread = async (team: Team, root: string) =>
  (await team.inbox(team.ines)).filter(({ threadId }) => threadId === root);

describe("what a person says in a debrief's thread", () => {
  it("is answered once when its job runs twice, one after the other or at the same moment", async () => {
    const { team, callId, debrief } = await asked();
    const data = await spoken(team, team.ines, debrief.id, null);
    await team.holding(callId, 3, () =>
      Promise.all([1, 2, 3].map(() => replyToPerson.run(data, bench.effects))),
    );
    await replyToPerson.run(data, bench.effects);
    await bench.work(true);
    expect(await thread(team, debrief.id)).toHaveLength(1);
    expect((await team.debrief(callId))?.history).toHaveLength(1);
    one(await team.within((tx) => tx.select().from(reflection)));
  });

  it("is heard once when the platform tells it twice", async () => {
    const { team, debrief } = await asked();
    const words = { personId: team.ines, place: `dm:${team.ines}`, threadId: debrief.id };
    for (const text of ["Once.", "Once."])
      await heard(bench.effects, team.id, { ...words, text, eventKey: "event-1" });
    await bench.work();
    expect(await thread(team, debrief.id)).toHaveLength(1);
  });

  it("is moved by nobody else's words or presses, not even past the platform's checks", async () => {
    const { team, callId, debrief } = await asked();
    for (const who of [team.paul, team.dora, team.jon]) {
      for (const action of [null, "just-tell-me", "not-fair", "approve"])
        await replyToPerson.run(await spoken(team, who, debrief.id, action), bench.effects);
      await bench.work();
      expect(await team.inbox(who)).toEqual([]);
    }
    expect(await team.debrief(callId)).toMatchObject({ state: "asked", history: [] });
    expect(await thread(team, debrief.id)).toEqual([]);
  });

  it("cannot be a button that the message does not have", async () => {
    const { team, callId, debrief } = await asked();
    for (const action of ["approve", "reject", "try-it", "rep-is", "toString"])
      await expect(team.press(team.ines, debrief.id, action)).rejects.toThrow(/no such button/);
    await expect(team.press(team.ines, debrief.id, "practise", "smuggled")).rejects.toThrow(
      /no such button/,
    );
    for (const action of ["approve", "rep-is", "toString"])
      await replyToPerson.run(await spoken(team, team.ines, debrief.id, action), bench.effects);
    await bench.work();
    expect(await team.debrief(callId)).toMatchObject({ state: "asked", history: [] });
  });

  it("counts as the answer wherever in the thread a platform hangs it", async () => {
    const { team, callId, debrief } = await asked();
    await team.press(team.ines, debrief.id, "show-moment");
    const moment = one(await thread(team, debrief.id));
    await team.say(team.ines, moment.id, "I had not heard that.");
    expect((await team.debrief(callId))?.state).toBe("answered");
    expect(await thread(team, debrief.id)).toHaveLength(2);
  });

  it("is answered for a rep who is no longer tied to the call", async () => {
    const { team, callId, debrief } = await asked();
    await team.within(async (tx) => {
      await tx.execute(sql`update debrief set rep_id = null where call_id = ${callId}`);
      await tx.execute(sql`update call set rep_id = null where id = ${callId}`);
    });
    await team.say(team.ines, debrief.id, "I left that team.");
    expect(await thread(team, debrief.id)).toHaveLength(1);
  });
});

describe("who sells on a call", () => {
  const undecided = async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    const callId = await team.bring(team.dora, "open", {
      text: undecidedCall("Sasha Lind", "Robin Vale"),
    });
    await team.within((tx) =>
      tx.execute(sql`update person set name = 'Robin Vale' where id = ${team.paul}`),
    );
    await team.within((tx) =>
      tx.execute(sql`update person set name = 'Sasha Lind' where id = ${team.ines}`),
    );
    return { team, callId, question: one(await team.inbox(team.dora)) };
  };

  it("may be corrected, and the call is then the right person's", async () => {
    const { team, callId, question } = await undecided();
    expect(question.kind).toBe("who-is-rep");
    await team.press(team.dora, question.id, "rep-is", `${callId}:Robin Vale`);
    expect(await team.call(callId)).toMatchObject({ repId: team.paul, revision: 2 });
    await team.press(team.dora, question.id, "rep-is", `${callId}:Sasha Lind`);
    expect(await team.call(callId)).toMatchObject({ repId: team.ines, revision: 3 });
    await team.press(team.dora, question.id, "rep-is", `${callId}:Sasha Lind`);
    expect(await team.call(callId)).toMatchObject({ revision: 3 });
  });

  it("is said by whoever brought it, about that call alone", async () => {
    const { team, callId, question } = await undecided();
    await expect(
      team.press(team.paul, question.id, "rep-is", `${callId}:Robin Vale`),
    ).rejects.toThrow(/somebody else/);
    await expect(
      team.press(team.dora, question.id, "rep-is", `${v7()}:Robin Vale`),
    ).rejects.toThrow(/no such button/);
    expect(await team.call(callId)).toMatchObject({ status: "quarantined", revision: 1 });
  });
});

describe("what is said once a debrief is told", () => {
  it("goes on after it is closed: what they add is kept in their words, and never answered twice alike", async () => {
    const { team, debrief } = await asked();
    for (const text of ["I thought he was fine.", "I'll try it", "He had told me so before."])
      await team.say(team.ines, debrief.id, text);
    await team.say(team.ines, debrief.id, "The director was on holiday that week.");
    const said = await thread(team, debrief.id);
    expect(said.map(({ kind }) => kind)).toEqual([
      "debrief-evidence-after-answer",
      "debrief-agreed",
      "debrief-remark",
      "debrief-remark",
    ]);
    expect(said[2]?.text).toContain("“He had told me so before”");
    expect(said[3]?.text).toContain("The director was on holiday that week");
    const frames = said.slice(2).map(({ text }) => text.replace(/“[^”]*”/, ""));
    expect(new Set(frames).size).toBe(2);
    const kept = await team.within((tx) => tx.select().from(reflection));
    expect(kept.map(({ text }) => text)).toHaveLength(3);
  });

  it("is answered as a question when it is one, from the call it stands under, and kept as nothing", async () => {
    const { team, callId, debrief } = await asked();
    await team.bring(null, "another call with the same words", { later: false, announce: false });
    await team.press(team.ines, debrief.id, "just-tell-me");
    await team.say(team.ines, debrief.id, "What did Hollis say about the security committee?");
    await team.say(team.ines, debrief.id, "who signs on this?");
    const [first] = (await thread(team, debrief.id)).filter(({ kind }) => kind === "answer");
    expect(first?.text).toContain("security committee");
    expect(await team.within((tx) => tx.select().from(reflection))).toEqual([]);
    expect((await team.debrief(callId))?.state).toBe("told");
  });

  it("is taken for the button it names, where buttons are out of reach", async () => {
    const { team, callId, debrief } = await asked();
    await team.say(team.ines, debrief.id, "Just tell me.");
    await team.say(team.ines, debrief.id, "not fair");
    expect((await thread(team, debrief.id)).map(({ kind }) => kind)).toEqual([
      "debrief-evidence",
      "debrief-ask-what-is-off",
    ]);
    expect((await team.debrief(callId))?.state).toBe("disputed");
  });
});
