import { eq } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { ownWorkspace, type WorkspaceSettings } from "./people.ts";
import { workspace } from "./schema.ts";

/** Makes the workspace of this transaction, unless it is there. */
export async function addWorkspace(
  tx: Transaction,
  row: { id: string; slug: string; name: string; timeZone?: string },
): Promise<void> {
  await tx.insert(workspace).values(row).onConflictDoNothing();
}

/** Whoever changes what the whole workspace is like waits their turn. */
export async function lockWorkspace(tx: Transaction): Promise<void> {
  await tx.select({ id: workspace.id }).from(workspace).for("no key update");
}

/** Changes what is told of the settings, and leaves the rest. */
export async function changeSettings(
  tx: Transaction,
  change: Partial<WorkspaceSettings>,
): Promise<void> {
  await lockWorkspace(tx);
  const { id, settings } = await ownWorkspace(tx);
  await tx
    .update(workspace)
    .set({ settings: { ...settings, ...change } })
    .where(eq(workspace.id, id));
}
