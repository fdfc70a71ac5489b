import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../database.ts";
import { fixture } from "../../sources/recorders/stand-in.ts";
import { VENDORS, type Vendor } from "../../sources/recorders/vendors.ts";
import { type Floor, openFloor } from "./floor.ts";

let store: TestDatabase;
let vendor: Vendor;
let floor: Floor;

beforeEach(async () => {
  store = await testDatabase();
  vendor = await VENDORS.gong();
  floor = await openFloor(store, [vendor]);
});
afterEach(async () => {
  await vendor.server.close();
  await store.drop();
});

const told = (path: string) => JSON.parse(fixture(`gong/${path}`)) as Record<string, unknown>;

/** When each turn begins, in whole seconds, and what is made of the call's length. */
async function times(words: string, about = told("extensive.json")) {
  vendor.server.next({ body: about }, { body: told(words) });
  await floor.tell(vendor);
  await floor.work();
  const [call] = await floor.calls();
  expect(call?.status).toBe("debriefed");
  const turns = call?.transcript?.turns ?? [];
  return turns.map(({ startMs, endMs }) =>
    [startMs, endMs].map((ms) => Math.floor((ms ?? -1) / 1000)),
  );
}

describe("Gong's times", () => {
  it("in milliseconds are taken as they are", async () => {
    const seconds = await times("transcript.json");
    expect(seconds.length).toBeGreaterThan(10);
    expect(seconds[0]?.[0]).toBe(0);
    // The call is 356 seconds long.
    expect(seconds.at(-1)?.[1]).toBeGreaterThan(250);
    expect(seconds.at(-1)?.[1]).toBeLessThanOrEqual(356);
  });

  it("in seconds, as some of its answers have them, are known by the call's length", async () => {
    const inSeconds = await times("transcript-in-seconds.json");
    await store.drop();
    store = await testDatabase();
    floor = await openFloor(store, [vendor]);
    const inMilliseconds = await times("transcript.json");
    expect(inSeconds).toHaveLength(inMilliseconds.length);
    for (const [index, [start = -9, end = -9]] of inSeconds.entries()) {
      const [wantedStart = 0, wantedEnd = 0] = inMilliseconds[index] ?? [];
      expect(Math.abs(start - wantedStart)).toBeLessThanOrEqual(1);
      expect(Math.abs(end - wantedEnd)).toBeLessThanOrEqual(1);
    }
  });

  it("of a call whose length it does not say are milliseconds, as its reference has them", async () => {
    const about = told("extensive.json") as { calls: { metaData: { duration?: number } }[] };
    for (const { metaData } of about.calls) delete metaData.duration;
    const seconds = await times("transcript.json", about);
    expect(seconds.at(-1)?.[1]).toBeLessThanOrEqual(356);
    expect(seconds.at(-1)?.[1]).toBeGreaterThan(250);
  });
});
