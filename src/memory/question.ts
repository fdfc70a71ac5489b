import { nearStems } from "./synonyms.ts";
import { type Span, spanIn, withoutDates } from "./time-words.ts";
import { isAskingWord, isStopWord, stemOf, wordsOf } from "./words.ts";

/** What a question asks for, as far as its words tell. */
export interface Understood {
  /** Stems to look for, with how much each counts. */
  stems: Map<string, number>;
  /** Every word that could be part of a speaker's name. */
  names: string[];
  /** The time it names. */
  span: Span | null;
  asksWhen: boolean;
  /** It wants the newest rather than the best. */
  asksLatest: boolean;
}

/** A longer question says the same again; 500 words are two pages. */
const LONGEST = 4000;
const WHEN = /^\s*(?:when|since when|how long|what (?:date|day|month|year|time))\b/i;
const LATEST =
  /\b(?:last time|latest|most recent(?:ly)?|lately|recently|right now|currently|these days|newest)\b/i;
/** Weights settled on half of the development conversations; the other half agreed. */
const ASKING_WEIGHT = 0.1;
const NEAR_WEIGHT = 0.15;

/** Reads a question as of `now`; without one, time words that need it are left alone. */
export function understand(question: string, now: Date | null): Understood {
  const text = question.slice(0, LONGEST);
  const span = spanIn(text, now);
  const words = wordsOf(span ? withoutDates(text) : text);
  const stems = new Map<string, number>();
  for (const word of words) {
    if (isStopWord(word)) continue;
    const stem = stemOf(word);
    stems.set(stem, Math.max(stems.get(stem) ?? 0, isAskingWord(word) ? ASKING_WEIGHT : 1));
  }
  for (const [stem, weight] of [...stems]) {
    for (const near of nearStems(stem)) if (!stems.has(near)) stems.set(near, weight * NEAR_WEIGHT);
  }
  return {
    stems,
    names: [...new Set(words.filter((word) => !isStopWord(word)))],
    span,
    asksWhen: WHEN.test(text),
    asksLatest: LATEST.test(text),
  };
}
