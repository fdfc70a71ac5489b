/**
 * One behaviour over a person's calls: where it could be seen, where it was. Everything a plan, an
 * assessment and a ramp plan say about a person is read from these.
 */
import type { Call, CallType } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import type { Moment } from "../calls/moment.ts";
import { prepare } from "../calls/talk.ts";
import { BEHAVIOURS, type BehaviourId, observeBehaviours } from "./behaviours.ts";
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
  /** What the other side said right after, for a moment that was missed. */
  response: Cited | null;
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
/** Shorter quotes seldom say enough on their own. */
const QUOTE_WORDS = 5;

/** Every behaviour that could be judged on at least one call. Pure; linear in the calls. */
export function tracksOf(calls: readonly PlannedCall[]): Track[] {
  const looks = new Map<BehaviourId, Look[]>();
  for (const call of [...calls].sort((a, b) => a.on.localeCompare(b.on))) {
    const analysis = { talk: prepare(call.call), moments: call.moments, measures: call.measures };
    const at = {
      id: call.id,
      name: call.name,
      speakers: Object.fromEntries(call.call.participants.map(({ id, name }) => [id, name])),
    };
    for (const observed of observeBehaviours(analysis, call.type)) {
      const { id, met, value, confidence, evidence } = observed;
      if (met === null || confidence < SURE) continue;
      const chosen = chosenFor(call, id, met);
      const spot = chosen?.spot ?? best(evidence, met ? "rep" : "buyer");
      const response = chosen?.response ?? null;
      const known = looks.get(id) ?? [];
      known.push({
        ...{ callId: call.id, call: call.name, on: call.on, met, value },
        shown: spot ? cite(at, spot) : null,
        response: response ? cite(at, response) : null,
      });
      looks.set(id, known);
    }
  }
  return BEHAVIOURS.flatMap(({ id, competency }) => {
    const own = looks.get(id);
    return own ? [{ id, competency, looks: own, met: own.filter(({ met }) => met).length }] : [];
  });
}

/** The moment the debrief would speak of, where it is about the same behaviour. */
function chosenFor({ ranked }: PlannedCall, id: BehaviourId, met: boolean) {
  return ranked.find(
    (candidate) => candidate.credited === met && skillOf(candidate).id === id,
  );
}

/** The side whose words show it first, then whoever says most. */
function best(evidence: readonly Spot[], side: "rep" | "buyer"): Spot | null {
  const long = (spot: Spot) => spot.quote.split(/\s+/).length >= QUOTE_WORDS;
  return (
    evidence.find((spot) => spot.side === side && long(spot)) ??
    evidence.find(long) ??
    evidence[0] ??
    null
  );
}
