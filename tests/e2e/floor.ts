import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readConfig } from "../../src/config.ts";
import { openParts, type Parts } from "../../src/parts.ts";
import { loadSampleFloor } from "../../src/sample-floor.ts";
import { SAMPLE_WORKSPACE } from "../../src/store/current-workspace.ts";
import type { Transaction } from "../../src/store/database.ts";
import { listPeople, type PersonRow } from "../../src/store/people.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

/** The Friday after the floor's newest call, so that its dates stand as they are written. */
export const FRIDAY = new Date("2026-11-20T09:00:00Z");

/** The sample floor with its calls read, on a database and in a folder of its own. */
export interface Floor {
  store: TestDatabase;
  parts: Parts;
  folder: string;
  /** By the beginning of the name; fails when nobody is called so. */
  named(first: string): PersonRow;
  within<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  asOwner(query: ReturnType<typeof sql>): Promise<unknown>;
  /** Sets how long before Friday the calls were reviewed. */
  reviewed(hoursAgo: number): Promise<unknown>;
  close(): Promise<void>;
}

/** Opens it and waits until the last call is read: allow a minute. */
export async function openFloor(): Promise<Floor> {
  const store = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), "coach-floor-"));
  const config = { DATABASE_URL: store.url, DATA_DIR: folder, LOG_LEVEL: "silent" };
  const parts = await openParts(readConfig(config), { workers: true });
  parts.effects.now = () => FRIDAY;
  await parts.queue.start();
  await loadSampleFloor(parts.effects);
  await parts.queue.idle();
  const within: Floor["within"] = (run) => store.database.inWorkspace(SAMPLE_WORKSPACE, run);
  const asOwner: Floor["asOwner"] = (query) => store.database.asOwner((tx) => tx.execute(query));
  const people = await within(listPeople);
  return {
    ...{ store, parts, folder, within, asOwner },
    named: (first) => {
      const found = people.find(({ name }) => name.startsWith(first));
      if (!found) throw new Error(`${first} is not on the floor`);
      return found;
    },
    reviewed: (hoursAgo) => {
      const at = new Date(FRIDAY.getTime() - hoursAgo * 3600_000);
      return asOwner(sql`update debrief set created_at = ${at}`);
    },
    close: async () => {
      await parts.close();
      await store.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
