import {
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  like,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { type Audience, type Fact, memory, memoryShelf, type Provenance } from "./schema.ts";

export type MemoryRow = typeof memory.$inferSelect;

/** A memory with the audience of the shelf it stands on. */
export type PlacedMemory = MemoryRow & { audience: Audience };

/** All that is written of a memory. */
export type NewMemory = Omit<
  MemoryRow,
  "workspaceId" | "createdAt" | "updatedAt" | "farAttempts" | "disputed"
>;

/** What narrows a search to some of the memories a reader may see. */
export interface Narrowing {
  personId?: string;
  dealId?: string;
  kinds?: string[];
  tags?: string[];
  since?: Date;
  until?: Date;
}

/** What ranking needs of a memory: everything but its text. */
export interface Candidate {
  id: string;
  number: number;
  thread: string | null;
  speaker: string | null;
  at: Date | null;
  aboutFrom: Date | null;
  aboutUntil: Date | null;
  words: string;
  length: number;
  asks: boolean;
  /** Whether it meets the narrowing: its neighbours are context even where they do not. */
  meets: boolean;
}

/** The memories of a bank with these document ids, whoever may see them: for writing only. */
export async function memoriesByDocument(
  tx: Transaction,
  bankId: string,
  documentIds: readonly string[],
): Promise<MemoryRow[]> {
  if (documentIds.length === 0) return [];
  return await tx
    .select()
    .from(memory)
    .where(
      and(
        eq(memory.bankId, bankId),
        sql`${memory.documentId} = any(${sql.param([...documentIds])}::text[])`,
      ),
    );
}

/** Writes memories in one statement; the index is the caller's to write in the same transaction. */
export async function insertMemories(tx: Transaction, rows: readonly NewMemory[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => ({ ...row, tags: [...row.tags] }));
  await tx.execute(sql`
    insert into memory (id, bank_id, shelf_id, number, document_id, kind, text, at, about_from, about_until, tags,
      speaker, thread, person_id, deal_id, call_id, fact, source, words, length, digest, far)
    select id, "bankId", "shelfId", number, "documentId", kind, text, at, "aboutFrom", "aboutUntil", tags,
      speaker, thread, "personId", "dealId", "callId", nullif(fact, 'null'::jsonb), source, words, length, digest, far
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row(id uuid, "bankId" uuid, "shelfId" uuid, number int,
      "documentId" text, kind text, text text, at timestamptz, "aboutFrom" timestamptz, "aboutUntil" timestamptz,
      tags text[], speaker text, thread text, "personId" uuid, "dealId" uuid, "callId" uuid, fact jsonb,
      source jsonb, words text, length int, digest text, far text)`);
}

/** The memories whose document ids begin so, locked. */
export async function memoriesUnder(
  tx: Transaction,
  bankId: string,
  prefix: string,
): Promise<MemoryRow[]> {
  const pattern = `${prefix.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return await tx
    .select()
    .from(memory)
    .where(and(eq(memory.bankId, bankId), like(memory.documentId, pattern)))
    .for("update");
}

/** Puts new content in a memory's place; its number, and so its neighbours, stay. */
export async function replaceMemory(
  tx: Transaction,
  id: string,
  row: Omit<NewMemory, "id" | "bankId" | "number"> & { disputed?: boolean },
): Promise<void> {
  await tx
    .update(memory)
    .set({ ...row, farAttempts: 0 })
    .where(eq(memory.id, id));
}

export async function setDisputed(tx: Transaction, id: string, disputed: boolean): Promise<void> {
  await tx.update(memory).set({ disputed }).where(eq(memory.id, id));
}

export async function deleteMemories(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(memory).where(inArray(memory.id, [...ids]));
}

/** The rows to forget, locked. */
export async function memoriesToForget(
  tx: Transaction,
  bankId: string,
  what: { documentId: string } | { personId: string } | { dealId: string },
): Promise<MemoryRow[]> {
  const condition =
    "documentId" in what
      ? eq(memory.documentId, what.documentId)
      : "personId" in what
        ? eq(memory.personId, what.personId)
        : eq(memory.dealId, what.dealId);
  return await tx
    .select()
    .from(memory)
    .where(and(eq(memory.bankId, bankId), condition))
    .for("update");
}

/** Memories by number on the given shelves, without their texts, and without disputed ones. */
export async function candidates(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
  numbers: readonly number[],
  within: Narrowing,
): Promise<Candidate[]> {
  if (numbers.length === 0 || shelfIds.length === 0) return [];
  // Number by number through the one unique index: with the statistics of a table that is being filled,
  // the planner would rather read the whole bank.
  const { rows } = await tx.execute<Raw<Candidate>>(sql`
    select found.* from unnest(${sql.param([...numbers])}::int[]) as wanted(number)
    cross join lateral (
      select ${memory.id}, ${memory.number}, ${memory.thread}, ${memory.speaker}, ${memory.at},
        ${memory.aboutFrom} as "aboutFrom", ${memory.aboutUntil} as "aboutUntil", ${memory.words}, ${memory.length},
        right(${memory.text}, 1) = '?' as asks, coalesce(${and(...narrowing(within)) ?? sql`true`}, false) as meets
      from ${memory}
      where ${memory.bankId} = ${bankId} and ${memory.number} = wanted.number and ${visible(shelfIds)}
      limit 1
    ) as found`);
  return rows.map((row) => ({
    ...row,
    at: instantOf(row.at),
    aboutFrom: instantOf(row.aboutFrom),
    aboutUntil: instantOf(row.aboutUntil),
  }));
}

/** Numbers of the newest memories that meet the narrowing: what to look at when no word leads anywhere. */
export async function newestNumbers(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
  within: Narrowing,
  limit: number,
): Promise<number[]> {
  if (shelfIds.length === 0) return [];
  const rows = await tx
    .select({ number: memory.number })
    .from(memory)
    .where(and(eq(memory.bankId, bankId), visible(shelfIds), ...narrowing(within)))
    .orderBy(sql`${memory.at} desc nulls last`, desc(memory.number))
    .limit(limit);
  return rows.map((row) => row.number);
}

/** When the newest dated memory of these shelves was. */
export async function newestInstant(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
): Promise<Date | null> {
  if (shelfIds.length === 0) return null;
  const [row] = await tx
    .select({ at: memory.at })
    .from(memory)
    .where(and(eq(memory.bankId, bankId), isNotNull(memory.at), visible(shelfIds)))
    .orderBy(desc(memory.at))
    .limit(1);
  return row?.at ?? null;
}

/** Memories in full, as far as they stand on these shelves and nobody disputes them. */
export async function memoriesInFull(
  tx: Transaction,
  shelfIds: readonly string[],
  ids: readonly string[],
): Promise<PlacedMemory[]> {
  if (ids.length === 0 || shelfIds.length === 0) return [];
  return placed(
    await tx
      .select({ memory, audience: memoryShelf.audience })
      .from(memory)
      .innerJoin(memoryShelf, eq(memoryShelf.id, memory.shelfId))
      .where(and(inArray(memory.id, [...ids]), visible(shelfIds))),
  );
}

/** Which of these memories stand on the given shelves, undisputed: the check on what a far bank returns. */
export async function visibleMemories(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
  ids: readonly string[],
  within: Narrowing,
): Promise<PlacedMemory[]> {
  if (ids.length === 0 || shelfIds.length === 0) return [];
  return placed(
    await tx
      .select({ memory, audience: memoryShelf.audience })
      .from(memory)
      .innerJoin(memoryShelf, eq(memoryShelf.id, memory.shelfId))
      .where(
        and(
          eq(memory.bankId, bankId),
          inArray(memory.id, [...ids]),
          visible(shelfIds),
          ...narrowing(within),
        ),
      ),
  );
}

/** Everything about a person, newest first, with what they disputed: for that person's own eyes. */
export async function memoriesAbout(
  tx: Transaction,
  bankId: string,
  personId: string,
  limit: number,
  kinds?: readonly string[],
): Promise<PlacedMemory[]> {
  return placed(
    await tx
      .select({ memory, audience: memoryShelf.audience })
      .from(memory)
      .innerJoin(memoryShelf, eq(memoryShelf.id, memory.shelfId))
      .where(
        and(
          eq(memory.bankId, bankId),
          eq(memory.personId, personId),
          kinds ? inArray(memory.kind, [...kinds]) : undefined,
        ),
      )
      .orderBy(sql`${memory.at} desc nulls last`, desc(memory.number))
      .limit(limit),
  );
}

/** A page of everything on these shelves, in the order of telling; a disputed memory only for its own person. */
export async function memoriesAfter(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
  reader: { personId: string } | "everyone",
  after: number,
  limit: number,
): Promise<PlacedMemory[]> {
  if (shelfIds.length === 0) return [];
  return placed(
    await tx
      .select({ memory, audience: memoryShelf.audience })
      .from(memory)
      .innerJoin(memoryShelf, eq(memoryShelf.id, memory.shelfId))
      .where(
        and(
          eq(memory.bankId, bankId),
          inArray(memory.shelfId, [...shelfIds]),
          sql`${memory.number} > ${after}`,
          reader === "everyone"
            ? eq(memory.disputed, false)
            : or(eq(memory.disputed, false), eq(memory.personId, reader.personId)),
        ),
      )
      .orderBy(asc(memory.number))
      .limit(limit),
  );
}

/** What can be counted on one shelf, oldest first. */
export async function factsOn(tx: Transaction, shelfId: string) {
  const rows = await tx
    .select({
      id: memory.id,
      documentId: memory.documentId,
      personId: memory.personId,
      at: memory.at,
      text: memory.text,
      fact: memory.fact,
      callId: memory.callId,
      source: memory.source,
    })
    .from(memory)
    .where(and(eq(memory.shelfId, shelfId), isNotNull(memory.fact), eq(memory.disputed, false)))
    .orderBy(sql`${memory.at} asc nulls first`, asc(memory.number));
  return rows.map((row) => ({ ...row, fact: row.fact as Fact, source: row.source as Provenance }));
}

/** A row as a statement written by hand returns it: drizzle leaves instants as text there. */
type Raw<T> = { [Key in keyof T]: Date extends T[Key] ? string | null : T[Key] };

const instantOf = (said: string | null) => (said === null ? null : new Date(said));

const placed = (rows: { memory: MemoryRow; audience: Audience }[]): PlacedMemory[] =>
  rows.map((row) => ({ ...row.memory, audience: row.audience }));

const visible = (shelfIds: readonly string[]) =>
  and(inArray(memory.shelfId, [...shelfIds]), eq(memory.disputed, false));

function narrowing(within: Narrowing): SQL[] {
  return [
    ...(within.personId ? [eq(memory.personId, within.personId)] : []),
    ...(within.dealId ? [eq(memory.dealId, within.dealId)] : []),
    ...(within.kinds ? [inArray(memory.kind, within.kinds)] : []),
    ...(within.tags?.length ? [sql`${memory.tags} @> ${sql.param([...within.tags])}::text[]`] : []),
    ...(within.since ? [gte(memory.at, within.since)] : []),
    ...(within.until ? [lt(memory.at, within.until)] : []),
  ];
}
