import { and, asc, desc, eq, gte, isNull, lt, lte, or, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Message } from "../messages/message.ts";
import type { Transaction } from "./database.ts";
import { newestPlace } from "./places.ts";
import { findSaid } from "./said.ts";
import { delivery } from "./schema.ts";

export type DeliveryRow = typeof delivery.$inferSelect;

/** A message on its way into the outbox. */
export interface Outgoing {
  kind: string;
  subjectId: string;
  /** Where to: `dm:<person>` or `channel:<name>`. */
  recipient: string;
  personId: string | null;
  threadId?: string | null;
  revision?: number;
  message: Message;
  /** Whether somebody waits for it; left out, an answer to what was said is asked for, all else is not. */
  asked?: boolean;
}

/**
 * Puts a message into the outbox, once per (kind, subject, recipient, revision). It goes where its
 * thread is, else to where it was asked for, else to where the recipient was last heard, else to the
 * playground.
 * @returns its id, or `null` when it was there already
 */
export async function post(tx: Transaction, outgoing: Outgoing): Promise<string | null> {
  const id = v7();
  const thread = outgoing.threadId ? await findDelivery(tx, outgoing.threadId) : null;
  const answers = await findSaid(tx, outgoing.subjectId);
  const backThere =
    answers?.personId === outgoing.personId || answers?.place === outgoing.recipient;
  const platform =
    thread?.platform ??
    (backThere ? answers?.platform : null) ??
    (await newestPlace(tx, outgoing.recipient))?.platform ??
    "playground";
  const asked = outgoing.asked ?? (answers !== null || Boolean(outgoing.threadId));
  const [row] = await tx
    .insert(delivery)
    .values({ id, ...outgoing, platform, asked })
    .onConflictDoNothing()
    .returning({ id: delivery.id });
  return row?.id ?? null;
}

/** What stands in a row until its own words do; nobody is sent it. */
const UNWRITTEN: Message = { summary: "Being written", blocks: [] };

/**
 * Opens a message that is going to be written before its reader's eyes. Begun again after a crash it is
 * the same row.
 * @returns `null` when it has been written already
 */
export async function begin(
  tx: Transaction,
  outgoing: Omit<Outgoing, "message">,
): Promise<DeliveryRow | null> {
  const { kind, subjectId, recipient, revision = 1 } = outgoing;
  const posted = await post(tx, { ...outgoing, message: UNWRITTEN });
  if (posted) await tx.update(delivery).set({ status: "writing" }).where(eq(delivery.id, posted));
  const [row] = await tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.kind, kind),
        eq(delivery.subjectId, subjectId),
        eq(delivery.recipient, recipient),
        eq(delivery.revision, revision),
        eq(delivery.status, "writing"),
      ),
    );
  return row ?? null;
}

/**
 * Gives a message that was being written its words; from here on it is sent like any other. Whoever
 * wrote it has it until `lease`, and something of it may stand on the platform already.
 */
export async function written(
  tx: Transaction,
  id: string,
  message: Message,
  lease: Date,
): Promise<DeliveryRow | null> {
  const [row] = await tx
    .update(delivery)
    .set({ status: "pending", message, attempts: 1, claimedUntil: lease })
    .where(and(eq(delivery.id, id), eq(delivery.status, "writing")))
    .returning();
  return row ?? null;
}

export async function findDelivery(tx: Transaction, id: string): Promise<DeliveryRow | null> {
  const [row] = await tx.select().from(delivery).where(eq(delivery.id, id));
  return row ?? null;
}

export async function markSent(
  tx: Transaction,
  id: string,
  sent: { rendered: unknown; externalRef: string | null; at: Date },
): Promise<void> {
  await tx
    .update(delivery)
    .set({
      status: "sent",
      rendered: sent.rendered,
      externalRef: sent.externalRef,
      sentAt: sent.at,
      claimedUntil: null,
    })
    .where(and(eq(delivery.id, id), eq(delivery.status, "pending")));
}

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
        eq(delivery.subjectId, row.subjectId),
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

/** A newer message stands in its place. */
export async function supersede(tx: Transaction, id: string): Promise<void> {
  await tx.update(delivery).set({ status: "superseded" }).where(eq(delivery.id, id));
}

/** The message a platform means by its own id; where one took another's place, the newer. */
export async function deliveryAt(
  tx: Transaction,
  platform: string,
  externalRef: string,
): Promise<DeliveryRow | null> {
  const [row] = await tx
    .select()
    .from(delivery)
    .where(and(eq(delivery.platform, platform), eq(delivery.externalRef, externalRef)))
    .orderBy(desc(delivery.createdAt))
    .limit(1);
  return row ?? null;
}

/** Keeps what a message looks like now that it was drawn again. */
export async function markRedrawn(tx: Transaction, id: string, rendered: unknown): Promise<void> {
  await tx.update(delivery).set({ rendered }).where(eq(delivery.id, id));
}

/** Remembers which button was pressed, so that a message shows its answer and not its buttons. */
export async function markAnswered(tx: Transaction, id: string, actionId: string): Promise<void> {
  await tx.update(delivery).set({ answered: actionId }).where(eq(delivery.id, id));
}

/** How many messages of one kind a recipient was sent, or is about to be, since an instant. */
export async function countSince(
  tx: Transaction,
  kind: string,
  recipient: string,
  since: Date,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(delivery)
    .where(
      and(
        eq(delivery.kind, kind),
        eq(delivery.recipient, recipient),
        gte(delivery.createdAt, since),
      ),
    );
  return row?.count ?? 0;
}

/** Whether any message of one kind has gone out since, to anybody. */
export async function sentSince(tx: Transaction, kind: string, since: Date): Promise<boolean> {
  const [row] = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(eq(delivery.kind, kind), gte(delivery.sentAt, since)))
    .limit(1);
  return row !== undefined;
}

/** What one recipient has been sent, oldest first. */
export async function conversationOf(tx: Transaction, recipient: string): Promise<DeliveryRow[]> {
  return await tx
    .select()
    .from(delivery)
    .where(and(eq(delivery.recipient, recipient), eq(delivery.status, "sent")))
    .orderBy(asc(delivery.sentAt), asc(delivery.id));
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

/** What a recipient was sent last on a platform, since an instant. */
export async function latestSent(
  tx: Transaction,
  platform: string,
  recipient: string,
  since: Date,
): Promise<DeliveryRow | null> {
  const [row] = await tx
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.platform, platform),
        eq(delivery.recipient, recipient),
        eq(delivery.status, "sent"),
        gte(delivery.sentAt, since),
      ),
    )
    .orderBy(desc(delivery.sentAt), desc(delivery.id))
    .limit(1);
  return row ?? null;
}
