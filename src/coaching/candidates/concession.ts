import type { Candidate } from "../opportunity.ts";
import { hooksAt, ofKind, type Scene, shorten, spotOfMoment, spotOfTurn } from "./scene.ts";

const CONDITION =
  /\b(if (?:you|we|they|both)|in return|in exchange|provided (?:that|you)|as long as (?:you|we)|on condition|would need|i'd need|we'd need|against|assuming you|what could you|what would you|subject to you)\b/;

/** Something given away, for nothing or for something. */
export function concessionCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const moment of ofKind(scene, "pricing")) {
    if (!moment.concession || moment.side !== "rep") continue;
    const near = scene.talk.turns.slice(Math.max(0, moment.turn - 3), moment.turn + 3);
    const conditioned = near.some(
      (turn) =>
        turn.side === "rep" && turn.sentences.some((sentence) => CONDITION.test(sentence.lower)),
    );
    const ask = scene.talk.turns
      .slice(Math.max(0, moment.turn - 4), moment.turn)
      .findLast((turn) => turn.side === "buyer" && !turn.backchannel);
    const shared = {
      spot: { ...spotOfMoment(moment), quote: shorten(moment.quote) },
      hooks: hooksAt(scene, moment.turn),
      returned: null,
      flavour: null,
      source: moment,
    };
    if (conditioned) {
      candidates.push({
        ...shared,
        credited: true,
        kind: "traded-concession",
        response: ask ? spotOfTurn(ask) : null,
        confidence: moment.confidence * 0.85,
        because: "tied what was given to something asked for",
      });
    } else {
      candidates.push({
        ...shared,
        credited: false,
        kind: "concession-for-nothing",
        response: ask ? spotOfTurn(ask) : null,
        confidence: moment.confidence,
        because: "gave something and asked for nothing in return",
      });
    }
  }
  return candidates;
}
