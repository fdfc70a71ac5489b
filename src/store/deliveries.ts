import { and, asc, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Message } from "../messages/message.ts";
import type { Database, Transaction } from "./database.ts";
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

/** Keeps which message on the platform it is being written in; `null` when that one is gone again. */
export async function beginAt(
  database: Database,
  row: Pick<DeliveryRow, "workspaceId" | "id">,
  externalRef: string | null,
): Promise<void> {
  await database.inWorkspace(row.workspaceId, (tx) =>
    tx.update(delivery).set({ externalRef }).where(eq(delivery.id, row.id)),
  );
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

/** It was deleted where it stood: it is answered there no more, and never drawn again. */
export async function markRemoved(tx: Transaction, id: string): Promise<void> {
  await tx.update(delivery).set({ externalRef: null }).where(eq(delivery.id, id));
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

/** How many messages a recipient was sent since an instant without having asked. */
export async function countUnasked(
  tx: Transaction,
  recipient: string,
  since: Date,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(delivery)
    .where(
      and(
        eq(delivery.recipient, recipient),
        eq(delivery.asked, false),
        inArray(delivery.status, ["sent", "superseded"]),
        gte(delivery.sentAt, since),
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
