import { and, asc, desc, eq, gte, inArray, lt, lte, or, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "./database.ts";
import { type InboundStatus, inbound } from "./schema.ts";

export type InboundRow = typeof inbound.$inferSelect;
/** One that came in, without its raw payload. */
export type InboundSummary = Omit<InboundRow, "body" | "reference" | "headers">;

/** Something that came in and is to be fetched or read. */
export interface Parked {
  connectionId: string | null;
  backfillId?: string | null;
  source: string;
  way: InboundRow["way"];
  key: string;
  callKey: string;
  title: string | null;
  reference: Record<string, unknown>;
  headers?: Record<string, string>;
  body: Buffer | null;
  announce?: boolean;
  receivedAt: Date;
  nextAt: Date;
  callId?: string | null;
}

/**
 * Keeps it, once a key. One that had failed, and is told or brought again, is tried again with what comes
 * now; any other repeat is only counted.
 * @returns how many are new or to be tried again
 */
export async function park(tx: Transaction, items: readonly Parked[]): Promise<number> {
  if (items.length === 0) return 0;
  const again = sql`${inbound.status} = 'failed' and ${inbound.way} in ('webhook', 'upload')`;
  const rows = await tx
    .insert(inbound)
    .values(items.map((item) => ({ id: v7(), ...item })))
    .onConflictDoUpdate({
      target: [inbound.workspaceId, inbound.source, inbound.key],
      set: {
        repeats: sql`${inbound.repeats} + 1`,
        status: sql`case when ${again} then 'received' else ${inbound.status} end`,
        attempts: sql`case when ${again} then 0 else ${inbound.attempts} end`,
        reference: sql`case when ${again} then excluded.reference else ${inbound.reference} end`,
        body: sql`case when ${again} then excluded.body else ${inbound.body} end`,
        nextAt: sql`case when ${again} then excluded.next_at else ${inbound.nextAt} end`,
      },
    })
    .returning({ status: inbound.status });
  return rows.filter((row) => row.status === "received").length;
}

/** The index of what is due is of these rows alone, and found by these very words. */
const stillOpen = sql`${inbound.status} in ('received', 'waiting')`;

/** Whether something is still to be done about it. */
export async function isOpen(tx: Transaction, source: string, key: string): Promise<boolean> {
  const rows = await tx
    .select({ id: inbound.id })
    .from(inbound)
    .where(and(eq(inbound.source, source), eq(inbound.key, key), stillOpen));
  return rows.length > 0;
}

/** Takes what is due, for `leaseMs`: until then nobody else does, and after a crash somebody will. */
export async function claimDue(
  tx: Transaction,
  { now, limit, leaseMs }: { now: Date; limit: number; leaseMs: number },
): Promise<InboundRow[]> {
  const due = await tx
    .select({ id: inbound.id })
    .from(inbound)
    .where(and(stillOpen, lte(inbound.nextAt, now)))
    .orderBy(asc(inbound.nextAt), asc(inbound.id))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (due.length === 0) return [];
  return await tx
    .update(inbound)
    .set({
      attempts: sql`${inbound.attempts} + 1`,
      nextAt: new Date(now.getTime() + leaseMs),
    })
    .where(
      inArray(
        inbound.id,
        due.map((row) => row.id),
      ),
    )
    .returning();
}

/** Holds what was claimed for longer, but for those that were settled meanwhile. */
export async function holdLonger(
  tx: Transaction,
  rows: readonly Pick<InboundRow, "id" | "attempts" | "nextAt">[],
  until: Date,
): Promise<void> {
  for (const row of rows) {
    await tx
      .update(inbound)
      .set({ nextAt: until })
      .where(
        and(
          eq(inbound.id, row.id),
          eq(inbound.attempts, row.attempts),
          // Settling writes another time: then it is in nobody's hands.
          eq(inbound.nextAt, row.nextAt),
          stillOpen,
        ),
      );
  }
}

/** Writes what became of it, if it is still in our hands: same attempt, not final. Returns whether it was. */
export async function settle(
  tx: Transaction,
  row: Pick<InboundRow, "id" | "attempts">,
  change: {
    status: InboundStatus;
    reason?: string | null;
    callId?: string;
    nextAt?: Date;
    reference?: Record<string, unknown>;
    body?: null;
  },
): Promise<boolean> {
  const changed = await tx
    .update(inbound)
    .set({ reason: null, ...change })
    .where(and(eq(inbound.id, row.id), eq(inbound.attempts, row.attempts), stillOpen))
    .returning({ id: inbound.id });
  return changed.length > 0;
}

/** Whether something is due. */
export async function isDue(tx: Transaction, now: Date): Promise<boolean> {
  const rows = await tx
    .select({ id: inbound.id })
    .from(inbound)
    .where(and(stillOpen, lte(inbound.nextAt, now)))
    .limit(1);
  return rows.length > 0;
}

/** Has it done once more, whatever came of it before. `false` when there is no such row. */
export async function doAgain(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(inbound)
    .set({ status: "received", reason: null, attempts: 0, nextAt: now })
    .where(eq(inbound.id, id))
    .returning({ id: inbound.id });
  return rows.length > 0;
}

const SHOWN = {
  workspaceId: inbound.workspaceId,
  id: inbound.id,
  connectionId: inbound.connectionId,
  backfillId: inbound.backfillId,
  source: inbound.source,
  way: inbound.way,
  key: inbound.key,
  callKey: inbound.callKey,
  title: inbound.title,
  status: inbound.status,
  reason: inbound.reason,
  attempts: inbound.attempts,
  repeats: inbound.repeats,
  nextAt: inbound.nextAt,
  callId: inbound.callId,
  announce: inbound.announce,
  receivedAt: inbound.receivedAt,
  updatedAt: inbound.updatedAt,
};

/** The newest that came in. */
export async function listInbound(
  tx: Transaction,
  filter: { connectionId?: string; statuses?: InboundStatus[]; limit: number },
): Promise<InboundSummary[]> {
  return await tx
    .select(SHOWN)
    .from(inbound)
    .where(
      and(
        filter.connectionId ? eq(inbound.connectionId, filter.connectionId) : undefined,
        filter.statuses ? inArray(inbound.status, filter.statuses) : undefined,
      ),
    )
    .orderBy(desc(inbound.receivedAt), desc(inbound.id))
    .limit(filter.limit);
}

/** How much came in by each connection since an instant, and what became of it. */
export async function countInbound(
  tx: Transaction,
  since: Date,
): Promise<{ connectionId: string | null; status: InboundStatus; count: number }[]> {
  return await tx
    .select({
      connectionId: inbound.connectionId,
      status: inbound.status,
      count: sql<number>`count(*)::int`,
    })
    .from(inbound)
    .where(gte(inbound.receivedAt, since))
    .groupBy(inbound.connectionId, inbound.status);
}

/** What a backfill has found so far, by what became of it. */
export async function countOfBackfill(
  tx: Transaction,
  backfillId: string,
): Promise<Partial<Record<InboundStatus, number>>> {
  const rows = await tx
    .select({ status: inbound.status, count: sql<number>`count(*)::int` })
    .from(inbound)
    .where(eq(inbound.backfillId, backfillId))
    .groupBy(inbound.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

/** When the last of a backfill's calls is to be fetched: the next page queues behind it. */
export async function lastOfBackfill(tx: Transaction, backfillId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ nextAt: inbound.nextAt })
    .from(inbound)
    .where(and(eq(inbound.backfillId, backfillId), eq(inbound.status, "received")))
    .orderBy(desc(inbound.nextAt))
    .limit(1);
  return row?.nextAt ?? null;
}

/** A call's raw payloads go with the call. */
export async function forgetBodiesOf(tx: Transaction, callId: string): Promise<void> {
  await tx
    .update(inbound)
    .set({ body: null, reference: {}, title: null })
    .where(eq(inbound.callId, callId));
}

/** Drops raw payloads of what is long done, and in the end the rows. */
export async function tidyInbound(
  tx: Transaction,
  { bodiesBefore, rowsBefore }: { bodiesBefore: Date; rowsBefore: Date },
): Promise<void> {
  const final: InboundStatus[] = ["done", "nothing"];
  await tx
    .update(inbound)
    .set({ body: null })
    .where(
      and(
        inArray(inbound.status, final),
        lt(inbound.updatedAt, bodiesBefore),
        sql`${inbound.body} is not null`,
      ),
    );
  await tx
    .delete(inbound)
    .where(and(inArray(inbound.status, final), lt(inbound.updatedAt, rowsBefore)));
}

/** Keys of a source that are known already: a folder's files are not looked at twice. */
export async function knownKeys(
  tx: Transaction,
  source: string,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx
    .select({ key: inbound.key })
    .from(inbound)
    .where(
      and(eq(inbound.source, source), sql`${inbound.key} = any(${sql.param([...keys])}::text[])`),
    );
  return new Set(rows.map((row) => row.key));
}

/** Rows whose recording is still to be heard, or may be once more: open, or failed since then. */
export async function neededRecordings(
  tx: Transaction,
  {
    keys,
    ids,
    failedAfter,
  }: { keys: readonly string[]; ids: readonly string[]; failedAfter: Date },
): Promise<Pick<InboundRow, "id" | "key" | "source">[]> {
  const brought = and(
    eq(inbound.source, "media"),
    sql`${inbound.key} = any(${sql.param([...keys])}::text[])`,
  );
  const linked = sql`${inbound.id} = any(${sql.param([...ids])}::uuid[])`;
  const failedLately = and(eq(inbound.status, "failed"), gte(inbound.updatedAt, failedAfter));
  return await tx
    .select({ id: inbound.id, key: inbound.key, source: inbound.source })
    .from(inbound)
    .where(and(or(brought, linked), or(stillOpen, failedLately)));
}
