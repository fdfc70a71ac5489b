import { and, asc, desc, eq, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import type { DeliveryRow } from "./deliveries.ts";
import { debrief, delivery } from "./schema.ts";

/**
 * Takes a message that waits to be sent, for one worker until `lease`, and counts the try.
 * @returns the row as it was before, `null` when it is not to be sent now or another worker has it
 */
export async function claim(
  tx: Transaction,
  id: string,
  { now, lease }: { now: Date; lease: Date },
): Promise<DeliveryRow | null> {
  const [row] = await tx
    .select()
    .from(delivery)
    .where(and(eq(delivery.id, id), eq(delivery.status, "pending"), dueAt(now)))
    .for("update", { skipLocked: true });
  if (!row) return null;
  await tx
    .update(delivery)
    .set({ attempts: row.attempts + 1, claimedUntil: lease })
    .where(eq(delivery.id, id));
  return row;
}

/** Nobody has it, and nothing says to wait. */
const dueAt = (now: Date) =>
  and(
    or(isNull(delivery.claimedUntil), lte(delivery.claimedUntil, now)),
    or(isNull(delivery.notBefore), lte(delivery.notBefore, now)),
  );

/** Lets a claimed message go; whether it reached the platform is not known. */
export async function unclaim(tx: Transaction, id: string): Promise<void> {
  await tx.update(delivery).set({ claimedUntil: null }).where(eq(delivery.id, id));
}

/** Sends it later. `untried`: it surely did not reach the platform, so the try does not count. */
export async function holdUntil(
  tx: Transaction,
  id: string,
  notBefore: Date,
  { untried }: { untried: boolean },
): Promise<void> {
  await tx
    .update(delivery)
    .set({
      notBefore,
      claimedUntil: null,
      ...(untried ? { attempts: sql`greatest(${delivery.attempts} - 1, 0)` } : {}),
    })
    .where(and(eq(delivery.id, id), eq(delivery.status, "pending")));
}

/**
 * What waits for its reader's hours is waited for by now: nothing holds it any more.
 * @returns its id, `null` when nothing of the kind was waiting
 */
export async function askedFor(
  tx: Transaction,
  kind: string,
  subjectId: string,
): Promise<string | null> {
  const [row] = await tx
    .update(delivery)
    .set({ asked: true, notBefore: null })
    .where(
      and(
        eq(delivery.kind, kind),
        eq(delivery.subjectId, subjectId),
        eq(delivery.status, "pending"),
        eq(delivery.asked, false),
      ),
    )
    .returning({ id: delivery.id });
  return row?.id ?? null;
}

/** It will not be sent; the reason is a sentence for whoever looks into it. */
export async function markFailed(tx: Transaction, id: string, failure: string): Promise<void> {
  await tx
    .update(delivery)
    .set({ status: "failed", failure, claimedUntil: null })
    .where(and(eq(delivery.id, id), eq(delivery.status, "pending")));
}

/** Sends it by another platform; what was tried on the first one says nothing about this one. */
export async function moveTo(tx: Transaction, id: string, platform: string): Promise<void> {
  await tx
    .update(delivery)
    .set({ platform, attempts: 0, claimedUntil: null, notBefore: null })
    .where(and(eq(delivery.id, id), eq(delivery.status, "pending")));
}

/** The message that this one is a newer reading of, if it was sent and nobody has answered it. */
export async function olderReading(tx: Transaction, row: DeliveryRow): Promise<DeliveryRow | null> {
  if (row.revision <= 1) return null;
  const [older] = await tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.kind, row.kind),
        sameSubject(row),
        eq(delivery.recipient, row.recipient),
        eq(delivery.platform, row.platform),
        lt(delivery.revision, row.revision),
        eq(delivery.status, "sent"),
        isNull(delivery.answered),
      ),
    )
    .orderBy(desc(delivery.revision))
    .limit(1);
  return older ?? null;
}

/** Each revision of a call has a debrief of its own: they are about the same. */
const sameSubject = ({ subjectId }: DeliveryRow) =>
  or(
    eq(delivery.subjectId, subjectId),
    sql`${delivery.subjectId} in (select other.id from ${debrief} as other
      join ${debrief} as own on own.call_id = other.call_id where own.id = ${subjectId})`,
  );

/** A newer message stands in its place. */
export async function supersede(tx: Transaction, id: string): Promise<void> {
  await tx.update(delivery).set({ status: "superseded" }).where(eq(delivery.id, id));
}

/** What waits to be sent since an instant, and may be sent now; the oldest first. */
export async function pendingDeliveries(
  tx: Transaction,
  before: Date,
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(eq(delivery.status, "pending"), lt(delivery.createdAt, before), dueAt(now)))
    .orderBy(asc(delivery.createdAt))
    .limit(500);
  return rows.map((row) => row.id);
}
