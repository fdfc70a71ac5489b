import type { Sentence } from "../../talk.ts";
import { droppedAt } from "./dropped.ts";
import { clauseStarts } from "./heard.ts";
import { INVITATION_HEADS, invitationAt } from "./invitations.ts";
import { inversionAt, invertsSoon, type Opening, skipStutter, whAt } from "./openings.ts";
import { tagStrength } from "./tags.ts";
import {
  AUXILIARY,
  EMBEDDERS,
  LEAD_IN_PAIRS,
  LEAD_INS,
  PRONOUNS,
  pronounOf,
  WH,
  WH_CONTRACTED,
  words,
} from "./words.ts";

export type Cue =
  | Opening["cue"]
  | "invitation"
  | "tag"
  | "elliptical"
  | "echo"
  | "mark"
  | "alternative"
  | "statement";

/** A place in a sentence that asks. */
export interface Asking {
  cue: Cue;
  /** Index of the first asking word in the sentence's words. */
  at: number;
  strength: number;
  /** Inside the sentence rather than at its opening. */
  inner: boolean;
}

const ELLIPTICAL_HEADS = words("any anything anybody anyone");
const ELLIPTICAL_REACH = 9;
const SUBJECTS_IN_FRONT = words(
  "i you we they he she it that this there who which what how where when why people not never to " +
    "can could will would should may might must than as nor neither just always also still only really " +
    "gonna so the a",
);
const INNER_SUBJECTS = words("you we they");
const OTHER_INNER_SUBJECTS = words("it someone anyone he she");
const SPEECH_VERBS = words("say says said saying asks asked asking goes tell tells told telling");
/** In front of a question that is cited: "a matter of could we", "more like do they". */
const CITES = words("of like");
const CONDITIONS = words("if when once since assuming suppose given question");
/** Every word that can matter inside a sentence: one look-up passes over all others. */
const SIGNALS: ReadonlySet<string> = new Set([
  ...WH,
  ...WH_CONTRACTED.keys(),
  ...AUXILIARY.keys(),
  ...INVITATION_HEADS,
  ...SPEECH_VERBS,
  ...CONDITIONS,
]);
const NOT_ECHOED = words(
  "know knows guess forget remember say that's so or and is was you're tell see exactly understand matter sure now",
);
const ECHO_REACH = 8;

/** Index of the first word at or behind `from` that is no filler or discourse marker. */
function skipLeadIns(all: readonly string[], from = 0): number {
  let at = from;
  while (at < all.length) {
    const word = all[at] as string;
    const next = all[at + 1];
    if (next !== undefined && LEAD_IN_PAIRS.get(word)?.includes(next)) at += 2;
    else if (LEAD_INS.has(word)) at += 1;
    else {
      const past = skipStutter(all, at);
      if (past === at) return at;
      at = past;
    }
  }
  return at;
}

function openingAt(all: readonly string[], at: number, marked: boolean): Asking | null {
  const invitation = invitationAt(all, at);
  if (invitation > 0) return { cue: "invitation", at, strength: invitation, inner: false };
  const opening = whAt(all, at) ?? inversionAt(all, at);
  if (opening !== null) return { cue: opening.cue, at, strength: opening.strength, inner: false };
  const dropped = droppedAt(all, at);
  if (dropped > 0) return { cue: "statement", at, strength: dropped, inner: false };
  const near = marked || all.length - at <= ELLIPTICAL_REACH;
  if (near && ELLIPTICAL_HEADS.has(all[at] as string)) {
    return { cue: "elliptical", at, strength: 0.62, inner: false };
  }
  return null;
}

/** Self-talk while searching for a word: "how shall I say it", "what do you call it". */
function isWordSearch(all: readonly string[], at: number): boolean {
  const verb = all[at + 3];
  const speaker = all[at + 2];
  if (all[at] === "how" && (verb === "say" || verb === "put"))
    return speaker === "i" || speaker === "you";
  return (
    all[at] === "what" &&
    verb === "call" &&
    (all[at + 4] === "it" || all[at + 4] === "them" || all[at + 4] === "that")
  );
}

const innerWh = (at: number, strength: number): Asking => ({
  cue: "wh",
  at,
  strength,
  inner: true,
});

function innerWhAt(all: readonly string[], at: number): Asking | null {
  const word = all[at] as string;
  const before = all[at - 1] as string;
  if (word === "which" || word === "who") return null;
  const auxiliary = all[at + 1] ?? "";
  const subject = pronounOf(all[at + 2] ?? "");
  const inverted =
    AUXILIARY.has(auxiliary) && (PRONOUNS.has(subject) || subject === "your" || subject === "that");
  if (EMBEDDERS.has(before)) {
    // "the question is how do we": the order of a question survives behind "is".
    if (before !== "is") return null;
    return (inverted && word !== "what") || auxiliary === "about" ? innerWh(at, 0.6) : null;
  }
  if (isWordSearch(all, at)) return null;
  if (inverted || (word === "what" && auxiliary === "if" && PRONOUNS.has(subject)))
    return innerWh(at, 0.75);
  if (word !== "how" && word !== "what") return null;
  const opening = whAt(all, at);
  return opening !== null && opening.strength >= 0.85 && invertsSoon(all, at + 2, 4)
    ? innerWh(at, 0.7)
    : null;
}

/** An asking clause that begins inside the sentence, at word `at`; `conditional` when "if …" stands before it. */
function innerAt(
  all: readonly string[],
  at: number,
  conditional: boolean,
  free: boolean,
): Asking | null {
  const word = all[at] as string;
  if (WH.has(word)) return innerWhAt(all, at);
  const before = all[at - 1] as string;
  if (free && WH_CONTRACTED.has(word)) {
    // "… who's on the board": a relative clause.
    return EMBEDDERS.has(before) || word.startsWith("who")
      ? null
      : { cue: "wh", at, strength: 0.6, inner: true };
  }
  const base = AUXILIARY.get(word);
  if (base !== undefined) {
    const unsure = before === "know" && all[at - 2] === "don't";
    if (
      !unsure &&
      !CITES.has(before) &&
      (SUBJECTS_IN_FRONT.has(before) || EMBEDDERS.has(before) || AUXILIARY.has(before))
    )
      return null;
    const subject = all[at + 1] ?? "";
    if (all[at + 2] === undefined) return null;
    // "It comes down to a matter of will Nadia sign".
    if (before === "of" && base !== "is" && base !== "are")
      return inversionAt(all, at) === null
        ? null
        : { cue: "inversion", at, strength: 0.6, inner: true };
    if (!INNER_SUBJECTS.has(subject)) {
      const other =
        subject === "there" ? base === word : conditional && OTHER_INNER_SUBJECTS.has(subject);
      if (!other || (base === "do" && subject !== "there")) return null;
    }
    return inversionAt(all, at) === null
      ? null
      : { cue: "inversion", at, strength: 0.66, inner: true };
  }
  const invitation = invitationAt(all, at);
  return invitation > 0 ? { cue: "invitation", at, strength: invitation - 0.1, inner: true } : null;
}

/** A question after a comma in a marked sentence: "if that's so, what consequences might result?" */
function afterComma(sentence: Sentence, all: readonly string[]): Asking | null {
  let at = 0;
  for (const start of clauseStarts(sentence.lower)) {
    // One that lies within what was skipped before leads to the same word: "1, 1, 1, …" goes on for long.
    if (start < at) continue;
    at = skipLeadIns(all, start);
    const opening = at < all.length ? openingAt(all, at, true) : null;
    if (opening !== null && opening.strength >= 0.5) return { ...opening, inner: true };
  }
  return null;
}

/** The places in a sentence that ask, in order; `all` are its words as heard. */
export function askingsIn(sentence: Sentence, all: readonly string[]): Asking[] {
  const start = skipLeadIns(all);
  const found: Asking[] = [];
  const opening =
    start < all.length && !isWordSearch(all, start) ? openingAt(all, start, sentence.asks) : null;
  if (opening !== null && opening.strength > 0.3) found.push(opening);
  let conditional = false;
  let reported = false;
  for (let at = 0; at < all.length; at += 1) {
    const word = all[at] as string;
    if (!SIGNALS.has(word)) continue;
    if (CONDITIONS.has(word)) conditional = true;
    if (SPEECH_VERBS.has(word) && !sentence.asks) reported = true;
    if (reported || at <= (found.length > 0 ? start + 2 : start)) continue;
    const inner = innerAt(all, at, conditional, conditional || sentence.asks);
    if (inner === null) continue;
    found.push(inner);
    at += 3;
  }
  if (found.length > 0) return found;
  const fallback = endingOf(all) ?? (sentence.asks ? afterComma(sentence, all) : null);
  if (fallback !== null) return [fallback];
  return sentence.asks
    ? [{ cue: "mark", at: start < all.length ? start : 0, strength: 0.8, inner: false }]
    : [];
}

/** What the end of a sentence gives away: a tag, or the question word in an echo ("you've been what"). */
function endingOf(all: readonly string[]): Asking | null {
  const tag = tagStrength(all);
  if (tag > 0) return { cue: "tag", at: 0, strength: tag, inner: false };
  const last = all[all.length - 1];
  // "A courier or": the listener is to say what else it could be.
  if (last === "or" && all.length > 3) {
    return { cue: "alternative", at: 0, strength: 0.6, inner: false };
  }
  if ((last !== "what" && last !== "who") || all.length < 2 || all.length > ECHO_REACH) return null;
  return NOT_ECHOED.has(all[all.length - 2] as string)
    ? null
    : { cue: "echo", at: 0, strength: 0.6, inner: false };
}
