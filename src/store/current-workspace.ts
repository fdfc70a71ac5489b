import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { DEFAULT_WORKSPACE, workspace } from "./schema.ts";

/** The fictional sales floor lives in a workspace of its own, so that it never mixes with real figures. */
export const SAMPLE_WORKSPACE = "00000000-0000-7000-8000-000000000002";

/**
 * Whose floor the playground, the command line and a bare API call mean: the default workspace as
 * soon as it holds people, deals or calls of its own, and the sample floor until then.
 */
export async function currentWorkspace(database: Database): Promise<string> {
  const used = await database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    const { rows } = await tx.execute<{ used: boolean }>(
      sql`select exists (select from person) or exists (select from deal) or exists (select from call) as used`,
    );
    return rows[0]?.used ?? false;
  });
  return used || !(await hasSampleFloor(database)) ? DEFAULT_WORKSPACE : SAMPLE_WORKSPACE;
}

export async function hasSampleFloor(database: Database): Promise<boolean> {
  return await database.inWorkspace(SAMPLE_WORKSPACE, async (tx) => {
    const rows = await tx.select({ id: workspace.id }).from(workspace).limit(1);
    return rows.length > 0;
  });
}
