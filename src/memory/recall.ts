import type { Transaction } from "../store/database.ts";
import {
  type Candidate,
  candidates,
  memoriesInFull,
  newestInstant,
  newestNumbers,
  type PlacedMemory,
} from "../store/memories.ts";
import { documentFrequencies, forEachPosting } from "../store/memory-index.ts";
import { findBank, shelvesVisibleTo } from "../store/memory-shelves.ts";
import { best } from "./best.ts";
import type { Hit, Memory, Narrowing, Reader } from "./memory.ts";
import { inPlace, type Place } from "./place.ts";
import { REACH } from "./pool.ts";
import { type Understood, understand } from "./question.ts";
import { rank, rarity, saturated } from "./ranking.ts";
import { stemOf } from "./words.ts";

/** Memories looked at closely: more cost time and found nothing more on the development conversations. */
const POOL = 60;
const NARROW_POOL = 1000;
/** What a time or a narrowing brings in by itself. */
const NEWEST = 60;
/**
 * Postings read to choose the pool, rare words first. What a bank of a million costs is bounded by it;
 * the words left out still count among those chosen.
 */
const MOST_POSTINGS = 40_000;
/** A speaker's name among the words of the text counts less than what is asked about them. */
const NAME_WEIGHT = 0.5;

export interface RecallOptions {
  reader: Reader;
  limit: number;
  now?: Date;
  within?: Narrowing;
}

/** Finds the memories that answer a question, of those its reader may see. */
export async function recall(
  place: Place,
  question: string,
  options: RecallOptions,
): Promise<Hit[]> {
  return await inPlace(place, (tx) => recallIn(tx, place.bank, question, options));
}

async function recallIn(
  tx: Transaction,
  bankName: string,
  question: string,
  { reader, limit, now, within = {} }: RecallOptions,
): Promise<Hit[]> {
  const bank = await findBank(tx, bankName);
  if (!bank || limit <= 0) return [];
  const shelves = await shelvesVisibleTo(tx, bank.id, reader);
  const ids = shelves.map((shelf) => shelf.id);
  const asOf = now ?? (await newestInstant(tx, bank.id, ids));
  const asked = understand(question, asOf);
  const memories = shelves.reduce((sum, shelf) => sum + shelf.memories, 0);
  const words = shelves.reduce((sum, shelf) => sum + shelf.words, 0);
  const statistics = {
    memories,
    meanLength: words / Math.max(1, memories),
    frequencies: await frequenciesOf(tx, ids, asked),
  };
  const numbers = new Set(await poolByWords(tx, ids, bank.nextNumber, asked, statistics, within));
  for (const number of await poolByTime(tx, bank.id, ids, asked, within)) numbers.add(number);
  const pool = await candidates(tx, bank.id, ids, withReach(numbers, bank.nextNumber), within);
  const ranked = once(rank(pool, asked, statistics, asOf), pool).slice(0, limit);
  const rows = new Map(
    (
      await memoriesInFull(
        tx,
        ids,
        ranked.map((hit) => hit.id),
      )
    ).map((row) => [row.id, row]),
  );
  return ranked.flatMap(({ id, score }) => {
    const row = rows.get(id);
    return row ? [{ ...asMemory(row), score }] : [];
  });
}

/** How common each word asked for is; notes which of them are names of speakers. */
async function frequenciesOf(
  tx: Transaction,
  shelfIds: readonly string[],
  asked: Understood,
): Promise<Map<string, number>> {
  const names = asked.names.map((name) => `@${name}`);
  const frequencies = await documentFrequencies(tx, shelfIds, [...asked.stems.keys(), ...names]);
  for (const name of asked.names) {
    if (frequencies.has(`@${name}`)) asked.stems.set(stemOf(name), NAME_WEIGHT);
  }
  return frequencies;
}

const isNarrow = (within: Narrowing) => Object.values(within).some((value) => value !== undefined);

async function poolByWords(
  tx: Transaction,
  shelfIds: readonly string[],
  numbers: number,
  asked: Understood,
  statistics: { memories: number; meanLength: number; frequencies: ReadonlyMap<string, number> },
  within: Narrowing,
): Promise<number[]> {
  const weights = new Map<string, number>();
  let read = 0;
  for (const [stem, frequency] of [...statistics.frequencies].sort((a, b) => a[1] - b[1])) {
    if (stem.startsWith("@") || (read > 0 && read + frequency > MOST_POSTINGS)) continue;
    read += frequency;
    weights.set(stem, (asked.stems.get(stem) ?? 0) * rarity(frequency, statistics.memories));
  }
  const names = [...statistics.frequencies].filter(([term]) => term.startsWith("@"));
  const affordable = names.reduce((sum, [, count]) => sum + count, 0) <= MOST_POSTINGS;
  const scores = new Float64Array(numbers);
  const spoke = new Uint8Array(numbers);
  const touched: number[] = [];
  let mostSpoke = 1;
  const terms = [...weights.keys(), ...(affordable ? names.map(([term]) => term) : [])];
  await forEachPosting(tx, shelfIds, terms, (term, number, times, length) => {
    const weight = weights.get(term);
    if (weight === undefined) {
      const known = (spoke[number] ?? 0) + 1;
      spoke[number] = known;
      if (known > mostSpoke) mostSpoke = known;
      return;
    }
    const before = scores[number] ?? 0;
    if (before === 0) touched.push(number);
    scores[number] = before + weight * saturated(times, length, statistics.meanLength);
  });
  const size = isNarrow(within) ? NARROW_POOL : POOL;
  return best(
    touched,
    size,
    (number) => (scores[number] ?? 0) * (spoke[number] === mostSpoke ? 2 : 1),
  );
}

/** What the time asked for, or the narrowing, brings in though no word meets. */
async function poolByTime(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
  asked: Understood,
  within: Narrowing,
): Promise<number[]> {
  if (asked.span) {
    const { from: since, until } = asked.span;
    return await newestNumbers(tx, bankId, shelfIds, { since, until, ...within }, NEWEST);
  }
  return isNarrow(within) ? await newestNumbers(tx, bankId, shelfIds, within, NEWEST) : [];
}

function withReach(numbers: ReadonlySet<number>, end: number): number[] {
  const wide = new Set<number>();
  for (const number of numbers) {
    for (let step = -REACH; step <= REACH; step += 1) {
      if (number + step >= 0 && number + step < end) wide.add(number + step);
    }
  }
  return [...wide];
}

/** The same words said again are one hit: the newest of them stands for all, in the best one's place. */
function once(ranked: { id: string; score: number }[], pool: readonly Candidate[]) {
  const rows = new Map(pool.map((row) => [row.id, row]));
  const shown = new Map<string, { id: string; score: number; at: number }>();
  for (const hit of ranked) {
    const row = rows.get(hit.id);
    if (!row) continue;
    const key = row.length < 3 ? hit.id : row.words;
    const at = row.at?.getTime() ?? 0;
    const before = shown.get(key);
    if (!before) shown.set(key, { ...hit, at });
    else if (at > before.at) shown.set(key, { id: hit.id, score: before.score, at });
  }
  return [...shown.values()];
}

/** A row as its reader gets it. */
export function asMemory(row: PlacedMemory): Memory {
  const { id, documentId, kind, text, at, tags, audience } = row;
  const { personId, dealId, callId, speaker, fact, source, disputed } = row;
  return {
    ...{ id, documentId, kind, text, at, tags, audience },
    ...{ personId, dealId, callId, speaker, fact, source, disputed },
  };
}
