import { and, asc, eq, gte, lt, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Message } from "../messages/message.ts";
import type { Transaction } from "./database.ts";
import { newestPlace } from "./places.ts";
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
}

/**
 * Puts a message into the outbox, once per (kind, subject, recipient, revision). It goes where its
 * thread is, else to where the recipient was last heard, else to the playground.
 * @returns its id, or `null` when it was there already
 */
export async function post(tx: Transaction, outgoing: Outgoing): Promise<string | null> {
  const id = v7();
  const thread = outgoing.threadId ? await findDelivery(tx, outgoing.threadId) : null;
  const platform =
    thread?.platform ?? (await newestPlace(tx, outgoing.recipient))?.platform ?? "playground";
  const [row] = await tx
    .insert(delivery)
    .values({ id, ...outgoing, platform })
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

/** Gives a message that was being written its words; from here on it is sent like any other. */
export async function written(
  tx: Transaction,
  id: string,
  message: Message,
): Promise<DeliveryRow | null> {
  const [row] = await tx
    .update(delivery)
    .set({ status: "pending", message })
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
    })
    .where(and(eq(delivery.id, id), eq(delivery.status, "pending")));
}

export async function countAttempt(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(delivery)
    .set({ attempts: sql`${delivery.attempts} + 1` })
    .where(eq(delivery.id, id));
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

/** How many messages of one kind there are in the workspace. */
export async function countOfKind(tx: Transaction, kind: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(delivery)
    .where(eq(delivery.kind, kind));
  return row?.count ?? 0;
}

/** What one recipient has been sent, oldest first. */
export async function conversationOf(tx: Transaction, recipient: string): Promise<DeliveryRow[]> {
  return await tx
    .select()
    .from(delivery)
    .where(and(eq(delivery.recipient, recipient), eq(delivery.status, "sent")))
    .orderBy(asc(delivery.sentAt), asc(delivery.id));
}

export async function pendingDeliveries(tx: Transaction, before: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(eq(delivery.status, "pending"), lt(delivery.createdAt, before)))
    .limit(500);
  return rows.map((row) => row.id);
}
