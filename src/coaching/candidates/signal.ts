import type { Candidate } from "../opportunity.ts";
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

const BUYING = new Set(["great-question", "selling-internally", "how-would-you-solve"]);
const TALKED_OVER_WORDS = 35;

/** Signs of interest that the rep talked over instead of asking what was behind them. */
export function signalCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const moment of ofKind(scene, "buyer-signal")) {
    if (moment.side !== "buyer" || !BUYING.has(moment.signal)) continue;
    const answer = reaction(scene, moment.turn);
    if (!answer || answer.stayed || answer.asked || answer.words < TALKED_OVER_WORDS) continue;
    // "How would you solve this" asks for an answer: talking is right unless it runs on and on.
    if (moment.signal === "how-would-you-solve" && answer.words < 3 * TALKED_OVER_WORDS) continue;
    candidates.push({
      credited: false,
      kind: "signal-talked-over",
      flavour: moment.signal,
      spot: { ...spotOfMoment(moment), quote: shorten(moment.quote) },
      response: spotOfTurn(answer.turn),
      returned: returnTo(scene, moment.turn, answer.turn.index),
      hooks: hooksAt(scene, moment.turn),
      confidence: moment.confidence * (answer.words > 2 * TALKED_OVER_WORDS ? 1 : 0.85),
      because: `the rep spoke ${answer.words} words and asked nothing back`,
      source: moment,
    });
  }
  return candidates;
}
