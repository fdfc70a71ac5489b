import { contentWords, overlap } from "../calls/content-words.ts";
import type { SpokenTurn } from "../calls/talk.ts";
import {
  type Line,
  type QuestionQuote,
  questionsOf,
  type Run,
  type RunQuestion,
} from "./candidates/runs.ts";

/** What one side did with the other side's words. */
export interface Reaction {
  /** The answering run: the first in which the rep really took the floor. */
  run: Run;
  /** The run's first turn, all its turns, and their words. */
  turn: SpokenTurn;
  turns: SpokenTurn[];
  words: number;
  /** Any question was asked in the answer, about whatever. */
  asked: boolean;
  /** Content words picked up from what had been said. */
  echoed: number;
  /** Stayed with the subject: a question about it, or its words handed back. */
  stayed: boolean;
  /** The question that stayed with it. */
  question: RunQuestion | null;
  /** The words that handed it back. */
  echo: Line | null;
  /** Other words of the buyer's side between the moment and the answer. */
  between: number;
}

/** A subject as its words: those of the sentence itself, those near it, those of the whole telling. */
export interface Subject {
  core: ReadonlySet<string>;
  near: ReadonlySet<string>;
  whole: ReadonlySet<string>;
}

const GENERIC =
  /\b(?:tell me (?:more|about that)|say (?:a bit |a little )?more|how so|what happened|how come|what do you mean|what does that mean|how do you mean|go on|walk me through (?:that|it)|in what way|such as|for example|can you give me|unpack|what was that like|what did (?:that|it|you|they|he|she)|how did (?:that|it|you|they|he|she)|and then what|who else|what else|since when|meaning what|what's behind|in which sense|what makes you|(?:which|what) (?:bit|part) of (?:it|that))\b/;
/** Asks for leave, for agreement or for what to show: the talk is already somewhere else. */
const CHECKING =
  /\b(?:make sense|sounds? (?:good|okay|fair|right)|is that (?:ok|okay|alright|all right|fine|clear)|does that (?:help|work|answer)|would that (?:work|help|be)|any questions|shall (?:i|we)|can i (?:show|share|send|just|do)|do you want (?:me|to see)|would you like|want to see|would (?:a|another) (?:demo|call|trial)|are we (?:there|good)|can you see|what would help)\b/;
const TAG =
  /(?:^|[, ])(?:isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|wouldn't|can't|couldn't|haven't|hasn't|is|are|do|does|did|has|have) (?:it|you|they|he|she|we|that|there|i)\??$|\bright\??$|\byeah\??$/;
const SHIFT =
  /\b(?:in terms of|as for|moving on|anyway|while (?:i'm|we're) (?:here|on)|the other thing|next thing|let me (?:just )?(?:show|share|jump|pull|take you)|another question|different question|on a different|\w+-wise)\b/;
const POINTS = /\b(?:that|this|it|its|they|them|their|he|him|his|she|her|those|these|there|then)\b/;
const OPENS =
  /^(?:(?:so|and|but|okay|ok|oh|wow|right|yeah|sorry|um|uh|well|hm|hmm|mm)[, .]*)*(?:what|why|how|who|whose|where|when|which|was|were|did|is|are|do|does|has|have|had|could|would|can)\b/;

/** So many words into a run a question no longer answers what came before it, unless it names it. */
const EARLY = 45;
/** So many words behind a question the rep has answered it alone. */
const ANSWERED_ALONE = 18;
/** Handing words back is short; a longer run with the same words is a pitch. */
const ECHO_WORDS = 40;
const MOSTLY = 0.35;

/** So many new words before a question, and none of the subject's, and the talk has moved. */
const NEW_WORDS = 3;

function elsewhere(lead: readonly string[], subject: Subject): boolean {
  const content = contentWords(lead);
  return content.size >= NEW_WORDS && overlap(content, subject.core) === 0;
}

/** The words of a run before one of its questions. */
function leadTo(run: Run, question: RunQuestion): string[] {
  return run.lines
    .filter(({ place, sentence }) => place + sentence.words.length <= question.before)
    .flatMap(({ sentence }) => sentence.words);
}

/** Whether a question is about the subject: names it, points at it, or has no subject of its own. */
export function staysWith(
  question: RunQuestion,
  subject: Subject,
  /** Somebody else spoke last: "that" and "how so" are about their words. */
  interrupted = false,
  /** What the rep said before asking: a new subject there is what "that" points at. */
  lead: readonly string[] = [],
): boolean {
  const text = question.quote.toLowerCase().replaceAll("’", "'");
  const content = contentWords(question.words);
  const near = overlap(content, subject.near);
  const shared = overlap(content, subject.whole);
  if (TAG.test(text.replace(/[?.!]+$/, "")) && question.words.length > 4) return false;
  if (CHECKING.test(text) && near < 2) return false;
  if (question.after > ANSWERED_ALONE && near < 2) return false;
  if (question.before > EARLY) return near >= 2 || (near >= 1 && question.before < 2 * EARLY);
  if (near >= 1 || shared >= 2) return true;
  if (interrupted) return false;
  if (GENERIC.test(text)) return true;
  if (elsewhere(lead, subject)) return false;
  // "It works on tablets. Do you use tablets?": the subject is the rep's own.
  if (shared === 0 && overlap(content, contentWords(lead)) > 0) return false;
  if (SHIFT.test(question.sentence.lower)) return false;
  const fresh = content.size - shared;
  if (question.words.length <= 14 && (fresh === 0 || (shared >= 1 && fresh <= 1))) return true;
  if (POINTS.test(text) && fresh <= 1 && question.words.length <= 14) return true;
  // Nothing but a question, and it points: there is only one thing it can be about.
  const alone = question.before + question.after <= 3;
  if (alone && POINTS.test(text) && OPENS.test(text) && question.words.length <= 12)
    return fresh <= 2;
  return OPENS.test(text) && question.words.length <= 7 && fresh <= 1 && question.before <= 12;
}

/** "Let me check that I've got this right": the whole of it is being handed back. */
const RESTATES =
  /\b(?:(?:check|see|make sure|be sure) (?:that )?(?:if )?(?:i've|i have|i) (?:\w+ )?(?:understood|understand|got|get|heard)|if i(?:'ve| have)? (?:understood|understand|got|heard)|what i'm hearing|so you're saying|let me (?:play|say) (?:that|it) back|you(?:'re| are)? (?:said|telling me))\b/;

const OFFERS =
  /\b(?:we'd|we'll|we can|you'd (?:need|get|be|have)|you can|i'd (?:put|send|do)|i'll)\b/;

const NUMBERS = new Set(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen " +
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half"
  ).split(" "),
);

/** "Four hundred" noted down is an answer taken, not words handed back. */
function withoutNumbers(content: ReadonlySet<string>): ReadonlySet<string> {
  const kept = [...content].filter((word) => !NUMBERS.has(word) && !/^\d/.test(word));
  return kept.length === content.size ? content : new Set(kept);
}

/** Does a run hand the subject's words back rather than use them to go elsewhere? */
function echoOf(run: Run, subject: Subject): Line | null {
  for (const line of run.lines) {
    if (line.place > ECHO_WORDS) break;
    if (line.place <= 20 && RESTATES.test(line.sentence.lower)) return line;
    const content = withoutNumbers(contentWords(line.sentence.words));
    const near = overlap(content, subject.near);
    // "For the servers we'd need": their word, on the way to ours.
    if (near < 3 && OFFERS.test(line.sentence.lower)) continue;
    // In a long sentence two shared words are chance.
    const mostly = near >= content.size * MOSTLY;
    if (run.words <= ECHO_WORDS && near >= 2 && (mostly || line.sentence.words.length <= 14))
      return line;
    if (run.words <= 14 && near >= 1 && !SHIFT.test(line.sentence.lower)) return line;
    if (near >= 3 && line.sentence.words.length <= 30) return line;
  }
  return null;
}

/** Fewer words than these, without a question, leave the floor with the buyer. */
const FLOOR_WORDS = 9;
/** A buyer who says this much more has gone on by themselves. */
const WENT_ON_WORDS = 4;

/** What the rep side did with something the buyer said in `run`, or `null` when they never got a word in. */
export function reactionIn(
  runs: readonly Run[],
  run: Run,
  subject: Subject,
  questions: ReadonlyMap<number, readonly QuestionQuote[]>,
): Reaction | null {
  let between = 0;
  for (let at = run.index + 1; at < Math.min(runs.length, run.index + 8); at += 1) {
    const answer = runs[at] as Run;
    if (answer.side !== "rep") {
      between += answer.words;
      continue;
    }
    const asked = questionsOf(answer, questions);
    const interrupted = between > FLOOR_WORDS && runs[at - 1]?.speaker !== run.speaker;
    const about =
      asked.find((question) =>
        staysWith(question, subject, interrupted, leadTo(answer, question)),
      ) ?? null;
    const echo = about ? null : echoOf(answer, subject);
    if (!about && !echo && asked.length === 0 && answer.words < FLOOR_WORDS) {
      // "That sounds rough." and the buyer goes on: still listening.
      const next = runs[at + 1];
      if (next && next.side !== "rep" && next.words >= WENT_ON_WORDS) continue;
    }
    const [turn] = answer.turns;
    if (!turn) return null;
    const echoed = answer.lines.reduce(
      (most, { sentence }) => Math.max(most, overlap(contentWords(sentence.words), subject.whole)),
      0,
    );
    return {
      run: answer,
      turn,
      turns: answer.turns,
      words: answer.words,
      asked: asked.length > 0,
      echoed,
      stayed: about !== null || echo !== null,
      question: about,
      echo,
      between,
    };
  }
  return null;
}
