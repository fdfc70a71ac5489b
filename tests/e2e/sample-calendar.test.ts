import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { syncCalendars } from "../../src/jobs/calendars/sync-calendars.ts";
import { tick } from "../../src/jobs/tick.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { loadSampleFloor } from "../../src/sample-floor.ts";
import { listConnections } from "../../src/store/connections.ts";
import { conversationOf } from "../../src/store/deliveries.ts";
import { meeting, schedule } from "../../src/store/schema.ts";
import { type Floor, FRIDAY, openFloor } from "./floor.ts";

let floor: Floor;
beforeAll(async () => {
  floor = await openFloor();
}, 120_000);
afterAll(() => floor?.close());

const at = async (time: string) => {
  const now = new Date(`2026-11-20T${time}Z`);
  const { effects, queue } = floor.parts;
  effects.now = () => now;
  await effects.enqueue(syncCalendars, { occurrence: time.replace(/\D/g, "-") });
  await queue.idle();
  await effects.enqueue(tick, { occurrence: `tick-${time.replace(/\D/g, "-")}` });
  await queue.idle();
};
const preps = async (first: string) =>
  (await floor.within((tx) => conversationOf(tx, `dm:${floor.named(first).id}`)))
    .filter(({ kind }) => kind === "meeting-prep")
    .map(({ message }) => plainText(message));

describe("the sample floor's calendar", () => {
  it("brings a prep an hour before its first meeting, once, from the calls of the floor", async () => {
    await at("09:14:00");
    expect(await preps("Maya")).toEqual([]);
    for (const time of ["09:15:00", "09:16:00", "09:40:00"]) await at(time);
    const [prep, ...more] = await preps("Maya");
    expect(more).toEqual([]);
    expect(prep).toMatch(/^In an hour, 10:15: Calder Freight: .* with Luke Hargreaves/);
    // What is in it was said on the floor's call with them.
    expect(prep).toContain("Calder");
    expect(prep).toMatch(/“[^”]{20,}”/);
    for (const name of ["Tom", "Ines", "Ruth"]) expect(await preps(name), name).toEqual([]);
  });

  it("is there once, however often the floor is loaded", async () => {
    const count = () =>
      floor.within(async (tx) => [
        (await listConnections(tx, "calendar")).length,
        (await tx.select().from(meeting)).length,
        (await tx.select().from(schedule)).length,
      ]);
    floor.parts.effects.now = () => FRIDAY;
    const before = await count();
    expect(before[0]).toBe(1);
    expect(await loadSampleFloor(floor.parts.effects)).toBe(false);
    await at("09:45:00");
    expect(await count()).toEqual(before);
  });
});
