import { and, asc, desc, eq, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Message } from "../messages/message.ts";
import type { Transaction } from "./database.ts";
import { type DroppedFile, person, said } from "./schema.ts";

export type SaidRow = typeof said.$inferSelect;

/** Keeps what a person said or pressed; an event told twice is kept once. Returns whether it was new. */
export async function hear(
  tx: Transaction,
  row: {
    id: string;
    place: string;
    threadId: string | null;
    personId: string;
    text: string;
    actionId?: string | null;
    actionValue?: string | null;
    fields?: Record<string, string> | null;
    platform?: string;
    externalRef?: string | null;
    files?: DroppedFile[] | null;
    eventKey: string;
  },
): Promise<boolean> {
  const added = await tx.insert(said).values(row).onConflictDoNothing().returning({ id: said.id });
  return added.length > 0;
}

export async function findSaid(tx: Transaction, id: string): Promise<SaidRow | null> {
  const [row] = await tx.select().from(said).where(eq(said.id, id));
  return row ?? null;
}

/** What a platform means by its own id of something a person wrote. */
export async function saidAt(
  tx: Transaction,
  platform: string,
  externalRef: string,
): Promise<SaidRow | null> {
  const [row] = await tx
    .select()
    .from(said)
    .where(and(eq(said.platform, platform), eq(said.externalRef, externalRef)))
    .limit(1);
  return row ?? null;
}

/** Blanks what somebody wrote and has deleted since, and leaves it unanswered; that they wrote is kept, so it is not heard again. */
export async function takeBack(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(said)
    .set({ text: "", files: null, answeredAt: sql`coalesce(${said.answeredAt}, now())` })
    .where(eq(said.id, id));
}

export async function lockSaid(tx: Transaction, id: string): Promise<SaidRow | null> {
  const [row] = await tx.select().from(said).where(eq(said.id, id)).for("update");
  return row ?? null;
}

export async function markHeard(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.update(said).set({ answeredAt: at }).where(eq(said.id, id));
}

/** What people said in one place, with their names, oldest first; presses of buttons left out. */
export async function spokenIn(tx: Transaction, place: string) {
  return await tx
    .select({
      id: said.id,
      threadId: said.threadId,
      text: said.text,
      at: said.at,
      personId: said.personId,
      name: person.name,
    })
    .from(said)
    .innerJoin(person, eq(person.id, said.personId))
    .where(and(eq(said.place, place), isNull(said.actionId)))
    .orderBy(asc(said.at));
}

export async function unheard(tx: Transaction, before: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: said.id })
    .from(said)
    .where(and(isNull(said.answeredAt), lt(said.at, before)))
    .limit(500);
  return rows.map((row) => row.id);
}

/** Which button of a message a person pressed last, whoever else pressed one of it. */
export async function pressOf(
  tx: Transaction,
  message: { id: string; threadId: string | null; message: Message },
  personId: string,
): Promise<string | null> {
  const offered = message.message.blocks.flatMap((block) =>
    block.type === "actions" ? block.actions : [],
  );
  const rows = await tx
    .select({ actionId: said.actionId, actionValue: said.actionValue })
    .from(said)
    .where(
      and(
        eq(said.threadId, message.threadId ?? message.id),
        eq(said.personId, personId),
        isNotNull(said.actionId),
      ),
    )
    .orderBy(desc(said.at));
  const last = rows.find((row) =>
    offered.some(({ id, value = "" }) => id === row.actionId && value === (row.actionValue ?? "")),
  );
  return last?.actionId ?? null;
}
