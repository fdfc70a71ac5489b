/**
 * Which moment of a call is worth a question. This choice is the product: the order of what a rep
 * may have missed, the bar beneath which the coach keeps quiet, and the balance between moments
 * that went well and moments that did not.
 */
import type { Moment } from "../calls/moment.ts";

/** What a rep may have left on the table, in the order of what it usually costs. */
export const MISSED_KINDS = [
  "disclosure-left-alone",
  "process-left-unasked",
  "signal-talked-over",
  "concession-for-nothing",
  "price-defended",
  "objection-answered-early",
  "next-step-open",
] as const;
export type MissedKind = (typeof MISSED_KINDS)[number];

/** What a rep did that is worth naming, hardest first. */
export const CREDITED_KINDS = [
  "qualified-out",
  "asked-brave-question",
  "stayed-with-disclosure",
  "asked-for-process",
  "traded-concession",
  "clarified-objection",
  "asked-impact-and-waited",
  "handed-words-back",
  "dated-next-step",
  "upfront-contract",
] as const;
export type CreditedKind = (typeof CREDITED_KINDS)[number];

/** A place in a transcript that a message can point at. */
export interface Spot {
  turn: number;
  atMs: number | null;
  quote: string;
  speaker: string;
  side: "rep" | "buyer" | null;
}

/** What was named around a moment, in words that can be said back. */
export interface Hooks {
  /** Somebody who is not on the call. */
  person?: string;
  /** "the shared services board", "your chairman". */
  body?: string;
  money?: string;
  date?: string;
  /** How long it lasted: "three days". */
  span?: string;
  /** A share of the price, as it was offered: "ten percent". */
  share?: string;
  /** What else the buyer would use it for. */
  noun?: string;
}

interface CandidateBase {
  /** The words the message is about; the buyer's for what was missed, the rep's for what was done. */
  spot: Spot;
  /** What the other side said right after. */
  response: Spot | null;
  /** What a short question was about: the other side's words before it. */
  lead?: Spot | null;
  /** No question of the rep's had asked for it. */
  unasked?: boolean;
  /** Where the buyer came back to it unasked, if anywhere: a sign that it mattered. */
  returned: Spot | null;
  /** Names, amounts and dates said in that turn, for words that can only be about this call. */
  hooks: Hooks;
  /** How sure we are that it happened as described, 0 to 1. */
  confidence: number;
  /** Why it ranks where it does, for the call's page and for tests. */
  because: string;
  source: Moment | null;
}

export interface Missed extends CandidateBase {
  credited: false;
  kind: MissedKind;
  /** A finer reading of the kind: "failure", "money", "price"… */
  flavour: string | null;
}

export interface Credited extends CandidateBase {
  credited: true;
  kind: CreditedKind;
  flavour: string | null;
}

export type Candidate = Missed | Credited;

/** Below this confidence the coach says nothing: a wrong question costs more than a missed one. */
export const BAR = 0.55;

/** The behaviours a rep is working on, and how earlier debriefs opened, oldest first. */
export interface Background {
  focusKinds?: readonly string[];
  recentOpenings?: readonly ("credited" | "missed")[];
  /** The moment that answers what they had set out to do: when there is one, it is asked about. */
  followedUp?: Candidate | null;
}

export interface Choice {
  /** What the debrief's question is about; `null` means silence. */
  opening: Candidate | null;
  /** The one opportunity, also when a credited moment opens. */
  opportunity: Missed | null;
  /** At most two things done well, of different kinds. */
  wentWell: Credited[];
  /** Everything above the bar, best first, for the call's page. */
  ranked: Candidate[];
}

/** A harder thing done counts this much more than the next one in CREDITED_KINDS. */
const HARDNESS = 0.025;

function rankOf(candidate: Candidate, focusKinds: readonly string[]): number {
  // What went well is chosen by how clearly it can be seen; how hard it was only tips the scale.
  if (candidate.credited) return focusKinds.includes(candidate.kind) ? -1 : 0;
  const place = MISSED_KINDS.indexOf(candidate.kind);
  // A focus in the plan moves its kind up two places, never past a clearly costlier miss.
  return focusKinds.includes(candidate.kind) ? place - 2 : place;
}

/** Surer by so much, a miss one place down the order goes before the costlier one. */
const STEP = 0.08;

/** Best first: by rank and confidence together, then what the buyer came back to, then the earlier one. */
function compare(focusKinds: readonly string[]) {
  return (a: Candidate, b: Candidate) =>
    standing(b, focusKinds) - standing(a, focusKinds) || a.spot.turn - b.spot.turn;
}

/** A miss this sure goes before any that is only likely: asking about the wrong words costs trust. */
const FIRM = 0.66;
const LIKELY = 0.6;
const FIRMER = 0.3;

function standing(candidate: Candidate, focusKinds: readonly string[]): number {
  const firmness = Math.min(1, Math.max(0, (candidate.confidence - LIKELY) / (FIRM - LIKELY)));
  const place = rankOf(candidate, focusKinds) * (candidate.credited ? 1 : STEP);
  return weight(candidate) - place + (candidate.credited ? 0 : FIRMER * firmness);
}

function weight(candidate: Candidate): number {
  if (!candidate.credited) return candidate.confidence + (candidate.returned ? 0.1 : 0);
  const harder = CREDITED_KINDS.length - 1 - CREDITED_KINDS.indexOf(candidate.kind);
  return candidate.confidence + HARDNESS * harder;
}

/** With nothing to even out, the credit opens when it is this much clearer than the miss. */
const CLEARER = 0.1;

/**
 * A credited moment opens at least as often as a missed one: whenever misses lead, and whenever
 * the credit is clearly the surer of the two.
 */
function opensWithCredit(
  credited: Credited | undefined,
  missed: Missed | undefined,
  background: Background,
): boolean {
  if (!credited) return false;
  if (!missed) return true;
  const openings = background.recentOpenings ?? [];
  const lead = openings.filter((opening) => opening === "credited").length * 2 - openings.length;
  if (lead < 0) return true;
  if (lead > 0) return false;
  // How hard it was makes it better, not clearer; next to a miss that is only likely it need be no clearer.
  const clearer = missed.confidence < FIRM ? 0 : CLEARER;
  return credited.confidence >= weight(missed) + clearer;
}

/** Chooses what a debrief is about, or that there is nothing worth a question. Pure. */
export function chooseOpportunity(
  candidates: readonly Candidate[],
  background: Background = {},
): Choice {
  const focusKinds = background.focusKinds ?? [];
  const order = compare(focusKinds);
  const ranked = candidates.filter((candidate) => candidate.confidence >= BAR).sort(order);
  const missed = ranked.filter((candidate): candidate is Missed => !candidate.credited);
  const credited = ranked.filter((candidate): candidate is Credited => candidate.credited);
  // What was set out and left again is the opportunity too: two different lessons are none.
  const again = missed.find((one) => one === background.followedUp);
  const opportunity = again ?? missed[0] ?? null;
  const first = opensWithCredit(credited[0], missed[0], background) ? credited[0] : missed[0];
  const opening = ranked.find((one) => one === background.followedUp) ?? first;
  const wentWell: Credited[] = [];
  for (const candidate of credited) {
    if (wentWell.length === 2) break;
    const sameTurn = wentWell.some(
      (chosen) => Math.abs(chosen.spot.turn - candidate.spot.turn) < 2,
    );
    if (!sameTurn && !wentWell.some((chosen) => chosen.kind === candidate.kind))
      wentWell.push(candidate);
  }
  return { opening: opening ?? null, opportunity, wentWell, ranked };
}

/** What a miss's place in the order costs: the sixth kind is worth half of the first. */
const WORTH_STEP = 0.08;

/** How much a moment is worth the one question a day a rep is asked, 0 to about 1.1. */
export function worthOf(candidate: Candidate): number {
  const step = candidate.credited ? 2 : MISSED_KINDS.indexOf(candidate.kind);
  const returned = candidate.returned ? 0.1 : 0;
  return candidate.confidence * (1 - step * WORTH_STEP) + returned;
}
