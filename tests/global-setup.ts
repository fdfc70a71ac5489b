import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../src/store/embedded.ts";
import { migrate } from "../src/store/migrate.ts";
import { databaseUrl } from "./database.ts";

/** The migrated database every test file gets a copy of. */
const TEMPLATE = "coach_template";

declare module "vitest" {
  export interface ProvidedContext {
    /** The server of this run, to make databases on. */
    serverUrl: string;
    template: string;
  }
}

/**
 * The server ends with the run, and none of its data is to outlive a failure of the machine: nothing waits
 * for the disk. A commit takes a tenth of the time, and a copy of the template dropped likewise. Tests that
 * kill servers start their own, which keep what they answered.
 */
const NOT_FOR_KEEPS = ["fsync", "synchronous_commit", "full_page_writes"];

/** One embedded server a run, in a folder of its own, gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "coach-tests-"));
  // Root's server runs as another user, who must be able to pass through to stay in this folder.
  await chmod(folder, 0o711);
  const server = await startEmbedded(join(folder, "data"));
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  for (const setting of NOT_FOR_KEEPS) await client.query(`alter system set ${setting} = off`);
  await client.query("select pg_reload_conf()");
  await client.query(`create database ${TEMPLATE}`);
  await client.end();
  await migrate(databaseUrl(server.url, TEMPLATE));
  project.provide("serverUrl", server.url);
  project.provide("template", TEMPLATE);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
