import { asc } from "drizzle-orm";
import type { Database } from "./database.ts";
import { workspace } from "./schema.ts";

// The only reader across workspaces. Keep it a short list of questions whose answer is a workspace's
// id and nothing that belongs to it.

/** Every workspace, oldest first: for sweeps and schedules, which then go into each by itself. */
export async function workspaceIds(database: Database): Promise<string[]> {
  const rows = await database.asOwner((tx) =>
    tx.select({ id: workspace.id }).from(workspace).orderBy(asc(workspace.createdAt)),
  );
  return rows.map((row) => row.id);
}
