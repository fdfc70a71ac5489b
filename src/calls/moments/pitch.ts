import type { PitchMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";
import { announcedAt, presentingIn } from "./pitch-cues.ts";

const LEAST_CUES = 3;
/** From the first presenting phrase to the last; two sentences of an answer stay below it. */
const LEAST_WORDS = 60;
const LEAST_SENTENCES = 3;
/** At least one presenting phrase in so many words: less is talk about something else. */
const WORDS_A_CUE = 32;
/** A buyer who says this much has taken the floor; less is a nod or a short question in passing. */
const FLOOR_WORDS = 15;
/** Two of the rep's questions without a word of product: back in discovery. */
const QUESTIONS_THAT_END = 2;
const PLAIN_WORDS_THAT_END = 70;
/** Until the buyer has said this much, a new stretch is the same pitch going on… */
const WORDS_BETWEEN = 40;
/** …unless it is this long: about a minute, a pitch of its own. */
const OWN_WORDS = 180;
const OWN_AFTER_WORDS = 8;
/** A question in passing keeps a presentation going that has made its claims; the third makes it a conversation. */
const ASKED_IN_PASSING = { words: 30, most: 2 };
/** A presentation that begins so many words before its first claim begins at the claim. */
const OPENING_REACH = 45;
const LEAST_QUOTED = 6;
/** Nobody is known to be the seller: then the words must say it. */
const UNKNOWN = { cues: 6, ours: 2, words: 80, trust: 0.75 };

interface Spot {
  turn: SpokenTurn;
  sentence: Sentence;
  at: number;
}

/** One party presenting, over as many turns as it holds the floor. */
interface Stretch extends Spot {
  owner: string;
  cues: number;
  ours: number;
  sentences: number;
  words: number;
  /** Words up to the end of the last presenting sentence. */
  reach: number;
  plain: number;
  questions: number;
  /** Questions the other side asked in between. */
  asked: number;
}

interface State {
  talk: Talk;
  moments: PitchMoment[];
  stretch: Stretch | null;
  /** A pitch announced, and nothing shown yet: screens take their time. */
  announced: Spot | null;
  /** What others have said since the last pitch. */
  otherWords: number;
}

/** Whose stretch a turn belongs to: the seller's side is one party; without sides each speaker is. */
function ownerOf(turn: SpokenTurn): string | null {
  if (turn.side === "rep") return "rep";
  return turn.side === null ? turn.speaker : null;
}

function isPitch(stretch: Stretch, punctuated: boolean): boolean {
  const { owner, cues, ours, sentences, reach } = stretch;
  if (sentences < (punctuated ? LEAST_SENTENCES : 1) || reach > cues * WORDS_A_CUE) return false;
  return owner === "rep"
    ? cues >= LEAST_CUES && reach >= LEAST_WORDS
    : cues >= UNKNOWN.cues && ours >= UNKNOWN.ours && reach >= UNKNOWN.words;
}

function push(state: State, spot: Spot, sure: number) {
  const quote = quoteAround(spot.sentence, spot.at);
  const trust = spot.turn.side === "rep" ? sideTrust(state.talk) : UNKNOWN.trust;
  state.moments.push({ ...momentAt(spot.turn, quote, sure * trust), kind: "pitch" });
}

function close(state: State) {
  const { stretch, announced } = state;
  state.stretch = null;
  if (stretch === null || !isPitch(stretch, state.talk.punctuated)) return;
  const own = stretch.reach >= OWN_WORDS && state.otherWords >= OWN_AFTER_WORDS;
  if (state.otherWords >= WORDS_BETWEEN || own) {
    if (announced !== null && announced.turn.index < stretch.turn.index)
      push(state, announced, 0.65);
    const more = 0.05 * Math.min(6, stretch.cues - LEAST_CUES) + (stretch.reach >= 150 ? 0.1 : 0);
    push(state, stretch, Math.min(0.95, 0.6 + more));
  }
  state.announced = null;
  state.otherWords = 0;
}

/** The first claim says more than "so this is the inbox", where it stands in the same turn. */
function quoteClaim(stretch: Stretch, turn: SpokenTurn, sentence: Sentence, at: number) {
  if (turn !== stretch.turn && stretch.sentence.words.length >= LEAST_QUOTED) return;
  Object.assign(stretch, { turn, sentence, at });
}

function readSentence(state: State, turn: SpokenTurn, sentence: Sentence, owner: string) {
  const { count, ours, at, opens } = presentingIn(sentence);
  let { stretch } = state;
  if (sentence.asks && count === 0) {
    if (stretch === null) return;
    stretch.questions += 1;
    if (stretch.questions >= QUESTIONS_THAT_END) close(state);
    return;
  }
  if (!sentence.asks && (count > 0 || (opens && stretch === null))) {
    if (stretch === null || (stretch.cues === 0 && stretch.words > OPENING_REACH))
      stretch = {
        ...{ owner, turn, sentence, at, words: 0, reach: 0, plain: 0 },
        ...{ cues: 0, ours: 0, sentences: 0, questions: 0, asked: 0 },
      };
    state.stretch = stretch;
  }
  if (stretch !== null && count > 0 && !sentence.asks) {
    if (stretch.cues === 0) quoteClaim(stretch, turn, sentence, at);
    stretch.cues += count;
    stretch.ours += ours;
    stretch.sentences += 1;
    stretch.plain = 0;
    stretch.questions = 0;
  }
  if (stretch === null) return;
  stretch.words += sentence.words.length;
  if (count > 0) stretch.reach = stretch.words;
  else stretch.plain += sentence.words.length;
  if (stretch.plain >= PLAIN_WORDS_THAT_END) close(state);
}

/** Saying more than a nod ends a presentation; asking about it does not, at first. */
function takesFloor(turn: SpokenTurn, stretch: Stretch | null): boolean {
  if (turn.words < FLOOR_WORDS) return false;
  const short = turn.words <= ASKED_IN_PASSING.words;
  const asks = short && turn.sentences.some((sentence) => sentence.asks);
  if (!asks || stretch === null || stretch.cues < LEAST_CUES) return true;
  stretch.asked += 1;
  return stretch.asked > ASKED_IN_PASSING.most;
}

/** The turn ends by announcing a presentation, not by asking for leave to give one. */
function announcement(turn: SpokenTurn): Spot | null {
  if (turn.sentences.at(-1)?.asks) return null;
  for (const sentence of turn.sentences) {
    const at = sentence.words.length > 4 ? announcedAt(sentence) : -1;
    if (at >= 0) return { turn, sentence, at };
  }
  return null;
}

/**
 * Finds where each pitch starts: the seller presenting at length, not a short answer that names the product.
 *
 * A presentation goes on over turns and over nods. Where the sides are unknown only clear product talk counts.
 */
export function detectPitches(talk: Talk): PitchMoment[] {
  const state: State = {
    ...{ talk, moments: [], stretch: null, announced: null },
    otherWords: Number.POSITIVE_INFINITY,
  };
  for (const turn of talk.turns) {
    if (turn.backchannel) continue;
    const owner = ownerOf(turn);
    if (owner !== null && state.stretch?.owner !== owner && turn.words >= FLOOR_WORDS) close(state);
    if (owner === null || (state.stretch !== null && state.stretch.owner !== owner)) {
      if (takesFloor(turn, state.stretch)) close(state);
      state.otherWords += turn.words;
      if (turn.words >= WORDS_BETWEEN) state.announced = null;
      continue;
    }
    if (owner === "rep") state.announced ??= announcement(turn);
    for (const sentence of turn.sentences) readSentence(state, turn, sentence, owner);
  }
  close(state);
  return state.moments.sort((a, b) => a.turn - b.turn);
}
