import type { Moment } from "../../calls/moment.ts";
import type { Talk } from "../../calls/talk.ts";
import type { Candidate } from "../opportunity.ts";
import { concessionCandidates } from "./concession.ts";
import { craftCandidates } from "./craft.ts";
import { disclosureCandidates } from "./disclosure.ts";
import { nextStepCandidates } from "./next-step.ts";
import { objectionCandidates } from "./objection.ts";
import { processCandidates } from "./process.ts";
import { makeScene } from "./scene.ts";
import { signalCandidates } from "./signal.ts";

const FINDERS = [
  disclosureCandidates,
  processCandidates,
  signalCandidates,
  concessionCandidates,
  objectionCandidates,
  nextStepCandidates,
  craftCandidates,
];

/** Every moment of a call that a debrief could be about, missed and credited, unranked. Pure. */
export function findCandidates(talk: Talk, moments: readonly Moment[]): Candidate[] {
  // Without a known rep there is nobody to credit or to ask.
  if (
    !talk.turns.some((turn) => turn.side === "rep") ||
    !talk.turns.some((turn) => turn.side === "buyer")
  )
    return [];
  const scene = makeScene(talk, moments);
  return FINDERS.flatMap((find) => find(scene));
}
