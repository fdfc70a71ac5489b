import { and, desc, eq, lte } from "drizzle-orm";
import { v7 } from "uuid";
import { CoachError } from "../errors.ts";
import type { Transaction } from "./database.ts";
import { backfill } from "./schema.ts";

export type BackfillRow = typeof backfill.$inferSelect;

/** Begins one; a connection has one at a time. */
export async function startBackfill(
  tx: Transaction,
  row: { connectionId: string; from: Date; to: Date; nextAt: Date; announce?: boolean },
): Promise<string> {
  const [running] = await tx
    .select({ id: backfill.id })
    .from(backfill)
    .where(and(eq(backfill.connectionId, row.connectionId), eq(backfill.status, "running")))
    .limit(1);
  if (running) {
    throw new CoachError(
      "conflict",
      "Past calls are being brought in already. Wait for the end, or stop it.",
    );
  }
  const id = v7();
  await tx.insert(backfill).values({ id, ...row });
  return id;
}

export async function findBackfill(tx: Transaction, id: string): Promise<BackfillRow | null> {
  const [row] = await tx.select().from(backfill).where(eq(backfill.id, id));
  return row ?? null;
}

/** The same, locked, so that two workers do not list one page twice. */
export async function lockBackfill(tx: Transaction, id: string): Promise<BackfillRow | null> {
  const [row] = await tx.select().from(backfill).where(eq(backfill.id, id)).for("update");
  return row ?? null;
}

export async function changeBackfill(
  tx: Transaction,
  id: string,
  change: Partial<
    Pick<BackfillRow, "cursor" | "listed" | "pages" | "status" | "reason" | "nextAt">
  >,
): Promise<void> {
  await tx.update(backfill).set(change).where(eq(backfill.id, id));
}

/** Those that have something to do now. */
export async function dueBackfills(tx: Transaction, now: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: backfill.id })
    .from(backfill)
    .where(and(eq(backfill.status, "running"), lte(backfill.nextAt, now)));
  return rows.map((row) => row.id);
}

/** The newest of each connection, newest first. */
export async function recentBackfills(tx: Transaction, limit: number): Promise<BackfillRow[]> {
  return await tx.select().from(backfill).orderBy(desc(backfill.createdAt)).limit(limit);
}
