import { prepare } from "../calls/talk.ts";
import {
  type BehaviourId,
  type ObservedBehaviour,
  observeBehaviours,
} from "../coaching/behaviours.ts";
import type { CallInFull } from "../store/call-search.ts";
import { objectionsOf } from "./questions/findings.ts";

/** One behaviour on one call on which it could be judged. */
export interface SeenOn {
  call: CallInFull;
  observation: ObservedBehaviour;
}

/** Below this an observation is a guess, and nobody's calls are counted by guesses. */
const SURE = 0.5;

/** Every behaviour with the calls on which it was seen or missed, in the order of the calls. */
export function behavioursSeen(calls: readonly CallInFull[]): Map<BehaviourId, SeenOn[]> {
  const seen = new Map<BehaviourId, SeenOn[]>();
  for (const call of calls) {
    for (const observation of onCall(call)) {
      const known = seen.get(observation.id);
      if (known) known.push({ call, observation });
      else seen.set(observation.id, [{ call, observation }]);
    }
  }
  return seen;
}

/** Composing and guarding look at the same calls: each is read once. */
const read = new WeakMap<CallInFull, ObservedBehaviour[]>();

function onCall(call: CallInFull): ObservedBehaviour[] {
  const known = read.get(call);
  if (known) return known;
  const talk = prepare({ ...call.call, type: call.type });
  const { moments, measures } = call;
  const observed = observeBehaviours({ talk, moments, measures }, call.type).flatMap(
    (one) => surer(one, call) ?? [],
  );
  read.set(call, observed);
  return observed;
}

/** An observation that a person can be told of, with the words that carry it; `null` when it is none. */
function surer(observed: ObservedBehaviour, call: CallInFull): ObservedBehaviour | null {
  const { id, met, confidence, evidence } = observed;
  if (met === null || confidence < SURE) return null;
  if (met) return observed;
  // What its rep called an unfair reading is counted neither way.
  if (evidence.some(({ turn }) => turn === call.setAside)) return null;
  if (id !== "ask-before-answering") return observed;
  // A detector's doubt is nobody's omission: only pushback that is worded as such counts.
  const pushback = objectionsOf([call], [], new Set()).map(({ moment }) => moment.turn);
  const words = evidence.filter(({ turn }) => pushback.includes(turn));
  return words.length > 0 ? { ...observed, evidence: words } : null;
}
