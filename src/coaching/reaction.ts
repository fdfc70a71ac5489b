import { contentOf, contentWords, overlap } from "../calls/content-words.ts";
import type { SpokenTurn, Talk } from "../calls/talk.ts";

/** What one side did with the other side's words. */
export interface Reaction {
  /** The first answering turn that is more than listening aloud. */
  turn: SpokenTurn;
  /** All answering turns until the other side takes the floor again. */
  turns: SpokenTurn[];
  words: number;
  /** A question was asked anywhere in the answer. */
  asked: boolean;
  /** Content words picked up from what had been said. */
  echoed: number;
  /** Stayed with the subject: a question about it, or its words handed back. */
  stayed: boolean;
}

const FLOOR_WORDS = 6;
const GENERIC_FOLLOW_UP =
  /\b(tell me more|say more|how so|what happened|how come|why is that|why's that|what do you mean|what does that mean|go on|walk me through that|in what way|how did (?:that|you|it)|what did (?:that|you)|who else|such as|for example|can you give me|unpack)\b/;

/** The run of turns one person speaks around `index`, the other side's listening sounds left out. */
export function runAround(talk: Talk, index: number): SpokenTurn[] {
  const middle = talk.turns[index];
  if (!middle) return [];
  const run = [middle];
  for (const step of [-1, 1]) {
    for (let at = index + step; ; at += step) {
      const turn = talk.turns[at];
      if (!turn) break;
      if (turn.speaker === middle.speaker) {
        if (step < 0) run.unshift(turn);
        else run.push(turn);
      } else if (!turn.backchannel) break;
    }
  }
  return run;
}

/** What the rep side answered to the turn at `index`, or `null` when they never got a word in. */
export function reactionTo(
  talk: Talk,
  index: number,
  questionTurns: ReadonlySet<number>,
): Reaction | null {
  const said = runAround(talk, index);
  const last = said.at(-1);
  if (!last) return null;
  const subject = new Set(said.flatMap((turn) => [...contentOf(turn)]));
  const turns: SpokenTurn[] = [];
  for (let at = last.index + 1; at < talk.turns.length; at += 1) {
    const turn = talk.turns[at] as SpokenTurn;
    if (turn.side === "rep") {
      if (!turn.backchannel || turns.length > 0) turns.push(turn);
    } else if (turn.side === "buyer" && turn.words >= FLOOR_WORDS && turns.length > 0) break;
  }
  const first = turns[0];
  if (!first) return null;
  const asked = turns.some((turn) => questionTurns.has(turn.index));
  let echoed = 0;
  let stayed = false;
  for (const turn of turns) {
    for (const sentence of turn.sentences) {
      const shared = overlap(contentWords(sentence.words), subject);
      echoed = Math.max(echoed, shared);
      const asks = questionTurns.has(turn.index);
      if (asks && (shared >= 1 || GENERIC_FOLLOW_UP.test(sentence.lower))) stayed = true;
    }
  }
  // Handing two or more of their words back at once counts even without a question mark.
  if (echoed >= 3) stayed = true;
  return {
    turn: first,
    turns,
    words: turns.reduce((sum, turn) => sum + turn.words, 0),
    asked,
    echoed,
    stayed,
  };
}

/** Later turns of one side that come back to the subject of `index`, by at least two of its content words. */
export function laterMentions(
  talk: Talk,
  index: number,
  side: "rep" | "buyer",
  after: number,
): SpokenTurn[] {
  const turn = talk.turns[index];
  if (!turn) return [];
  const subject = contentOf(turn);
  const needed = subject.size >= 4 ? 2 : Math.max(1, subject.size);
  if (subject.size < 2) return [];
  return talk.turns.filter(
    (later) =>
      later.index > after &&
      later.side === side &&
      !later.backchannel &&
      overlap(contentOf(later), subject) >= needed,
  );
}
