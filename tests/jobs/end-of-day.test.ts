import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepRows } from "../../src/jobs/sweep.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { type Bench, INES, openBench, openTeam } from "./effects.ts";

/** A call whose only fault is its end: worth a question, but not at once. */
const vagueEnd = (name: string, mark: string) =>
  [
    `${INES}: Thanks for making the time today. How do the quotes get from you to the fitters at the moment?`,
    `${name}: By mail, and then somebody prints them and carries them over to the workshop.`,
    `${INES}: And what does the workshop do with the paper when the price or the product changes later on?`,
    `${name}: They cross it out by hand, mostly, and the customer gets the new invoice at the end of the month.`,
    `${INES}: Our software keeps the quote and the order in one place, so both sides see the same price.`,
    `${name}: Right, I see. That would be a different way of working for our sales team and for the office.`,
    `${INES}: Would it help to see it with one of your own orders and your own suppliers, number ${mark}?`,
    `${name}: Maybe, yes. We have a lot on with the stock system this quarter and the new warehouse.`,
    `${INES}: Of course. Then I will send you something on the product and we can talk again at some point.`,
    `${name}: Yes, let's be in touch.`,
  ].join("\n");

describe("a rep's one question a day", () => {
  let test: TestDatabase;
  let bench: Bench;
  beforeAll(async () => {
    test = await testDatabase();
    bench = openBench(test);
  });
  afterAll(async () => {
    await test.drop();
  });

  const sweep = async (at: string) => {
    bench.clock.now = new Date(at);
    await sweepRows(bench.effects, new Date(0), `test-${at}`);
    await bench.work();
  };

  it("waits for the end of the day when the moment is a small one, and is asked once", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    bench.clock.now = new Date("2026-11-18T09:00:00Z");
    const first = await team.bring(null, "one", { text: vagueEnd("Olga Rehn", "seven") });
    const second = await team.bring(null, "two", { text: vagueEnd("Nils Aune", "nine") });
    expect((await team.debrief(first))?.state).toBe("waiting");
    expect(await team.inbox(team.ines)).toEqual([]);

    await sweep("2026-11-18T16:30:00Z");
    expect(await team.inbox(team.ines)).toEqual([]);

    await sweep("2026-11-18T17:05:00Z");
    await sweep("2026-11-18T17:06:00Z");
    expect(await team.inbox(team.ines, "debrief")).toHaveLength(1);
    const states = [await team.debrief(first), await team.debrief(second)].map((row) => row?.state);
    expect(states.toSorted()).toEqual(["asked", "silent"]);
  });

  it("is asked on the next morning when nobody's server ran at the end of the day", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    bench.clock.now = new Date();
    const call = await team.bring(null, "three", { text: vagueEnd("Olga Rehn", "eight") });
    const row = await team.debrief(call);
    if (row?.state === "waiting") await sweep(new Date(Date.now() + 24 * 3600_000).toISOString());
    expect(await team.inbox(team.ines, "debrief")).toHaveLength(1);
  });

  it("comes at once for a file the rep dropped, however small the moment", async () => {
    const team = await openTeam(bench, { shadowDebriefs: 0 });
    bench.clock.now = new Date("2026-11-18T09:00:00Z");
    await team.bring(team.ines, "four", { text: vagueEnd("Olga Rehn", "ten") });
    expect(await team.inbox(team.ines, "debrief")).toHaveLength(1);
  });
});
