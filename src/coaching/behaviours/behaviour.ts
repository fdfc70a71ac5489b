import type { CallType } from "../../calls/call.ts";
import type { Competency } from "../competencies.ts";
import type { Spot } from "../opportunity.ts";
import type { BehaviourScene } from "./scene.ts";

/** What one call shows of one behaviour. */
export interface Observation {
  /** The call is of the right type and the precondition occurred. */
  eligible: boolean;
  /** `null` when not eligible, or when too little was seen to say. */
  met: boolean | null;
  /** In the behaviour's unit, `null` when there was nothing to count. */
  value: number | null;
  unit: string;
  /** The words that show it, at most four places; empty where the point is that nothing was said. */
  evidence: Spot[];
  /** How sure we are of `met`, 0 to 1; 0 when `met` is `null`. */
  confidence: number;
  /** Why `met` is `null`, in words a person can read. */
  because: string | null;
}

/** What good looks like after so many days in the job: a short sentence, or a number with its base. */
interface GoodAt {
  at30: string;
  at90: string;
  at180: string;
  at365: string;
}

/** Where the values in `good` come from; said beside them wherever they are shown. */
export const GOOD_VALUES_SOURCE =
  "Starting values of this project, not research. A team sets its own as its calls come in.";

/** One observable thing a person does on a call: the leaf of the behaviour tree. */
export interface Behaviour<Id extends string = string> {
  id: Id;
  competency: Competency;
  /** Constant words: a focus keeps its name from week to week. */
  name: string;
  /** One exact sentence: what counts as met. */
  definition: string;
  eligible: { callTypes: readonly CallType[] | "any"; when: string };
  good: GoodAt;
  check(scene: BehaviourScene): Observation;
}

/** What a check found once the call type fits; `null` when the precondition did not occur. */
export interface Look {
  met: boolean | null;
  value: number | null;
  evidence: readonly Spot[];
  /** 0 to 1, before the doubt about the call's type comes in. */
  confidence: number;
  /** Needed with `met: null`. */
  because?: string;
}

interface Spec<Id extends string> extends Omit<Behaviour<Id>, "check"> {
  unit: string;
  look(scene: BehaviourScene): Look | null;
}

/** A call with fewer words shows too little to say that something was left out. */
const LEAST_WORDS = 300;
const MOST_EVIDENCE = 4;

/** Adds to a look what holds for all behaviours: the sides, the call type, a call long enough to judge. */
export function defineBehaviour<const Id extends string>(spec: Spec<Id>): Behaviour<Id> {
  const { unit, look, ...behaviour } = spec;
  const without = (eligible: boolean, because: string): Observation => ({
    ...{ eligible, met: null, value: null, unit, evidence: [], confidence: 0, because },
  });
  return {
    ...behaviour,
    check(scene) {
      const { callTypes, when } = behaviour.eligible;
      if (!scene.bothSides) return without(false, "who sells and who buys is not known");
      const any = callTypes === "any";
      if (!any && scene.callType === null) return without(false, "the kind of call is not known");
      if (!any && scene.callType !== null && !callTypes.includes(scene.callType))
        return without(false, `a ${scene.callType} call does not ask for it`);
      const found = look(scene);
      if (found === null) return without(false, `did not occur: ${when}`);
      const evidence = found.evidence.slice(0, MOST_EVIDENCE);
      if (found.met === null)
        return { ...without(true, found.because ?? "too little was seen"), evidence };
      if (!found.met && scene.measures.words < LEAST_WORDS)
        return { ...without(true, "the call is too short to say"), evidence };
      const sure = found.confidence * (any ? 1 : scene.typeConfidence);
      const confidence = Math.round(Math.min(1, Math.max(0, sure)) * 100) / 100;
      return {
        ...{ eligible: true, met: found.met, value: found.value, unit },
        ...{ evidence, confidence, because: null },
      };
    },
  };
}
