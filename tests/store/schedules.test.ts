import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../src/store/database.ts";
import {
  dropSchedule,
  ensureSchedule,
  listSchedules,
  putSchedule,
  takeOccurrence,
} from "../../src/store/schedules.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(async () => await store?.drop());

const inside = (run: (tx: Transaction) => Promise<void>) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, run);

const meeting = (instant: string) => ({
  ...{ kind: "prep", personId: null, subject: "meeting-1", since: new Date("2026-11-20") },
  rule: { every: "once" as const, instant, until: "2026-11-24T10:00:00.000Z" },
});

describe("a schedule", () => {
  it("moves with its meeting, is left alone by a default, and goes when the meeting does", async () => {
    await inside(async (tx) => {
      await putSchedule(tx, meeting("2026-11-23T13:00:00.000Z"));
      await putSchedule(tx, meeting("2026-11-24T09:00:00.000Z"));
      await ensureSchedule(tx, meeting("2026-11-25T09:00:00.000Z"));
      expect((await listSchedules(tx)).map(({ rule }) => rule)).toEqual([
        meeting("2026-11-24T09:00:00.000Z").rule,
      ]);
      await dropSchedule(tx, { kind: "prep", subject: "meeting-1" });
      expect(await listSchedules(tx)).toEqual([]);
    });
  });

  it("has each local day to itself once", async () => {
    await inside(async (tx) => {
      await putSchedule(tx, meeting("2026-11-23T13:00:00.000Z"));
      const [row] = await listSchedules(tx);
      const day = {
        scheduleId: row?.id ?? "",
        on: "2026-11-23",
        dueAt: new Date(),
        now: new Date(),
      };
      expect(await takeOccurrence(tx, day)).toEqual(expect.any(String));
      expect(await takeOccurrence(tx, day)).toBeNull();
      expect((await listSchedules(tx))[0]?.lastOn).toBe("2026-11-23");
    });
  });
});
