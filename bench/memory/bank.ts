import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { startEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";

/** A database of this run's own, gone afterwards. */
export async function withDatabase(run: (database: Database) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-memory-"));
  await chmod(folder, 0o711);
  const server = await startEmbedded(join(folder, "data"));
  await migrate(server.url);
  const database = openDatabase(server.url);
  try {
    await run(database);
  } finally {
    await database.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
