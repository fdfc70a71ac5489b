/**
 * One behaviour over a person's calls: where it could be seen, where it was. Everything a plan, an
 * assessment and a ramp plan say about a person is read from these.
 */
import type { Call, CallType } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import type { Moment } from "../calls/moment.ts";
import { prepare, sentencesOf } from "../calls/talk.ts";
import { evidenceOf } from "./behaviours/evidence.ts";
import {
  BEHAVIOURS,
  type BehaviourId,
  type ObservedBehaviour,
  observeBehaviours,
} from "./behaviours.ts";
import { type Cited, cite } from "./cited.ts";
import type { Competency } from "./competencies.ts";
import type { Candidate, Spot } from "./opportunity.ts";
import { skillOf } from "./skill.ts";

/** A call as a plan reads it. */
export interface PlannedCall {
  id: string;
  /** "Fernhill Dairies, 14 Oct" */
  name: string;
  /** ISO day it was held. */
  on: string;
  type: CallType | null;
  call: Call;
  moments: readonly Moment[];
  measures: Measures;
  /** The turn of a moment that its rep called an unfair reading. */
  setAside?: number | null;
  /** What the debrief chose among. */
  ranked: readonly Pick<Candidate, "kind" | "flavour" | "credited" | "spot" | "response">[];
}

/** What one call shows of one behaviour, when it shows enough to say. */
export interface Look {
  callId: string;
  call: string;
  on: string;
  met: boolean;
  /** In the behaviour's own unit. */
  value: number | null;
  /** The words that show it best; `null` where the point is that nothing was said. */
  shown: Cited | null;
  /** What the rep said right after words of the buyer's. */
  response: Cited | null;
  /** How well the words show it; `CHOSEN` where the debrief of that call would speak of them. */
  strength: number;
}

/** One behaviour over several calls, oldest first. */
export interface Track {
  id: BehaviourId;
  competency: Competency;
  looks: Look[];
  met: number;
}

/** A look that is less sure than this is left out of every count. */
const SURE = 0.5;
/** From here on the words are the right side's, long enough, and plainly what they are taken for. */
export const PLAIN = 4;
/** Above every strength that is only read off: a debrief chose these words. */
export const CHOSEN = 10;
/** Shorter quotes seldom say enough on their own. */
const QUOTE_WORDS = 5;
const LONGEST_QUOTE = 200;
/** A reply comes within so many turns, or is none. */
const NEAR = 4;

/** Every behaviour that could be judged on at least one call. Pure; linear in the calls. */
export function tracksOf(calls: readonly PlannedCall[]): Track[] {
  const sorted = [...calls].sort((a, b) => a.on.localeCompare(b.on));
  return BEHAVIOURS.flatMap(({ id, competency }) => {
    const own = sorted.flatMap((call) => looksOn(call).get(id) ?? []);
    return own.length > 0
      ? [{ id, competency, looks: own, met: own.filter(({ met }) => met).length }]
      : [];
  });
}

/** Composing and guarding look at the same calls: each is read once. */
const read = new WeakMap<PlannedCall, Map<BehaviourId, Look>>();

function looksOn(call: PlannedCall): Map<BehaviourId, Look> {
  const known = read.get(call);
  if (known) return known;
  const analysis = { talk: prepare(call.call), moments: call.moments, measures: call.measures };
  const looks = new Map<BehaviourId, Look>();
  for (const observed of observeBehaviours(analysis, call.type)) {
    const { id, met, confidence, evidence } = observed;
    if (met === null || confidence < SURE) continue;
    // What its rep called an unfair reading is counted neither way.
    if (!met && evidence.some(({ turn }) => turn === call.setAside)) continue;
    looks.set(id, lookOf(call, { ...observed, met }));
  }
  read.set(call, looks);
  return looks;
}

/** One observation with the words that show it best. */
function lookOf(call: PlannedCall, observed: ObservedBehaviour & { met: boolean }): Look {
  const { id, competency, met, value, evidence } = observed;
  const at = {
    id: call.id,
    name: call.name,
    speakers: Object.fromEntries(call.call.participants.map(({ id, name }) => [id, name])),
  };
  const chosen = chosenFor(call, id, met);
  const strength = (one: Spot) => strengthOf(one, met, call.moments);
  const plain = competency === "objections" && !met ? plainestObjection(call, id) : null;
  const shown = plain ? [...evidence, plain] : evidence;
  const spot = chosen?.spot ?? shown.toSorted((a, b) => strength(b) - strength(a))[0] ?? null;
  const response = chosen?.response ?? (spot ? responseTo(call.call, spot) : null);
  return {
    ...{ callId: call.id, call: call.name, on: call.on, met, value },
    shown: spot ? cite(at, spot) : null,
    response: response ? cite(at, response) : null,
    strength: chosen ? CHOSEN : spot ? strength(spot) : 0,
  };
}

/** The moment the debrief would speak of, where it is about the same behaviour. */
function chosenFor({ ranked }: PlannedCall, id: BehaviourId, met: boolean) {
  return ranked.find((candidate) => candidate.credited === met && skillOf(candidate).id === id);
}

/** How well words show it: the right side's, long enough to say something, surely read. */
function strengthOf(spot: Spot, met: boolean, moments: readonly Moment[]): number {
  const here = moments.filter(({ turn }) => turn === spot.turn);
  const sure = Math.max(0, ...here.map(({ confidence }) => confidence));
  const long = spot.quote.split(/\s+/).length >= QUOTE_WORDS;
  // An objection everybody would call one says more than a remark.
  const plain = here.some((one) => one.kind === "objection" && one.category !== "other");
  const side = spot.side === (met ? "rep" : "buyer");
  return (side ? 2 : 0) + (long ? 1 : 0) + (plain ? 1 : 0) + sure / 2;
}

/** The objection that is plainest, of those that were passed over: about price, time or another vendor first. */
function plainestObjection({ moments, setAside }: PlannedCall, id: BehaviourId): Spot | null {
  const passed = moments.filter(
    (one) =>
      one.kind === "objection" &&
      one.side === "buyer" &&
      one.turn !== setAside &&
      one.handling !== "handled" &&
      one.category !== "other" &&
      (id !== "compare-before-price" || one.category === "budget"),
  );
  const best = passed.toSorted(
    (a, b) => strengthOf(b, false, moments) - strengthOf(a, false, moments),
  )[0];
  return best ? evidenceOf(best) : null;
}

/** The first thing the rep's side says after words of the buyer's, that says something. */
function responseTo({ turns, participants }: Call, spot: Spot): Spot | null {
  if (spot.side !== "buyer") return null;
  const sides = new Map(participants.map(({ id, side }) => [id, side]));
  for (const [offset, turn] of turns.slice(spot.turn + 1, spot.turn + 1 + NEAR).entries()) {
    if (sides.get(turn.speaker) !== "rep") continue;
    const quote = sentencesOf(turn.text).find(({ words }) => words.length >= QUOTE_WORDS)?.text;
    if (!quote || quote.length > LONGEST_QUOTE) continue;
    const { speaker, startMs } = turn;
    return { turn: spot.turn + 1 + offset, atMs: startMs, quote, speaker, side: "rep" };
  }
  return null;
}
