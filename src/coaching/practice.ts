import { contentWords, overlap } from "../calls/content-words.ts";
import type { BehaviourId } from "./behaviours.ts";
import { type DrillReading, readDrill } from "./dialogue.ts";

/** One line of a role play. */
export interface PracticeLine {
  by: "buyer" | "rep";
  text: string;
}

/** What one line of the rep's shows of the one behaviour that is practised. */
export interface Attempt {
  there: boolean;
  /** One sentence on what can be seen, never a grade. */
  seen: string;
}

/** After so many lines of the rep's a round ends by itself: it is two minutes, not a meeting. */
export const MOST_ATTEMPTS = 6;

/** A line that was said for a comparison has fifteen words; up to here it can be said in a breath. */
const BREATH_WORDS = 25;

interface Practised {
  /** Whether a line that asks, asks this. */
  fits(said: string, heard: string): boolean;
  /** What it would have to ask, after "It asks; ". */
  missing: string;
  /** What was there, as a whole sentence. */
  there: string;
}

const says = (words: RegExp) => (said: string) => words.test(said.toLowerCase());

/** The behaviours that one line can show. Others are no role play. */
const PRACTISED = {
  "ask-before-answering": {
    fits: () => true,
    missing: "",
    there: "One open question before any answer.",
  },
  "stay-one-question-longer": {
    fits: sharesAWord,
    missing: "what they had just said is not in it yet.",
    there: "It stays with what they said, in one open question.",
  },
  "ask-behind-interest": {
    fits: says(
      /\b(?:what|why|how come|made you|behind|prompt|matter|mind|use|would (?:that|it))\b/,
    ),
    missing: "what is behind their interest is not in it yet.",
    there: "It asks what is behind their interest.",
  },
  "compare-before-price": {
    fits: says(
      /\b(?:compar|next to|against|other (?:quote|offer|price)|else|expect|budget|used to|stand|measured?|look(?:ing)? at)/,
    ),
    missing: "what the price is held against is not in it yet.",
    there: "It asks what the price is held against, before anything about value.",
  },
  "ask-how-the-decision-goes": {
    fits: says(
      /\b(?:how|who|what happens|step|process|usually|last time|decid|sign|approv|board|see|need)/,
    ),
    missing: "the step itself is not in it yet.",
    there: "It asks how that step goes.",
  },
  "ask-impact-and-wait": {
    fits: says(
      /\b(?:cost|mean|happens? (?:if|when|then)|stop|effect|affect|lose|take|hold|how (?:often|long|much|many))/,
    ),
    missing: "what it leads to is not in it yet.",
    there: "It asks what that leads to, and leaves the rest to them.",
  },
} as const satisfies Partial<Record<BehaviourId, Practised>>;

export type PractisedId = keyof typeof PRACTISED;

/** Whether a role play can be about it. */
export function isPractised(id: string): id is PractisedId {
  return id in PRACTISED;
}

/** Looks at one line for the one behaviour, and at nothing else. */
export function readAttempt(id: PractisedId, heard: string, said: string): Attempt {
  const reading = readDrill(said);
  const { fits, missing, there }: Practised = PRACTISED[id];
  const unasked = formOf(reading);
  if (unasked) return { there: false, seen: unasked };
  if (!fits(said, heard)) return { there: false, seen: `It asks; ${missing}` };
  if (reading.words > BREATH_WORDS)
    return {
      there: true,
      seen: `${there} In ${reading.words} words; fifteen would be easier to answer.`,
    };
  return { there: true, seen: there };
}

function formOf({ asks, questions, open }: DrillReading): string | null {
  if (!asks) return "It tells; nothing is asked yet.";
  if (questions > 1)
    return `${questions} questions in one breath; they will answer the easier one.`;
  return open ? null : "It asks, and a yes would answer it.";
}

function sharesAWord(said: string, heard: string): boolean {
  const stems = (text: string) => contentWords(text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []);
  return overlap(stems(said), stems(heard)) > 0 || /\bthat\b/i.test(said);
}

/** Every line of the rep's with what it shows, in order. */
export function attemptsIn(
  id: PractisedId,
  lines: readonly PracticeLine[],
): (Attempt & { said: string })[] {
  return lines.flatMap(({ by, text }, at) => {
    if (by !== "rep") return [];
    const heard = lines.slice(0, at).findLast((line) => line.by === "buyer")?.text ?? "";
    return [{ ...readAttempt(id, heard, text), said: text }];
  });
}

const STOPS =
  /^\/?(?:please )?(?:stop|enough|that's enough|end|end it|quit|done|i'm done|exit|leave it|that's it|thanks?,? (?:that's )?enough)(?: (?:it|here|now|please|practice|practising))?[.!]*$/i;

/** Whether a line ends the role play instead of going on with it. */
export function asksToStop(text: string): boolean {
  return STOPS.test(text.trim().replaceAll("’", "'"));
}

const ASKED =
  /^\/?(?:(?:please|can we|could we|can i|let me|let's|i'd like to|i want to|help me) )?(?:practi[cs]e|role[- ]?play|rehearse)(?:[ ,:]+(?:(?:a|the|my) )?(?:call |conversation )?(?:with|for|on|about|against)?[ ,:]*(?<about>[\p{L}\p{N}&'. -]{0,60}?))?[ .?!]*$/iu;

/** Whom a role play is wanted with: "practice Fernhill", empty when nobody is named; `null` when none is wanted. */
export function practiceAsked(text: string): string | null {
  const found = ASKED.exec(text.trim().replaceAll("’", "'"));
  if (!found) return null;
  return (found.groups?.about ?? "").replace(/^(?:a|the|my|me|please|call)$/i, "").trim();
}
