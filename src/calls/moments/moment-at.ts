import { clausesOf } from "../clauses.ts";
import type { MomentBase } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";

/** A quote is read on a phone: a longer sentence is cut to the words around what was found. */
const LONGEST_QUOTE = 280;
/** What was found, and what was said on top of it. */
const MOST_CLAUSES = 3;

/** Verbatim whole clauses around `at`, as many as fit; empty where one clause alone is too long. */
function clausesAround(sentence: Sentence, at: number): string {
  const clauses = clausesOf(sentence);
  const from = clauses.findLastIndex((clause) => clause.at <= at);
  let to = from + 1;
  const text = () => {
    const end = clauses[to]?.at ?? sentence.text.length;
    return sentence.text.slice(clauses[from]?.at ?? 0, end).trim();
  };
  let fitting = "";
  while (from >= 0 && text().length <= LONGEST_QUOTE) {
    fitting = text();
    if (to < clauses.length && to - from < MOST_CLAUSES) to += 1;
    else break;
  }
  return fitting;
}

/** Verbatim: the sentence, or of a long one the clauses, else the whole words around `at` (an index in its text). */
export function quoteAround(sentence: Sentence, at = 0): string {
  const { text } = sentence;
  if (text.length <= LONGEST_QUOTE) return text;
  const clauses = clausesAround(sentence, at);
  if (clauses !== "") return clauses;
  let from = Math.max(0, Math.min(at - 80, text.length - LONGEST_QUOTE));
  let to = Math.min(text.length, from + LONGEST_QUOTE);
  if (from > 0) {
    const space = text.indexOf(" ", from);
    if (space >= 0 && space < at) from = space + 1;
  }
  if (to < text.length) {
    const space = text.lastIndexOf(" ", to);
    if (space > at) to = space;
  }
  // Never half of a surrogate pair.
  if (from > 0 && /[\uDC00-\uDFFF]/.test(text[from] ?? "")) from += 1;
  if (to < text.length && /[\uDC00-\uDFFF]/.test(text[to] ?? "")) to -= 1;
  return text.slice(from, to).trim();
}

/** How much a moment that rests on who sits where is worth: 1 when the sides are certain, 0.7 when unknown. */
export function sideTrust(talk: Talk): number {
  return 0.7 + 0.3 * talk.attribution;
}

/** What every moment carries; the confidence is kept within 0 to 1 and rounded to hundredths. */
export function momentAt(turn: SpokenTurn, quote: string, confidence: number): MomentBase {
  return {
    turn: turn.index,
    atMs: turn.startMs,
    quote,
    speaker: turn.speaker,
    side: turn.side,
    confidence: Math.round(Math.min(1, Math.max(0, confidence)) * 100) / 100,
  };
}
