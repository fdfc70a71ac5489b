import { matchesOf } from "../../matches.ts";
import type { Sentence } from "../../talk.ts";

const WORD = /[\p{L}\p{N}]+(?:['’\-.][\p{L}\p{N}]+)*/gu;

export interface Heard {
  words: string[];
  /** Where each word starts in the sentence's text; empty when the sentence's own words were good as they are. */
  starts: number[];
}

/** "what-what" said twice in one breath, "whe-where" begun twice. */
function withoutDoubling(word: string): string {
  const cut = word.lastIndexOf("-");
  if (cut < 1) return word;
  const again = word.slice(cut + 1);
  return word.startsWith(again) || again.startsWith(word.slice(0, cut)) ? again : word;
}

/** The sentence's words without cut-off beginnings ("wh-", "i-") and doublings, as a listener would take them. */
export function hear(sentence: Sentence, withStarts = false): Heard {
  const { lower } = sentence;
  if (!withStarts && !lower.includes("-")) return { words: sentence.words, starts: [] };
  const heard: Heard = { words: [], starts: [] };
  for (const match of matchesOf(WORD, lower)) {
    const end = match.index + match[0].length;
    // "wh- what": a hyphen and then a space; "until--" is a dash and the word stands.
    if (
      lower[end] === "-" &&
      lower[end + 1] !== "-" &&
      end + 1 < lower.length &&
      match[0].length < 5
    )
      continue;
    heard.words.push(withoutDoubling(match[0]));
    heard.starts.push(match.index);
  }
  return heard;
}

/** Indexes of the words behind a comma, colon or dash. */
export function clauseStarts(lower: string): number[] {
  const found: number[] = [];
  let count = 0;
  let from = 0;
  for (const match of matchesOf(WORD, lower)) {
    const gap = lower.slice(from, match.index);
    if (
      count > 0 &&
      (gap.includes(",") || gap.includes(":") || gap.includes("--") || gap.includes("—"))
    ) {
      found.push(count);
    }
    count += 1;
    from = match.index + match[0].length;
  }
  return found;
}
