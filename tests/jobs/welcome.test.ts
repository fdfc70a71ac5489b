import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heard } from "../../src/bots/conversation.ts";
import { sweepRows } from "../../src/jobs/sweep.ts";
import { PAUSE } from "../../src/messages/pause.ts";
import { rememberPlace } from "../../src/store/places.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, one, openBench, openTeam, type Team } from "./effects.ts";

let store: TestDatabase;
let bench: Bench;

beforeAll(async () => {
  store = await testDatabase();
  bench = openBench(store);
});
afterAll(async () => await store?.drop());

const say = async (team: Team, personId: string, text: string) => {
  await heard(bench.effects, team.id, { personId, place: `dm:${personId}`, threadId: null, text });
  await bench.work();
};
const welcomes = (team: Team, person: string) => team.inbox(person, "welcome");

describe("a person new to the coach", () => {
  it("is welcomed once before the first question, and hears who sees what", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    await team.bring(team.ines, "first");
    await team.bring(team.ines, "second");
    const hello = one(await welcomes(team, team.ines));
    expect(hello.text).toMatch(/Dora Quist sees what you work on.*never your words/s);
    expect(hello.buttons).toContain(PAUSE);
    expect(await welcomes(team, team.dora)).toEqual([]);
    await say(team, team.dora, "what objections came up?");
    one(await welcomes(team, team.dora));
  });

  it("is welcomed where they can be reached, as soon as they can", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 3 });
    const recipient = `dm:${team.paul}`;
    const place = { platform: "playground", recipient, address: {}, at: new Date() };
    for (let minute = 0; minute < 2; minute += 1) {
      await team.within((tx) => rememberPlace(tx, place));
      await sweepRows(bench.effects, new Date(), `minute-${minute}`);
      await bench.work();
    }
    expect(one(await welcomes(team, team.paul)).text).toMatch(
      /Dora Quist reads each question before/,
    );
    expect(await welcomes(team, team.ines)).toEqual([]);
  });

  it("is left alone on a Saturday, unless they write first", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    const before = bench.clock.now;
    bench.clock.now = new Date("2026-11-21T14:00:00Z");
    for (const person of [team.ines, team.paul]) {
      const place = { platform: "slack", recipient: `dm:${person}`, address: {} };
      await team.within((tx) => rememberPlace(tx, { ...place, at: bench.clock.now }));
    }
    await sweepRows(bench.effects, bench.clock.now, "saturday");
    await bench.work();
    expect(await welcomes(team, team.ines)).toEqual([]);
    await say(team, team.ines, "hub");
    expect((await team.inbox(team.ines, "welcome")).length).toBe(1);
    expect(await welcomes(team, team.paul)).toEqual([]);
    bench.clock.now = before;
  });
});

describe("pause", () => {
  it("keeps questions about calls away until resumed; what somebody brings is still read", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    await say(team, team.ines, "Stop.");
    await team.bring(null, "while paused");
    expect(await team.inbox(team.ines, "debrief")).toEqual([]);
    await team.bring(team.ines, "my own file");
    one(await team.inbox(team.ines, "debrief"));
    await say(team, team.ines, "resume");
    expect((await team.inbox(team.ines, "pause")).map(({ buttons }) => buttons[0])).toEqual([
      "resume",
      "pause",
    ]);
  });

  it("is heard in a debrief's thread too, and not taken for an answer", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    const callId = await team.bring(team.ines, "asked");
    const debrief = one(await team.inbox(team.ines, "debrief"));
    await team.say(team.ines, debrief.id, "pause");
    expect((await team.debrief(callId))?.state).toBe("asked");
    one(await team.inbox(team.ines, "pause"));
  });
});
