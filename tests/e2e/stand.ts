import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../src/config.ts";
import { readConfig } from "../../src/config.ts";
import { start } from "../../src/main.ts";
import { openParts } from "../../src/parts.ts";
import { loadSampleFloor } from "../../src/sample-floor.ts";
import { type TestDatabase, testDatabase } from "../database.ts";

/** The whole product on a free port, over a database of its own. */
export interface Stand {
  url: string;
  store: TestDatabase;
  dataDir: string;
  /** Stops the product and starts it again at the same address, over the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it; with `floor` the fictional sales floor is there, its calls on their way. */
export async function openStand(
  options: { floor?: boolean; settings?: Partial<Config> } = {},
): Promise<Stand> {
  const store = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "coach-stand-"));
  const config: Config = {
    ...readConfig({ PORT: "0", DATABASE_URL: store.url, DATA_DIR: dataDir, LOG_LEVEL: "silent" }),
    ...options.settings,
  };
  if (options.floor) {
    const parts = await openParts(config, { workers: false });
    await loadSampleFloor(parts.effects);
    await parts.close();
  }
  let running = await start(config);
  const { port } = running;
  return {
    url: `http://127.0.0.1:${port}`,
    store,
    dataDir,
    restart: async () => {
      await running.stop();
      running = await start({ ...config, port: port ?? config.port });
    },
    stop: async () => {
      await running.stop();
      await store.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A folder for a server of its own; closed to all others, as `mktemp -d` makes it. */
export async function closedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coach-closed-"));
  await chmod(folder, 0o700);
  return folder;
}

/** Asks until the answer is neither null nor undefined nor false; says what it waited for when it never is. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  patienceMs = 30_000,
): Promise<T> {
  for (const end = Date.now() + patienceMs; Date.now() < end; ) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`Waited in vain for ${what}.`);
}
