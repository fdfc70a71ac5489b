import type { Moment } from "../../calls/moment.ts";
import type { Talk } from "../../calls/talk.ts";
import type { Candidate } from "../opportunity.ts";
import { candourCandidates } from "./candour.ts";
import { concessionCandidates } from "./concession.ts";
import { contractCandidates } from "./contract.ts";
import { deepQuestionCandidates } from "./deep-question.ts";
import { disclosureCandidates } from "./disclosure.ts";
import { handedBackCandidates } from "./handed-back.ts";
import { nextStepCandidates } from "./next-step.ts";
import { notSales } from "./not-sales.ts";
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
  deepQuestionCandidates,
  candourCandidates,
  handedBackCandidates,
  contractCandidates,
];

/** Every moment of a call that a debrief could be about, missed and credited, unranked. Pure. */
export function findCandidates(talk: Talk, moments: readonly Moment[]): Candidate[] {
  // Without a known rep there is nobody to credit or to ask.
  if (
    !talk.turns.some((turn) => turn.side === "rep") ||
    !talk.turns.some((turn) => turn.side === "buyer")
  )
    return [];
  if (notSales(talk)) return [];
  const scene = makeScene(talk, moments);
  return surestOf(FINDERS.flatMap((find) => find(scene)));
}

/** The same words read in two ways are one moment: the reading that is surer. */
function surestOf(candidates: readonly Candidate[]): Candidate[] {
  const surest = new Map<string, Candidate>();
  const place = ({ credited, spot }: Candidate) => `${credited} ${spot.turn}`;
  for (const candidate of candidates) {
    const other = surest.get(place(candidate));
    if (!other || candidate.confidence > other.confidence) surest.set(place(candidate), candidate);
  }
  return candidates.filter((candidate) => surest.get(place(candidate)) === candidate);
}
