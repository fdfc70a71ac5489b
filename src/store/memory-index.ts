import { and, inArray, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { memoryPosting } from "./schema.ts";

/** Memories a block of postings covers; with 4 bytes each, a common word's block stays in one page. */
const BLOCK = 4096;
const ENTRY = 4;

/** A memory as the index sees it. */
export interface Indexed {
  shelfId: string;
  number: number;
  /** Its terms, repeated as often as they stand in it. */
  terms: readonly string[];
  /** How many of them count as its length. */
  length: number;
}

interface Posting {
  shelf: string;
  term: string;
  block: number;
  entries: number[];
}

/** Adds memories to the words they hold and to their shelves' statistics, in one statement each. */
export async function addToIndex(tx: Transaction, added: readonly Indexed[]): Promise<void> {
  if (added.length === 0) return;
  // In one order everywhere, so that two writers wait for each other instead of stopping each other.
  const rows = postingsOf(added).map((posting) => ({
    shelf: posting.shelf,
    term: posting.term,
    block: posting.block,
    count: posting.entries.length / ENTRY,
    entries: Buffer.from(posting.entries).toString("hex"),
  }));
  await tx.execute(sql`
    insert into memory_posting (shelf_id, term, block, memories, entries)
    select shelf, term, block, count, decode(entries, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(shelf uuid, term text, block int, count int, entries text)
    on conflict (workspace_id, shelf_id, term, block) do update
    set memories = memory_posting.memories + excluded.memories,
        entries = memory_posting.entries || excluded.entries`);
  await countOnShelves(tx, added, 1);
}

/** Takes memories out of the index again, with every word that only they held. */
export async function removeFromIndex(tx: Transaction, removed: readonly Indexed[]): Promise<void> {
  if (removed.length === 0) return;
  const wanted = postingsOf(removed);
  const found = await tx.execute<{
    shelf: string;
    term: string;
    block: number;
    entries: Buffer;
  }>(sql`
    select p.shelf_id as shelf, p.term, p.block, p.entries
    from jsonb_to_recordset(${JSON.stringify(wanted.map(({ shelf, term, block }) => ({ shelf, term, block })))}::jsonb)
      as row(shelf uuid, term text, block int)
    join memory_posting p on p.shelf_id = row.shelf and p.term = row.term and p.block = row.block`);
  const numbers = new Set(removed.map(({ number }) => number));
  const rows = found.rows.map(({ entries, ...key }) => {
    const kept = withoutNumbers(entries, key.block, numbers);
    return { ...key, count: kept.length / ENTRY, entries: kept.toString("hex") };
  });
  await tx.execute(sql`
    update memory_posting p set memories = row.count, entries = decode(row.entries, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row(shelf uuid, term text, block int, count int, entries text)
    where p.shelf_id = row.shelf and p.term = row.term and p.block = row.block`);
  await tx.execute(sql`
    delete from memory_posting p
    using jsonb_to_recordset(${JSON.stringify(rows.filter((row) => row.count === 0))}::jsonb)
      as row(shelf uuid, term text, block int)
    where p.shelf_id = row.shelf and p.term = row.term and p.block = row.block`);
  await countOnShelves(tx, removed, -1);
}

function withoutNumbers(entries: Buffer, block: number, numbers: ReadonlySet<number>): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < entries.length; at += ENTRY) {
    if (!numbers.has(block * BLOCK + entries.readUInt16LE(at))) {
      kept.push(entries.subarray(at, at + ENTRY));
    }
  }
  return Buffer.concat(kept);
}

function postingsOf(memories: readonly Indexed[]): Posting[] {
  const postings = new Map<string, Posting>();
  for (const { shelfId, number, terms, length } of memories) {
    const block = Math.floor(number / BLOCK);
    const place = number % BLOCK;
    for (const [term, times] of counted(terms)) {
      const key = `${shelfId} ${block} ${term}`;
      const posting = postings.get(key) ?? { shelf: shelfId, term, block, entries: [] };
      postings.set(key, posting);
      posting.entries.push(place & 255, place >> 8, Math.min(times, 255), Math.min(length, 255));
    }
  }
  return [...postings.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, posting]) => posting);
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

async function countOnShelves(
  tx: Transaction,
  memories: readonly Indexed[],
  sign: 1 | -1,
): Promise<void> {
  const shelves = new Map<string, { memories: number; words: number }>();
  for (const { shelfId, length } of memories) {
    const shelf = shelves.get(shelfId) ?? { memories: 0, words: 0 };
    shelves.set(shelfId, { memories: shelf.memories + 1, words: shelf.words + length });
  }
  for (const [shelfId, change] of [...shelves].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.execute(sql`
      update memory_shelf set memories = memories + ${sign * change.memories}, words = words + ${sign * change.words}
      where id = ${shelfId}`);
  }
}

/** What the index knows of some terms. */
export interface Postings {
  /** In how many memories each term stands; terms that stand in none are left out. */
  frequencies: Map<string, number>;
  /** Whether every memory with this term is at hand: commoner terms are only counted. */
  has(term: string): boolean;
  /** Calls `each` for every memory with this term. */
  forEach(term: string, each: (number: number, times: number, length: number) => void): void;
}

/** Looks terms up on these shelves in one statement; of a term in more than `most` memories only its count. */
export async function postingsOn(
  tx: Transaction,
  shelfIds: readonly string[],
  terms: readonly string[],
  most: number,
): Promise<Postings> {
  const frequencies = new Map<string, number>();
  const blocks = new Map<string, { block: number; entries: Buffer }[]>();
  const rows =
    shelfIds.length === 0 || terms.length === 0
      ? []
      : await tx
          .select({
            term: memoryPosting.term,
            block: memoryPosting.block,
            memories: memoryPosting.memories,
            entries: sql<Buffer | null>`case when sum(${memoryPosting.memories})
              over (partition by ${memoryPosting.term}) <= ${most} then ${memoryPosting.entries} end`,
          })
          .from(memoryPosting)
          .where(held(shelfIds, terms));
  for (const { term, block, memories, entries } of rows) {
    frequencies.set(term, (frequencies.get(term) ?? 0) + memories);
    if (entries === null) continue;
    const known = blocks.get(term);
    if (known) known.push({ block, entries });
    else blocks.set(term, [{ block, entries }]);
  }
  return {
    frequencies,
    has: (term) => blocks.has(term),
    forEach: (term, each) => {
      for (const { block, entries } of blocks.get(term) ?? []) {
        const first = block * BLOCK;
        for (let at = 0; at + ENTRY <= entries.length; at += ENTRY) {
          const place = (entries[at] ?? 0) | ((entries[at + 1] ?? 0) << 8);
          each(first + place, entries[at + 2] ?? 1, entries[at + 3] ?? 1);
        }
      }
    },
  };
}

const held = (shelfIds: readonly string[], terms: readonly string[]) =>
  and(inArray(memoryPosting.shelfId, [...shelfIds]), inArray(memoryPosting.term, [...terms]));
