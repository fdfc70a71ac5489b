import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { openParts, type Parts } from "../../src/parts.ts";
import { loadSampleFloor } from "../../src/sample-floor.ts";
import { countCalls } from "../../src/store/calls.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import { listDeals } from "../../src/store/deals.ts";
import { listPeople } from "../../src/store/people.ts";
import { pendingDeliveries } from "../../src/store/sending.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
let parts: Parts;

beforeAll(async () => {
  store = await testDatabase();
  const config = readConfig({ DATABASE_URL: store.url, LOG_LEVEL: "silent" });
  parts = await openParts(config, { workers: false });
});
afterAll(async () => {
  await parts?.close();
  await store?.drop();
});

const counts = () =>
  store.database.inWorkspace(SAMPLE_WORKSPACE, async (tx) => ({
    calls: await countCalls(tx),
    people: (await listPeople(tx)).length,
    deals: (await listDeals(tx)).length,
    messages: (await pendingDeliveries(tx, new Date(Date.now() + 60_000), new Date())).length,
  }));

describe("the sample floor", () => {
  it("is completed by the next start when the first one was killed on the way", async () => {
    let told = 0;
    const killed = {
      ...parts.effects,
      progress: async () => {
        told += 1;
        if (told === 4) throw new Error("killed");
      },
    };
    await expect(loadSampleFloor(killed)).rejects.toThrow("killed");
    expect((await counts()).calls).toBe(4);
    expect(await loadSampleFloor(parts.effects)).toBe(true);
    const whole = await counts();
    // Four people and their channel are welcomed, once.
    expect(whole).toMatchObject({ calls: 12, people: 4, messages: 5 });
    expect(await loadSampleFloor(parts.effects)).toBe(false);
    expect(await counts()).toEqual(whole);
  });
});
