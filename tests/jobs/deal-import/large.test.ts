import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_CORRECTIONS } from "../../../src/deals/import/corrections.ts";
import { receiveImport } from "../../../src/jobs/deal-import/desk.ts";
import { importDealsJob } from "../../../src/jobs/deal-import/import-deals.ts";
import { runImport } from "../../../src/jobs/deal-import/run.ts";
import type { Effects } from "../../../src/jobs/effects.ts";
import type { CsvSource } from "../../../src/sources/crms/csv.ts";
import { changeImport, filesOf, findImport } from "../../../src/store/imports/imports.ts";
import { DEFAULT_WORKSPACE, deal } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../../database.ts";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(async () => await store.drop());

const ROWS = 60_000;
/** A long file that is nowhere as a whole: every hundredth row is wrong in one of three ways. */
const long = (rows: number): CsvSource => ({
  name: "long.csv",
  read: async function* () {
    yield Buffer.from("Deal ID,Deal Name,Owner,Stage,Amount,Close Date\n");
    for (let from = 0; from < rows; from += 1000) {
      const lines = Array.from({ length: Math.min(1000, rows - from) }, (_, at) => {
        const number = from + at;
        if (number % 300 === 0) return `D${number},Deal,Sam Ito,Demo,-1,2026-12-01`;
        if (number % 300 === 100) return `,Deal,Sam Ito,Demo,1,2026-12-01`;
        if (number % 300 === 200) return `D1,Deal,Sam Ito,Demo,1,2026-12-01`;
        return `D${number},Deal ${number},Sam Ito,Demo,${number},2026-12-01`;
      });
      yield Buffer.from(`${lines.join("\n")}\n`);
    }
  },
});
const inside = <T>(run: Parameters<typeof store.database.inWorkspace<T>>[1]) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, run);
const count = async () =>
  (await inside((tx) => tx.select({ count: sql<number>`count(*)::int` }).from(deal)))[0]?.count;
const effects = () => {
  const jobs: { data: unknown }[] = [];
  const world = {
    ...{ database: store.database, now: () => new Date("2026-05-20T10:00:00Z") },
    enqueue: async (_: unknown, data: unknown) => void jobs.push({ data }),
    changed: async () => undefined,
  } as unknown as Effects;
  return { world, jobs };
};

describe("a long file", { timeout: 120_000 }, () => {
  it("is read row by row, tells how far it is, and is refused row by row with the reason", async () => {
    const told: number[] = [];
    const report = await runImport(store.database, DEFAULT_WORKSPACE, {
      files: [{ source: long(ROWS), kind: null }],
      ...{ corrections: NO_CORRECTIONS, now: new Date(), dryRun: true, addOwners: false },
      importId: v7(),
      onRows: async (rows) => void told.push(rows),
    });
    expect(report.files[0]).toMatchObject({
      rows: ROWS,
      imported: ROWS * 0.99,
      refusedCount: ROWS / 100,
    });
    expect(told.length).toBeGreaterThan(20);
    expect(report.files[0]?.refused.map(({ reason }) => reason).slice(0, 3)).toEqual([
      'the amount "-1" is negative',
      "has no deal id",
      'repeats the deal id "D1" of row 3',
    ]);
    expect(await count()).toBe(0);
  });

  it("leaves nothing when the process dies on the way, and is written once when it is tried again", async () => {
    const { world, jobs } = effects();
    const id = await receiveImport(world, DEFAULT_WORKSPACE, "Ruth Adler", [long(5000)]);
    expect(jobs).toHaveLength(1);
    const data = { workspaceId: DEFAULT_WORKSPACE, importId: id, turn: 1 };
    await inside((tx) => changeImport(tx, id, { state: "importing", turn: 1 }));
    // The worker's last act: its own transaction is gone with it.
    let seen = 0;
    const dying = {
      ...world,
      database: {
        ...store.database,
        inWorkspace: (workspaceId: string, run: never) => {
          seen += 1;
          if (seen === 6) throw new Error("killed");
          return store.database.inWorkspace(workspaceId, run);
        },
      },
    } as unknown as Effects;
    await expect(importDealsJob.run(data, dying)).rejects.toThrow("killed");
    expect(await count()).toBe(0);
    // The sweep's nudge and the queue's own try, at the same time.
    await Promise.all([importDealsJob.run(data, world), importDealsJob.run(data, world)]);
    expect(await count()).toBe(4950);
    const row = await inside((tx) => findImport(tx, id));
    expect(row).toMatchObject({ state: "done", by: "Ruth Adler" });
    expect(row?.report?.files[0]).toMatchObject({ added: 4950, refusedCount: 50 });
    // What was uploaded is not kept once it is done with.
    expect(await inside((tx) => filesOf(tx, id))).toEqual([]);
    await importDealsJob.run(data, world);
    expect(await count()).toBe(4950);
  });
});
