import { and, asc, lt, ne, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { call } from "./schema.ts";

/** Calls held, or where nobody knows when, brought before an instant, that still have their words. */
export async function callsBefore(tx: Transaction, before: Date, limit: number): Promise<string[]> {
  const heldAt = sql`coalesce(${call.startedAt}, ${call.createdAt})`;
  const rows = await tx
    .select({ id: call.id })
    .from(call)
    .where(and(ne(call.status, "discarded"), lt(heldAt, before)))
    .orderBy(asc(heldAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}
