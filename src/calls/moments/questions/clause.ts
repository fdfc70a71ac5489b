import type { Sentence } from "../../talk.ts";
import type { Asking } from "./asking.ts";
import type { Heard } from "./heard.ts";

/** The part of a sentence that asks. */
export interface Clause {
  /** Verbatim part of the turn. */
  quote: string;
  /** Words from the first asking word on. */
  clause: string[];
  /** Words of the quote, with what leads up to the asking. */
  said: string[];
}

/** An unmarked sentence longer than this is cut to the asking clause. */
export const LONG_UNMARKED = 25;
const LONG_MARKED = 45;
const CLAUSE_WORDS = 30;
const MARKED_CLAUSE_WORDS = 120;
const TAGGED_WORDS = 20;

/** Whether a sentence mark says where the sentence ends. */
export const isMarked = (sentence: Sentence): boolean => /[.?!…]["'”’)]?$/.test(sentence.text);

/** Cuts the asking clause out of a sentence: the whole sentence when short, else up to the `next` asking. */
export function clauseOf(sentence: Sentence, heard: Heard, asking: Asking, next?: Asking): Clause {
  const { words, starts } = heard;
  const marked = isMarked(sentence);
  const reach = asking.at + (marked ? MARKED_CLAUSE_WORDS : CLAUSE_WORDS);
  const end = Math.min(words.length, next?.at ?? words.length, reach);
  if (words.length <= (marked ? LONG_MARKED : LONG_UNMARKED)) {
    return { quote: sentence.text, clause: words.slice(asking.at, end), said: words };
  }
  // A tag or an echo stands at the end; what it asks about is just before it.
  const atEnd = asking.cue === "tag" || asking.cue === "echo";
  const from = atEnd ? Math.max(0, words.length - TAGGED_WORDS) : asking.at;
  const to = atEnd ? words.length : end;
  const said = words.slice(from, to);
  const quote = sentence.text.slice(starts[from] ?? 0, starts[to] ?? sentence.text.length).trim();
  return { quote: quote === "" ? sentence.text : quote, clause: said, said };
}
