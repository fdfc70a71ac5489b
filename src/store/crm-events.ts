import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { crmEvent } from "./schema.ts";

export type CrmEventRow = typeof crmEvent.$inferSelect;

const ROWS = 2_000;

/** Keeps events that were not told before; returns how many those were. */
export async function keepEvents(
  tx: Transaction,
  connectionId: string,
  events: readonly { key: string; object: string; id: string }[],
): Promise<number> {
  let added = 0;
  // One word may be about ten thousands of records, and a statement has room for 65,535 values.
  for (let from = 0; from < events.length; from += ROWS) {
    const rows = events
      .slice(from, from + ROWS)
      .map(({ key, object, id }) => ({ connectionId, key, object, objectId: id }));
    const fresh = await tx
      .insert(crmEvent)
      .values(rows)
      .onConflictDoNothing()
      .returning({ id: crmEvent.id });
    added += fresh.length;
  }
  return added;
}

/** Events that wait for a connection, oldest first. */
export async function waitingEvents(
  tx: Transaction,
  connectionId: string,
  limit: number,
): Promise<CrmEventRow[]> {
  return await tx
    .select()
    .from(crmEvent)
    .where(and(eq(crmEvent.connectionId, connectionId), eq(crmEvent.state, "received")))
    .orderBy(asc(crmEvent.receivedAt), asc(crmEvent.id))
    .limit(limit);
}

export async function endEvents(
  tx: Transaction,
  ids: readonly string[],
  ended: { state: "done" | "failed"; reason?: string; at: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(crmEvent)
    .set({ state: ended.state, reason: ended.reason ?? null, endedAt: ended.at })
    .where(inArray(crmEvent.id, [...ids]));
}

/** Lets go of events that were done with before an instant: no CRM tells them again. */
export async function forgetEvents(tx: Transaction, before: Date): Promise<void> {
  await tx.delete(crmEvent).where(and(eq(crmEvent.state, "done"), lt(crmEvent.endedAt, before)));
}

/** Connections with events that have waited since before an instant. */
export async function connectionsWaiting(tx: Transaction, before: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: crmEvent.connectionId })
    .from(crmEvent)
    .where(and(eq(crmEvent.state, "received"), lt(crmEvent.receivedAt, before)));
  return rows.map(({ id }) => id);
}

/** One sync of a connection at a time; false while another is at it. Held to the transaction's end. */
export async function holdConnection(tx: Transaction, connectionId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${connectionId}, 7)) as held`,
  );
  return rows[0]?.held ?? false;
}
