import type { Sentence, SpokenTurn, Talk } from "../../talk.ts";
import { type Asking, askingsIn } from "./asking.ts";
import { type Clause, clauseOf, isMarked, LONG_UNMARKED } from "./clause.ts";
import { hear } from "./heard.ts";
import { isLoneTag } from "./tags.ts";
import { isSurprise, weigh } from "./weighing.ts";

/** A question as found in a turn, before anyone asks what kind it is. */
export interface FoundQuestion extends Clause {
  asking: Asking;
  strength: number;
  /** The sentence asks a second thing ("what … and do you …"). */
  double: boolean;
  /** How the sentence goes on asking, when it does. */
  followedBy: Asking["cue"] | null;
  /** Index of its sentence in the turn. */
  sentence: number;
}

/** What the speaker did last, so that a sentence cut over several turns is read as one. */
export interface LastTurn {
  turn: SpokenTurn;
  asked: boolean;
}

type FoundInSentence = Omit<FoundQuestion, "sentence">;

/** Below this a candidate is dropped. */
const ACCEPTED = 0.5;
/** A turn that follows the same speaker's within this time goes on with the same sentence. */
const PAUSE_MS = 1000;
/** "…, right" tags the sentence in front of it only when it comes at once. */
const TAG_PAUSE_MS = 400;
/** A turn of so few words is too short to be tagged. */
const TOO_SHORT_WORDS = 2;
const REACH_TURNS = 6;
const NONE: FoundInSentence[] = [];

function goesOn(turn: SpokenTurn, last: LastTurn | undefined, pauseMs: number): boolean {
  if (last === undefined) return false;
  const distance = turn.index - last.turn.index;
  if (last.turn.endMs === null || turn.startMs === null) return distance === 1;
  return distance < REACH_TURNS && turn.startMs - last.turn.endMs < pauseMs;
}

/** One question that is the whole sentence. */
function whole(sentence: Sentence, cue: Asking["cue"], strength: number): FoundInSentence[] {
  const asking: Asking = { cue, at: 0, strength, inner: false };
  const clause = clauseOf(sentence, hear(sentence, true), asking);
  return [{ ...clause, asking, strength, double: false, followedBy: null }];
}

/** Questions by the sentence's own words; `continuing` when it goes on with the speaker's turn before. */
function questionsByWords(
  sentence: Sentence,
  words: string[],
  punctuated: boolean,
  continuing: boolean,
): FoundInSentence[] {
  const accepted: { asking: Asking; strength: number }[] = [];
  for (const asking of askingsIn(sentence, words)) {
    const strength = weigh(asking, sentence, words, punctuated, continuing);
    if (strength >= ACCEPTED) accepted.push({ asking, strength });
  }
  if (accepted.length === 0) return NONE;
  const long = words.length > LONG_UNMARKED;
  const heard = long ? hear(sentence, true) : { words, starts: [] };
  const flowing = long && !isMarked(sentence);
  return (flowing ? accepted : accepted.slice(0, 1)).map(({ asking, strength }, place) => {
    const next = accepted[place + 1]?.asking;
    return {
      ...clauseOf(sentence, heard, asking, flowing ? next : undefined),
      asking,
      strength,
      double: !flowing && next !== undefined && words[next.at - 1] === "and",
      followedBy: next?.cue ?? null,
    };
  });
}

/** How soon a lone tag must follow what it tags; a speaker who at once goes on was not listening but asking. */
function tagPause(turn: SpokenTurn, talk: Talk): number {
  return talk.turns[turn.index + 1]?.speaker === turn.speaker ? PAUSE_MS : TAG_PAUSE_MS;
}

function questionsOfSentence(
  turn: SpokenTurn,
  index: number,
  talk: Talk,
  last: LastTurn | undefined,
): FoundInSentence[] {
  const { punctuated } = talk;
  const sentence = turn.sentences[index];
  if (sentence === undefined || sentence.words.length === 0) return NONE;
  const { words } = hear(sentence);
  if (words.length === 0) return NONE;
  if (isLoneTag(words)) {
    const tags =
      index > 0 ||
      (goesOn(turn, last, tagPause(turn, talk)) && (last?.turn.words ?? 0) > TOO_SHORT_WORDS);
    return tags && (sentence.asks || !punctuated) ? whole(sentence, "tag", 0.6) : NONE;
  }
  if (isSurprise(sentence)) return NONE;
  const continuing = index === 0 && goesOn(turn, last, PAUSE_MS);
  // "… by courier", "or": leaves the second half of a choice to the listener.
  if (continuing && !punctuated && words.length === 1 && words[0] === "or")
    return (last?.turn.words ?? 0) > TOO_SHORT_WORDS ? whole(sentence, "alternative", 0.6) : NONE;
  if (continuing && last?.asked && words[0] === "or") return whole(sentence, "alternative", 0.7);
  const found = questionsByWords(sentence, words, punctuated, continuing);
  if (found[0]?.asking.cue !== "mark") return found;
  // "That's a lot for you? Yeah.": the speaker answers, so it was a reflection.
  const behind = turn.sentences[index + 1]?.words;
  return behind?.every((word) => word === "yeah" || word === "yes") ? NONE : found;
}

/** All questions of one turn, in order: one a sentence, one a clause where long speech carries no marks. */
export function questionsOfTurn(
  turn: SpokenTurn,
  talk: Talk,
  last: LastTurn | undefined,
): FoundQuestion[] {
  const questions: FoundQuestion[] = [];
  for (let index = 0; index < turn.sentences.length; index += 1) {
    for (const question of questionsOfSentence(turn, index, talk, last)) {
      questions.push({ ...question, sentence: index });
    }
  }
  return questions;
}
