import { gte, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { modelSpend } from "./schema.ts";

export type SpendRow = Omit<typeof modelSpend.$inferInsert, "id" | "workspaceId">;

/** Notes what one request used. */
export async function addSpend(tx: Transaction, row: SpendRow): Promise<void> {
  await tx.insert(modelSpend).values(row);
}

/** Millionths of a US dollar spent in this workspace since then. */
export async function spentSince(tx: Transaction, since: Date): Promise<number> {
  const [row] = await tx
    .select({ micros: sql<string>`coalesce(sum(${modelSpend.costMicros}), 0)` })
    .from(modelSpend)
    .where(gte(modelSpend.at, since));
  return Number(row?.micros ?? 0);
}
