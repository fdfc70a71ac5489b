import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard, pressed } from "../../src/bots/conversation.ts";
import { runOccurrence } from "../../src/jobs/run-occurrence.ts";
import { tick } from "../../src/jobs/tick.ts";
import { addPerson } from "../../src/store/people.ts";
import { changeSchedule, listSchedules } from "../../src/store/schedules.ts";
import { delivery, occurrence, person, schedule } from "../../src/store/schema.ts";
import { OPEN_CALL } from "../agents/held-call.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

const MONDAY = "2026-11-23T08:30:00Z";

async function tickAt(time: string): Promise<void> {
  bench.clock.now = new Date(time);
  await tick.run({ occurrence: "minute" }, bench.effects);
  await bench.work();
}

/** A team with calls of the week before, whose schedules are there since Friday. */
async function teamWithCalls(options: { calls?: number; timeZone?: string } = {}): Promise<Team> {
  const { calls = 6, timeZone = "UTC" } = options;
  bench.clock.now = new Date("2026-11-18T10:00:00Z");
  const team = await openTeam(bench, { shadowDebriefs: 0, timeZone });
  // A third, since among two nothing could be said that points at nobody.
  await team.within((tx) =>
    addPerson(tx, { id: v7(), name: "Noor Said", role: "rep", managerId: team.dora }),
  );
  const reps = ["Ines Falk", "Paul Renner", "Noor Said"];
  for (let at = 0; at < calls; at += 1) {
    const rep = reps[at % 3] ?? "";
    const text = OPEN_CALL.trim().replace(/^ *R:/gm, `${rep}:`).replace(/^ *B:/gm, "Hollis Grant:");
    await team.bring(null, `${team.id}-${at}`, {
      ...{ rep, announce: false },
      text: `${text}\nHollis Grant: That was number ${at} of ${team.id}.`,
    });
  }
  await team.within(async (tx) => {
    await tx.execute("update call set started_at = '2026-11-18T10:00:00Z'");
    await tx.execute("update debrief set created_at = '2026-11-18T11:00:00Z'");
  });
  await tickAt("2026-11-20T10:00:00Z");
  return team;
}

const inChannel = async (team: Team) =>
  (await team.within((tx) => tx.select().from(delivery))).filter(
    ({ recipient }) => recipient === "channel:team",
  );
/** Of the digest alone: other routines have occurrences of their own. */
const occurrences = async (team: Team) => {
  const rows = await team.within((tx) =>
    tx
      .select({ occurrence, kind: schedule.kind })
      .from(occurrence)
      .innerJoin(schedule, eq(schedule.id, occurrence.scheduleId)),
  );
  return rows.flatMap((row) => (row.kind === "digest" ? [row.occurrence] : []));
};

describe("the minute's tick", () => {
  it("gives each manager with a team a weekly digest and a monthly synthesis, once", async () => {
    const team = await openTeam(bench);
    await tickAt("2026-11-20T10:00:00Z");
    await tickAt("2026-11-20T10:01:00Z");
    const rows = await team.within(listSchedules);
    const own = rows.filter(({ kind }) => ["digest", "synthesis"].includes(kind));
    expect(own.map(({ kind, personId, rule }) => [kind, personId, rule.every])).toEqual([
      ["digest", team.dora, "week"],
      ["synthesis", team.dora, "month"],
    ]);
    expect(await occurrences(team)).toEqual([]);
  });

  it("posts the digest in the team's channel on Monday morning, and not again that week", async () => {
    const team = await teamWithCalls();
    await tickAt("2026-11-23T08:29:00Z");
    expect(await inChannel(team)).toEqual([]);
    for (const time of [MONDAY, "2026-11-23T08:31:00Z", "2026-11-26T12:00:00Z"]) await tickAt(time);
    const posted = one(await inChannel(team));
    expect(posted).toMatchObject({ kind: "digest", status: "sent", personId: null });
    expect(posted.subjectId).toBe(one(await occurrences(team)).id);
  });

  it("posts one where two processes tick in the same instant, and run it twice", async () => {
    const team = await teamWithCalls();
    bench.clock.now = new Date(MONDAY);
    await Promise.all([0, 1, 2].map(() => tick.run({ occurrence: "minute" }, bench.effects)));
    const { id: occurrenceId } = one(await occurrences(team));
    const again = { workspaceId: team.id, occurrenceId };
    await Promise.all([0, 1].map(() => runOccurrence.run(again, bench.effects)));
    await bench.work(true);
    one(await inChannel(team));
  });

  it("catches up once after days without a process", async () => {
    const team = await teamWithCalls();
    await tickAt("2026-11-25T09:00:00Z");
    await tickAt("2026-11-25T09:01:00Z");
    one(await inChannel(team));
    expect(one(await occurrences(team))).toMatchObject({
      on: "2026-11-23",
      dueAt: new Date(MONDAY),
      state: "done",
    });
  });

  it("runs what was taken by a process that died before it ran", async () => {
    const team = await teamWithCalls();
    bench.clock.now = new Date(MONDAY);
    const lost = { ...bench.effects, enqueue: async () => undefined };
    await tick.run({ occurrence: "minute" }, lost);
    await bench.work();
    await tickAt("2026-11-23T08:32:00Z");
    expect(await inChannel(team)).toEqual([]);
    await tickAt("2026-11-23T08:36:00Z");
    one(await inChannel(team));
  });

  it("goes by the manager's own zone, else the workspace's", async () => {
    const team = await teamWithCalls({ timeZone: "America/New_York" });
    await tickAt(MONDAY);
    expect(await inChannel(team)).toEqual([]);
    await team.within((tx) => tx.update(person).set({ timeZone: "Europe/London" }));
    await tickAt("2026-11-23T08:31:00Z");
    one(await inChannel(team));
  });

  it("says nothing in a week without calls, and nothing when it is switched off", async () => {
    const silent = await teamWithCalls({ calls: 0 });
    await tickAt(MONDAY);
    expect(await inChannel(silent)).toEqual([]);
    expect(one(await occurrences(silent)).state).toBe("done");
    const off = await teamWithCalls();
    await off.within(async (tx) => {
      for (const { id } of await listSchedules(tx))
        await changeSchedule(tx, id, { enabled: false });
    });
    await tickAt(MONDAY);
    expect(await occurrences(off)).toEqual([]);
  });

  it("sends the month's synthesis to the manager alone", async () => {
    const team = await teamWithCalls();
    await tickAt("2026-12-01T08:30:00Z");
    const sent = (await team.within((tx) => tx.select().from(delivery))).filter(
      ({ kind }) => kind === "synthesis",
    );
    expect(one(sent)).toMatchObject({ recipient: `dm:${team.dora}`, personId: team.dora });
  });

  it("goes by the day and hour its manager has chosen, and tells nobody else to choose", async () => {
    const team = await teamWithCalls();
    const say = async (person: string, text: string) => {
      await heard(bench.effects, team.id, {
        ...{ personId: person, place: `dm:${person}`, threadId: null, text },
      });
      await bench.work();
      return (await team.inbox(person, "schedules")).at(-1)?.text;
    };
    expect(await say(team.ines, "digest off")).toMatch(/manager's to say/);
    expect(await say(team.dora, "digest on Tuesdays at 9")).toBe(
      "Weekly digest: every Tuesday at 09:00 (UTC), in the team's channel, next on 24 Nov.",
    );
    await tickAt(MONDAY);
    expect(await inChannel(team)).toEqual([]);
    await tickAt("2026-11-24T09:00:00Z");
    one(await inChannel(team));
    const [shown] = (await say(team.dora, "schedules"))?.split("\n") ?? [];
    expect(shown).toBe("What I send without being asked.");
    const list = (await team.inbox(team.dora, "schedules")).at(-1);
    const [digest] = await team.within(listSchedules);
    await pressed(bench.effects, team.id, {
      ...{ personId: team.dora, deliveryId: list?.id ?? "", actionId: "schedule-change" },
      ...{ value: digest?.id ?? "", fields: { day: "5", at: "4 pm", enabled: "off" } },
    });
    await bench.work();
    const [changed] = await team.within(listSchedules);
    expect(changed).toMatchObject({
      enabled: false,
      rule: { every: "week", weekday: 5, at: "16:00" },
    });
  });
});
