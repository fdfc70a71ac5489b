import { hintsFor, overlaps } from "./hints.ts";
import { type Counts, countTerms, type Pool, poolOf, REACH } from "./pool.ts";
import type { Understood } from "./question.ts";

/** A memory as ranking sees it. */
export interface Ranked {
  id: string;
  number: number;
  thread: string | null;
  speaker: string | null;
  at: Date | null;
  aboutFrom: Date | null;
  aboutUntil: Date | null;
  /** Its stems, with a space between. */
  words: string;
  length: number;
  /** It ends in a question: it asks rather than tells. */
  asks: boolean;
  /** What was asked to be narrowed to; others are context. */
  meets: boolean;
}

/** What a collection says about its words. */
export interface Statistics {
  memories: number;
  /** Mean number of counted words. */
  meanLength: number;
  frequencies: ReadonlyMap<string, number>;
}

/** BM25 (Robertson and Zaragoza 2009). Spoken turns differ less in worth by length than documents, so b is lower. */
const K1 = 1.2;
const B = 0.5;
/** How much the turn before and the turn after lend: an answer follows its question. */
const BEFORE = 0.4;
const AFTER = 0.2;
/** Rank at which a list's say has halved; small, since four lists agree at the top (Cormack 2009 uses 60). */
const FUSION = 10;
const LISTED = 100;
/** Relevance feedback: so many memories lend so many words, at most so strongly. */
const LENDERS = 8;
const LENT_WORDS = 10;
const LENT_WEIGHT = 0.35;
/** What being of the time asked for counts, beside words that count 1 to 10 each. */
const THEN = 0.3;

/** The weight of one term in one memory, before its inverse document frequency. */
export function saturated(times: number, length: number, meanLength: number): number {
  return (times * (K1 + 1)) / (times + K1 * (1 - B + (B * length) / Math.max(meanLength, 1)));
}

/** How much a term that so many memories hold tells one of them from the others; never below 0. */
export function rarity(frequency: number, memories: number): number {
  return Math.log(1 + Math.max(0, memories - frequency + 0.5) / (frequency + 0.5));
}

/**
 * Orders memories, the best first: four ways to look at them (a memory's own words; these with what its
 * neighbours say; the same with words borrowed from the first best; the passage around it), each weighed
 * by who spoke, when and how, fused by reciprocal rank. Pure.
 */
export function rank(
  memories: readonly Ranked[],
  asked: Understood,
  statistics: Statistics,
  now: Date | null,
): { id: string; score: number }[] {
  const pool = poolOf(memories);
  const weights = new Map<string, number>();
  for (const [stem, weight] of asked.stems) {
    const frequency = statistics.frequencies.get(stem);
    if (frequency) weights.set(stem, weight * rarity(frequency, statistics.memories));
  }
  const mean = statistics.meanLength;
  const hints = hintsFor(pool.memories, asked, now);
  const weigh = (scores: Float64Array) => scores.map((score, at) => score * (hints[at] ?? 1));
  const counts = countTerms(pool, [...weights.keys()]);
  const own = scored(pool, counts, weights, mean);
  const { span } = asked;
  // Somebody who names a time wants what was then, also where no word meets.
  if (span) {
    pool.memories.forEach((memory, at) => {
      if (overlaps(memory, span)) own[at] = (own[at] ?? 0) + THEN;
    });
  }
  const context = weigh(withNeighbours(pool, own));
  const lent = lentScores(pool, context, weights, mean);
  const lists = [
    weigh(own),
    context,
    weigh(
      withNeighbours(
        pool,
        own.map((score, at) => score + (lent[at] ?? 0)),
      ),
    ),
    weigh(passages(pool, counts, weights, mean)),
  ];
  return fused(lists, pool);
}

function scored(
  pool: Pool,
  counts: Counts,
  weights: ReadonlyMap<string, number>,
  mean: number,
): Float64Array {
  const scores = new Float64Array(pool.memories.length);
  pool.memories.forEach((memory, at) => {
    for (const [column, term] of counts.terms.entries()) {
      const times = counts.of(at, column);
      if (times > 0) {
        const weight = (weights.get(term) ?? 0) * saturated(times, memory.length, mean);
        scores[at] = (scores[at] ?? 0) + weight;
      }
    }
  });
  return scores;
}

function withNeighbours(pool: Pool, scores: Float64Array): Float64Array {
  const lent = (at: number, step: number) => {
    const other = pool.neighbour(at, step);
    return other === -1 ? 0 : (scores[other] ?? 0);
  };
  return scores.map((score, at) => score + BEFORE * lent(at, -1) + AFTER * lent(at, 1));
}

function passages(
  pool: Pool,
  counts: Counts,
  weights: ReadonlyMap<string, number>,
  mean: number,
): Float64Array {
  const width = counts.terms.length;
  const around = mean * (2 * REACH + 1);
  return Float64Array.from(pool.memories, (_, at) => {
    const times = new Float64Array(width);
    let length = 0;
    for (let step = -REACH; step <= REACH; step += 1) {
      const other = pool.neighbour(at, step);
      if (other === -1) continue;
      length += pool.memories[other]?.length ?? 0;
      for (let column = 0; column < width; column += 1) {
        times[column] = (times[column] ?? 0) + counts.of(other, column);
      }
    }
    let score = 0;
    for (const [column, term] of counts.terms.entries()) {
      const count = times[column] ?? 0;
      if (count > 0) score += (weights.get(term) ?? 0) * saturated(count, length, around);
    }
    return score;
  });
}

/** Scores by words the best memories share beyond the question's own (Rocchio's idea), rare ones first. */
function lentScores(
  pool: Pool,
  scores: Float64Array,
  asked: ReadonlyMap<string, number>,
  mean: number,
): Float64Array {
  const lenders = [...scores.keys()]
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, LENDERS)
    .filter((at) => (scores[at] ?? 0) > 0);
  const total = lenders.reduce((sum, at) => sum + (scores[at] ?? 0), 0) || 1;
  const words = new Set(lenders.flatMap((at) => pool.stems[at] ?? []));
  const counts = countTerms(
    pool,
    [...words].filter((word) => !asked.has(word)),
  );
  // How rare a word is within the pool stands in for how rare it is at all, and costs no look-up.
  const lent = counts.terms.map((term, column) => {
    const rare = rarity(counts.memoriesWith(column), pool.memories.length);
    const share = lenders.reduce((sum, at) => {
      const length = (pool.memories[at]?.length ?? 0) + 5;
      return sum + ((scores[at] ?? 0) / total) * (counts.of(at, column) / length) * rare;
    }, 0);
    return { term, rare, share };
  });
  const chosen = lent.sort((a, b) => b.share - a.share).slice(0, LENT_WORDS);
  const most = chosen[0]?.share || 1;
  const weights = new Map(
    chosen.map(({ term, rare, share }) => [term, (LENT_WEIGHT * share * rare) / most]),
  );
  return scored(pool, counts.only([...weights.keys()]), weights, mean);
}

function fused(lists: readonly Float64Array[], pool: Pool): { id: string; score: number }[] {
  const total = new Float64Array(pool.memories.length);
  for (const list of lists) {
    const order = [...list.keys()]
      .filter((at) => (list[at] ?? 0) > 0)
      .sort((a, b) => (list[b] ?? 0) - (list[a] ?? 0));
    for (const [place, at] of order.slice(0, LISTED).entries()) {
      total[at] = (total[at] ?? 0) + 1 / (FUSION + place);
    }
  }
  return pool.memories
    .flatMap(({ id, meets }, at) => {
      const score = total[at] ?? 0;
      return meets && score > 0 ? [{ id, score: Number(score.toFixed(6)) }] : [];
    })
    .sort((a, b) => b.score - a.score);
}
