import { contentWords } from "../../calls/content-words.ts";

/** A word of a question, and how it was written there. */
export interface AskedWord {
  word: string;
  /** As it was written. */
  said: string;
  capital: boolean;
  /** The word before it, in lower case. */
  before: string;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’&-]*/gu;
/** After these a name is likely, so that a slip of the keyboard may be forgiven. */
const BEFORE_NAMES = new Set(
  "at with from by did does do has for about on to of and is was call calls mention mentions mentioned".split(
    " ",
  ),
);

/** The words of a question; the 's of "Fernhill's" is left off. */
export function wordsOf(text: string): AskedWord[] {
  let before = "";
  let end = 0;
  return [...text.slice(0, 1000).matchAll(WORD)].map(({ 0: said, index }) => {
    // Nothing stands before the first word of a sentence.
    if (/[.,;:!?\n]/.test(text.slice(end, index))) before = "";
    end = index + said.length;
    const bare = said.replace(/['’]s$/i, "");
    const word = { word: bare.toLowerCase(), said: bare, capital: /^\p{Lu}/u.test(bare), before };
    before = word.word;
    return word;
  });
}

/** At most one slip (a letter more, less, other, or two swapped) from five letters on, two from nine. */
function nearlySame(typed: string, meant: string): boolean {
  if (typed === meant) return true;
  const slips = meant.length >= 9 ? 2 : meant.length >= 5 ? 1 : 0;
  if (slips === 0 || Math.abs(typed.length - meant.length) > slips) return false;
  return distance(typed, meant) <= slips;
}

function distance(a: string, b: string): number {
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    older = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Whether a word of the question stands for this word of a name. */
function standsFor(asked: AskedWord, meant: string): boolean {
  if (asked.word === meant) {
    // A name that is also an everyday word counts only where it is written or placed like a name.
    const everyday = meant.length < 4 || contentWords([meant]).size === 0;
    return !everyday || (asked.capital && asked.before !== "");
  }
  return (asked.capital || BEFORE_NAMES.has(asked.before)) && nearlySame(asked.word, meant);
}

const partsOf = (name: string) => wordsOf(name).map(({ word }) => word);

/**
 * The named things a question names, by their whole name or its first word ("Fernhill" for Fernhill
 * Dairies), and the words it did so with. Of people also the last name.
 */
export function namedIn<T extends { name: string }>(
  words: readonly AskedWord[],
  known: readonly T[],
  kind: "person" | "company",
): { found: T[]; used: Set<string> } {
  const found: T[] = [];
  const used = new Set<string>();
  for (const one of known) {
    const parts = partsOf(one.name);
    const keys = kind === "person" ? [parts[0], parts.at(-1)] : [parts[0]];
    const hits = words.filter((word) => keys.some((key) => key && standsFor(word, key)));
    if (hits.length === 0) continue;
    // "Sofia Marchetti" is not every Sofia: with two parts written, both must fit.
    const next = kind === "person" && parts.length > 1 ? fullNames(words, parts[0] ?? "") : [];
    if (next.length > 0 && !next.some((last) => nearlySame(last, parts.at(-1) ?? ""))) continue;
    found.push(one);
    for (const hit of hits) used.add(hit.word);
    for (const word of words) if (parts.includes(word.word)) used.add(word.word);
  }
  return { found, used };
}

/** Capitalised words that follow a first name: its last names as written. */
function fullNames(words: readonly AskedWord[], first: string): string[] {
  return words.filter((word) => word.capital && word.before === first).map(({ word }) => word);
}
