import { eq } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { ownWorkspace } from "./people.ts";
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

export async function changeTimeZone(tx: Transaction, timeZone: string): Promise<void> {
  const { id } = await ownWorkspace(tx);
  await tx.update(workspace).set({ timeZone }).where(eq(workspace.id, id));
}
