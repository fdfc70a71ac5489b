import type { Ranked } from "./ranking.ts";

/** Turns to either side that make up a passage. */
export const REACH = 3;

/** The memories looked at closely, in the order of telling. */
export interface Pool {
  memories: readonly Ranked[];
  stems: readonly string[][];
  /** Where the memory so many places further on in the same conversation stands, -1 when it is not here. */
  neighbour(at: number, step: number): number;
}

/** How often each of some terms stands in each memory. */
export interface Counts {
  terms: readonly string[];
  of(at: number, column: number): number;
  memoriesWith(column: number): number;
  /** The same counts for some of the terms. */
  only(terms: readonly string[]): Counts;
}

/** Sorts the memories and splits their words once. */
export function poolOf(given: readonly Ranked[]): Pool {
  const memories = given.toSorted((a, b) => a.number - b.number);
  const places = new Map(memories.map((memory, at) => [memory.number, at]));
  return {
    memories,
    // Names of speakers are hints, not words.
    stems: memories.map(({ words }) => words.split(" ").filter((word) => word[0] !== "@")),
    neighbour(at, step) {
      const memory = memories[at];
      if (!memory || step === 0) return at;
      if (memory.thread === null) return -1;
      const other = places.get(memory.number + step) ?? -1;
      return other !== -1 && memories[other]?.thread === memory.thread ? other : -1;
    },
  };
}

/** Counts some terms in every memory of the pool, in one pass over its words. */
export function countTerms(pool: Pool, terms: readonly string[]): Counts {
  const width = terms.length;
  const columns = new Map(terms.map((term, column) => [term, column]));
  const times = new Uint16Array(pool.memories.length * width);
  pool.stems.forEach((stems, at) => {
    for (const stem of stems) {
      const column = columns.get(stem);
      if (column !== undefined) times[at * width + column] = (times[at * width + column] ?? 0) + 1;
    }
  });
  const counts = (chosen: readonly string[]): Counts => {
    const at = chosen.map((term) => columns.get(term) ?? 0);
    return {
      terms: chosen,
      of: (memory, column) => times[memory * width + (at[column] ?? 0)] ?? 0,
      memoriesWith(column) {
        let memories = 0;
        for (let cell = at[column] ?? 0; cell < times.length; cell += width) {
          if ((times[cell] ?? 0) > 0) memories += 1;
        }
        return memories;
      },
      only: counts,
    };
  };
  return counts(terms);
}
