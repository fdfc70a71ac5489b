import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard } from "../../src/bots/conversation.ts";
import { receiveFile } from "../../src/jobs/receive-file.ts";
import { sweep } from "../../src/jobs/sweep.ts";
import { reflection } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { invoiceCall } from "../e2e/transcripts.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

// 6 March 2026 is a Friday.
const FRIDAY = "2026-03-06T10:00:00Z";

/** A question Ines was asked on Friday morning and has not answered. */
async function askedOnFriday(): Promise<{ team: Team; callId: string; debriefId: string }> {
  const team = await openTeam(bench, { shadowDebriefs: 0 });
  const callId = await team.bring(team.ines, "friday");
  await team.within((tx) =>
    tx.execute(sql`update debrief set created_at = ${FRIDAY}, updated_at = ${FRIDAY}`),
  );
  return { team, callId, debriefId: one(await team.inbox(team.ines)).id };
}

async function sweepAt(time: string): Promise<void> {
  bench.clock.now = new Date(time);
  await sweep.run({ occurrence: "minute" }, bench.effects);
  await bench.work();
}

const state = async (team: Team, callId: string) => (await team.debrief(callId))?.state;

describe("an unanswered question", () => {
  it("is let go after two working days, and nobody is written to", async () => {
    const { team, callId } = await askedOnFriday();
    for (const time of ["2026-03-07T10:00:00Z", "2026-03-08T23:00:00Z", "2026-03-10T09:59:00Z"]) {
      await sweepAt(time);
      expect(await state(team, callId)).toBe("asked");
    }
    await sweepAt("2026-03-10T10:01:00Z");
    expect(await state(team, callId)).toBe("released");
    await sweepAt("2026-03-10T10:02:00Z");
    expect((await team.debrief(callId))?.history).toEqual([
      { at: "2026-03-10T10:01:00.000Z", what: "released", from: "asked", to: "released" },
    ]);
    one(await team.inbox(team.ines));
    expect(await team.inbox(team.dora)).toEqual([]);
  });

  it("may still be answered weeks later, and the words are kept", async () => {
    const { team, callId, debriefId } = await askedOnFriday();
    await sweepAt("2026-03-11T12:00:00Z");
    bench.clock.now = new Date("2026-04-01T12:00:00Z");
    await team.press(team.ines, debriefId, "show-moment");
    expect(await state(team, callId)).toBe("released");
    await team.say(team.ines, debriefId, "I wanted to get to the dashboard.");
    expect(await state(team, callId)).toBe("answered");
    const last = (await team.inbox(team.ines)).at(-1);
    expect(last).toMatchObject({ kind: "debrief-evidence-after-answer", threadId: debriefId });
    const kept = await team.within((tx) => tx.select().from(reflection));
    expect(one(kept)).toMatchObject({
      personId: team.ines,
      text: "I wanted to get to the dashboard.",
    });
  });

  it("is not let go while somebody is at it, or once it was answered", async () => {
    const answered = await askedOnFriday();
    await answered.team.say(answered.team.ines, answered.debriefId, "I do not know yet.");
    const held = await openTeam(bench);
    const heldCall = await held.bring(null, "held");
    await held.within((tx) => tx.execute(sql`update debrief set updated_at = ${FRIDAY}`));
    const looked = await askedOnFriday();
    await looked.team.press(looked.team.ines, looked.debriefId, "show-moment");
    // The press moved the row now, in real time; the sweep comes on Tuesday of that same week.
    await sweepAt("2026-03-10T10:01:00Z");
    expect(await state(answered.team, answered.callId)).toBe("answered");
    expect(await state(held, heldCall)).toBe("held");
    expect(await state(looked.team, looked.callId)).toBe("asked");
  });

  it("in one workspace is let go there alone", async () => {
    const [first, second] = [await askedOnFriday(), await askedOnFriday()];
    await second.team.within((tx) => tx.execute(sql`update debrief set updated_at = now()`));
    await sweepAt("2026-03-10T10:01:00Z");
    expect(await state(first.team, first.callId)).toBe("released");
    expect(await state(second.team, second.callId)).toBe("asked");
  });
});

describe("what a crash left behind", () => {
  it("is taken up: a call, its messages and what somebody said", async () => {
    bench.clock.now = new Date(Date.now() + 3600_000);
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    const killed = { ...bench.effects, enqueue: async () => undefined };
    const bytes = Buffer.from(invoiceCall({ rep: "Ines Falk", buyer: "Hollis", mark: "k" }));
    const file = { source: "upload" as const, fileName: "k.vtt", mediaType: null, bytes };
    await receiveFile(killed, team.id, { ...file, requestedBy: team.ines });
    await sweep.run({ occurrence: "minute" }, bench.effects);
    await bench.work();
    const debrief = one(await team.inbox(team.ines));
    await heard(killed, team.id, {
      ...{
        personId: team.ines,
        place: `dm:${team.ines}`,
        threadId: debrief.id,
        text: "In a hurry.",
      },
    });
    await sweep.run({ occurrence: "minute" }, bench.effects);
    await sweep.run({ occurrence: "minute" }, bench.effects);
    await bench.work(true);
    expect((await team.inbox(team.ines)).map(({ kind }) => kind)).toEqual([
      "debrief",
      "debrief-evidence-after-answer",
    ]);
  });
});
