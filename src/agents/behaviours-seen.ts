import { prepare } from "../calls/talk.ts";
import {
  type BehaviourId,
  type ObservedBehaviour,
  observeBehaviours,
} from "../coaching/behaviours.ts";
import type { CallInFull } from "../store/call-search.ts";

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
    const talk = prepare({ ...call.call, type: call.type });
    const { moments, measures } = call;
    for (const observation of observeBehaviours({ talk, moments, measures }, call.type)) {
      const { id, met, confidence, evidence } = observation;
      if (met === null || confidence < SURE) continue;
      // What its rep called an unfair reading is counted neither way.
      if (!met && evidence.some(({ turn }) => turn === call.setAside)) continue;
      const known = seen.get(id);
      if (known) known.push({ call, observation });
      else seen.set(id, [{ call, observation }]);
    }
  }
  return seen;
}
