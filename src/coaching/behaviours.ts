/**
 * The leaves of the behaviour tree: outcome → behaviours → routine → measure. Each is something one
 * can see a person do on a call, with the calls it can be seen on and the words that show it.
 */
import type { CallType } from "../calls/call.ts";
import type { Behaviour, Observation } from "./behaviours/behaviour.ts";
import { BUYERS_WORDS } from "./behaviours/buyers-words.ts";
import { CLOSING } from "./behaviours/closing.ts";
import { DIGGING } from "./behaviours/digging.ts";
import { FORECAST } from "./behaviours/forecast.ts";
import { LISTENING } from "./behaviours/listening.ts";
import { OBJECTIONS } from "./behaviours/objections.ts";
import { OPENING } from "./behaviours/opening.ts";
import { PITCHING } from "./behaviours/pitching.ts";
import { PRESENCE } from "./behaviours/presence.ts";
import { QUALIFICATION } from "./behaviours/qualification.ts";
import { type Analysis, behaviourScene } from "./behaviours/scene.ts";
import type { Competency } from "./competencies.ts";

const LEAVES = [
  ...OPENING,
  ...DIGGING,
  ...LISTENING,
  ...BUYERS_WORDS,
  ...PITCHING,
  ...QUALIFICATION,
  ...OBJECTIONS,
  ...PRESENCE,
  ...CLOSING,
  ...FORECAST,
] as const;

/** The stable id of a behaviour: what a focus, a debrief and a follow-up point at. */
export type BehaviourId = (typeof LEAVES)[number]["id"];

/** Every behaviour, in the order of a call. */
export const BEHAVIOURS: readonly Behaviour<BehaviourId>[] = LEAVES;

/** The same by id, complete. */
export const BEHAVIOUR_BY_ID = Object.fromEntries(
  LEAVES.map((behaviour) => [behaviour.id, behaviour]),
) as Record<BehaviourId, Behaviour<BehaviourId>>;

/** Whether a stored id is one of ours still. */
export const isBehaviour = (id: string): id is BehaviourId => id in BEHAVIOUR_BY_ID;

/** What one call shows of one behaviour, with the behaviour's own name on it. */
export interface ObservedBehaviour extends Observation {
  id: BehaviourId;
  competency: Competency;
}

/** Looks for every behaviour on an analysed call; `type` when someone told it. Pure; linear in the call. */
export function observeBehaviours(analysis: Analysis, type?: CallType | null): ObservedBehaviour[] {
  const scene = behaviourScene(analysis, type ?? analysis.talk.call.type);
  return BEHAVIOURS.map((behaviour) => ({
    id: behaviour.id,
    competency: behaviour.competency,
    ...behaviour.check(scene),
  }));
}
