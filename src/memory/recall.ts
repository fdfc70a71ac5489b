import type { Transaction } from "../store/database.ts";
import {
  type Candidate,
  candidates,
  memoriesInFull,
  newestInstant,
  newestNumbers,
  type PlacedMemory,
} from "../store/memories.ts";
import { type Postings, postingsOn } from "../store/memory-index.ts";
import { visibleShelves } from "../store/memory-shelves.ts";
import { best } from "./best.ts";
import type { Hit, Memory, Narrowing, Reader } from "./memory.ts";
import { inPlace, type Place } from "./place.ts";
import { REACH } from "./pool.ts";
import { type Understood, understand } from "./question.ts";
import { rank, rarity, saturated } from "./ranking.ts";
import { stemOf } from "./words.ts";

/** Memories looked at closely: more cost time and found nothing more on the development conversations. */
const POOL = 50;
const NARROW_POOL = 1000;
/** What a time or a narrowing brings in by itself. */
const NEWEST = 60;
/**
 * Postings read to choose the pool, rare words first. What a bank of a million costs is bounded by it;
 * the words left out still count among those chosen.
 */
const MOST_POSTINGS = 25_000;
const MOST_OF_A_TERM = 12_000;
/** What naming the speaker is worth before anything else is known. */
const SPEAKER = 2;
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
  const { shelves, numbers } = await visibleShelves(tx, bankName, reader);
  const bankId = shelves[0]?.bankId;
  if (!bankId || limit <= 0) return [];
  const ids = shelves.map((shelf) => shelf.id);
  // Nothing is asked for but what the narrowing says: the newest of that.
  if (question.trim() === "") return await newestOf(tx, bankId, ids, within, limit);
  const asOf = now ?? (await newestInstant(tx, bankId, ids));
  const asked = understand(question, asOf);
  const memories = shelves.reduce((sum, shelf) => sum + shelf.memories, 0);
  const words = shelves.reduce((sum, shelf) => sum + shelf.words, 0);
  const postings = await postingsFor(tx, ids, asked);
  const statistics = {
    memories,
    meanLength: words / Math.max(1, memories),
    frequencies: postings.frequencies,
  };
  const chosen = new Set(poolByWords(postings, numbers, asked, statistics, within));
  for (const number of await poolByTime(tx, bankId, ids, asked, within)) chosen.add(number);
  const pool = await candidates(tx, bankId, ids, withReach(chosen, numbers), within);
  const ranked = once(rank(pool, asked, statistics, asOf), pool).slice(0, limit);
  const found = await memoriesInFull(
    tx,
    ids,
    ranked.map((hit) => hit.id),
  );
  const rows = new Map(found.map((row) => [row.id, row]));
  return ranked.flatMap(({ id, score }) => {
    const row = rows.get(id);
    return row ? [{ ...asMemory(row), score }] : [];
  });
}

async function newestOf(
  tx: Transaction,
  bankId: string,
  shelfIds: readonly string[],
  within: Narrowing,
  limit: number,
): Promise<Hit[]> {
  if (!isNarrow(within)) return [];
  const numbers = await newestNumbers(tx, bankId, shelfIds, within, limit);
  const rows = await candidates(tx, bankId, shelfIds, numbers, within);
  const found = await memoriesInFull(
    tx,
    shelfIds,
    rows.map(({ id }) => id),
  );
  const place = new Map(numbers.map((number, at) => [number, at]));
  return found
    .sort((a, b) => (place.get(a.number) ?? 0) - (place.get(b.number) ?? 0))
    .map((row) => ({ ...asMemory(row), score: 0 }));
}

/** Looks up what is asked for; notes which of the words are names of speakers. */
async function postingsFor(
  tx: Transaction,
  shelfIds: readonly string[],
  asked: Understood,
): Promise<Postings> {
  const stems = [...asked.stems.keys()];
  const terms = [...stems, ...asked.names.map((name) => `@${name}`)];
  const postings = await postingsOn(tx, shelfIds, terms, MOST_OF_A_TERM);
  for (const name of asked.names) {
    if (postings.frequencies.has(`@${name}`)) asked.stems.set(stemOf(name), NAME_WEIGHT);
  }
  const common = stems.filter((stem) => postings.frequencies.has(stem));
  if (common.length === 0 || common.some((stem) => postings.has(stem))) return postings;
  // Only common words were asked for: the least common of them has to lead somewhere.
  const frequency = (stem: string) => postings.frequencies.get(stem) ?? 0;
  const rarest = common.reduce((one, other) => (frequency(other) < frequency(one) ? other : one));
  const all = await postingsOn(tx, shelfIds, [rarest], Number.MAX_SAFE_INTEGER);
  return { ...all, frequencies: postings.frequencies };
}

const isNarrow = (within: Narrowing) => Object.values(within).some((value) => value !== undefined);

function poolByWords(
  postings: Postings,
  numbers: number,
  asked: Understood,
  statistics: { memories: number; meanLength: number },
  within: Narrowing,
): number[] {
  const scores = new Float64Array(numbers);
  const touched: number[] = [];
  let read = 0;
  for (const [stem, frequency] of [...postings.frequencies].sort((a, b) => a[1] - b[1])) {
    const asks = asked.stems.get(stem);
    if (asks === undefined || !postings.has(stem)) continue;
    if (read > 0 && read + frequency > MOST_POSTINGS) break;
    read += frequency;
    const weight = asks * rarity(frequency, statistics.memories);
    postings.forEach(stem, (number, times, length) => {
      const before = scores[number] ?? 0;
      if (before === 0) touched.push(number);
      scores[number] = before + weight * saturated(times, length, statistics.meanLength);
    });
  }
  const spoke = new Uint8Array(numbers);
  let mostSpoke = 1;
  for (const name of asked.names) {
    postings.forEach(`@${name}`, (number) => {
      const known = (spoke[number] ?? 0) + 1;
      spoke[number] = known;
      if (known > mostSpoke) mostSpoke = known;
    });
  }
  const size = isNarrow(within) ? NARROW_POOL : POOL;
  const weighed = (number: number) =>
    (scores[number] ?? 0) * (spoke[number] === mostSpoke ? SPEAKER : 1);
  return best(touched, size, weighed);
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
