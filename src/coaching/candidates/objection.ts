import type { Candidate } from "../opportunity.ts";
import { reactionOfBuyer } from "./disclosure.ts";
import {
  hooksAt,
  ofKind,
  reaction,
  returnTo,
  type Scene,
  shorten,
  spotOfMoment,
  spotOfTurn,
} from "./scene.ts";

const COMPARISON =
  /\b(compar\w+|against what|versus|next to|measur\w+ (?:it|that) against|what are you (?:paying|looking at))\b/;

/** Objections answered before they were understood, and those that were asked about first. */
export function objectionCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const moment of ofKind(scene, "objection")) {
    if (moment.side !== "buyer") continue;
    const answer = reaction(scene, moment.turn);
    if (!answer) continue;
    const clarified = moment.aecr.includes("clarify") || (answer.asked && answer.stayed);
    const shared = {
      hooks: hooksAt(scene, moment.turn),
      flavour: moment.category,
      source: moment,
    };
    const question = answer.turns.find((turn) => scene.questionTurns.has(turn.index));
    if (clarified && question) {
      const opened = reactionOfBuyer(scene, question.index);
      const compared = COMPARISON.test(question.text.toLowerCase());
      candidates.push({
        ...shared,
        credited: true,
        kind: "clarified-objection",
        spot: spotOfTurn(question, (lower) => lower.includes("?")),
        response: opened ?? { ...spotOfMoment(moment), quote: shorten(moment.quote) },
        returned: null,
        confidence: moment.confidence * (opened || compared ? 1 : 0.75),
        because: "asked about the objection before answering it",
      });
    } else if (!clarified && !answer.asked && answer.words >= 12) {
      candidates.push({
        ...shared,
        credited: false,
        kind:
          moment.category === "budget" && answer.words > 60
            ? "concession-for-nothing"
            : "objection-answered-early",
        flavour:
          moment.category === "budget" && answer.words > 60 ? "price-defended" : moment.category,
        spot: { ...spotOfMoment(moment), quote: shorten(moment.quote) },
        response: spotOfTurn(answer.turn),
        returned: returnTo(scene, moment.turn, answer.turn.index),
        confidence: moment.confidence * (moment.handling === "handled" ? 0.6 : 1),
        because: "answered without asking what was behind it",
      });
    }
  }
  return candidates;
}
