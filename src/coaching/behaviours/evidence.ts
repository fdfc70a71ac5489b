import type { Moment } from "../../calls/moment.ts";
import type { Sentence, SpokenTurn } from "../../calls/talk.ts";
import type { Run } from "../candidates/runs.ts";
import type { Spot } from "../opportunity.ts";

const QUOTE_WORDS = 28;

/** No sentence is longer than this; what is has no spaces in it. */
const LONGEST = 400;

/** Cuts a long quote at a word; what remains is verbatim, from its beginning. */
function cut(text: string): string {
  const short = text.length <= LONGEST ? text.trim() : text.slice(0, LONGEST).trim();
  const last = [...short.matchAll(/\S+/g)][QUOTE_WORDS - 1];
  const kept = last ? short.slice(0, last.index + last[0].length) : short;
  // Never half of a surrogate pair.
  return /[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept;
}

/** Words of a turn as a place one can point at. */
export function spotAt(turn: SpokenTurn, quote: string): Spot {
  const { index, startMs, speaker, side } = turn;
  return { turn: index, atMs: startMs, quote: cut(quote), speaker, side };
}

/** A moment as evidence: the same words, cut to what a phone shows. */
export function evidenceOf(moment: Moment): Spot {
  const { turn, atMs, quote, speaker, side } = moment;
  return { turn, atMs, quote: cut(quote), speaker, side };
}

/** The sentence of some turns that says most: the one asked for, else the first of five words. */
export function spotIn(
  turns: readonly SpokenTurn[],
  prefer?: (sentence: Sentence) => boolean,
): Spot | null {
  const lines = turns.flatMap((turn) => turn.sentences.map((sentence) => ({ turn, sentence })));
  const line =
    (prefer ? lines.find(({ sentence }) => prefer(sentence)) : undefined) ??
    lines.find(({ sentence }) => sentence.words.length >= 5) ??
    lines[0];
  return line ? spotAt(line.turn, line.sentence.text) : null;
}

/** The question of a run, else its first words. */
export function askingIn(run: Run): Spot[] {
  const spot = spotIn(run.turns, (sentence) => sentence.asks);
  return spot ? [spot] : [];
}
