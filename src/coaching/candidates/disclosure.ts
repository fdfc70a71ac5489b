import type { Moment } from "../../calls/moment.ts";
import type { Candidate } from "../opportunity.ts";
import {
  hooksAt,
  pickedUpLater,
  reaction,
  returnTo,
  type Scene,
  shorten,
  spotOfMoment,
  spotOfTurn,
} from "./scene.ts";

/** Talking this long after a disclosure without a question about it is moving on for good. */
const MOVED_ON_WORDS = 40;

/** The buyer's own words worth staying with: unasked disclosures first, then stakes and costs. */
function disclosures(scene: Scene): Moment[] {
  const found = new Map<number, Moment>();
  for (const moment of scene.moments) {
    if (moment.side !== "buyer") continue;
    const counts =
      (moment.kind === "buyer-signal" && moment.signal === "unplanned-disclosure") ||
      (moment.kind === "gap" &&
        (moment.slot === "personal-stakes" ||
          moment.slot === "cost-of-inaction" ||
          moment.slot === "impact"));
    if (!counts) continue;
    const known = found.get(moment.turn);
    if (!known || known.confidence < moment.confidence) found.set(moment.turn, moment);
  }
  return [...found.values()];
}

function flavourOf(moment: Moment): string {
  if (moment.kind === "buyer-signal") return moment.disclosed ?? "failure";
  if (moment.kind === "gap") return moment.slot === "personal-stakes" ? "fear" : "failure";
  return "failure";
}

/** Disclosures the rep left alone, and those they stayed with. */
export function disclosureCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const moment of disclosures(scene)) {
    const answer = reaction(scene, moment.turn);
    if (!answer) continue;
    const spot = { ...spotOfMoment(moment), quote: shorten(moment.quote) };
    const base = {
      spot,
      hooks: hooksAt(scene, moment.turn),
      flavour: flavourOf(moment),
      source: moment,
    };
    if (answer.stayed) {
      const question = answer.turns.find((turn) => scene.questionTurns.has(turn.index));
      if (!question) continue;
      const opened = reactionOfBuyer(scene, question.index);
      candidates.push({
        ...base,
        credited: true,
        kind: "stayed-with-disclosure",
        spot: spotOfTurn(question, (lower) => lower.includes("?")),
        response: opened,
        returned: null,
        confidence: moment.confidence * (opened ? 1 : 0.8),
        because: "asked about what the buyer had just disclosed",
      });
      continue;
    }
    const later = pickedUpLater(scene, moment.turn, answer.turn.index);
    let confidence = moment.confidence;
    if (answer.asked) confidence *= 0.85;
    if (answer.words < MOVED_ON_WORDS) confidence *= 0.85;
    if (later) confidence *= 0.7;
    candidates.push({
      ...base,
      credited: false,
      kind: "disclosure-left-alone",
      response: spotOfTurn(answer.turn),
      returned: returnTo(scene, moment.turn, answer.turn.index),
      confidence,
      because: later
        ? `left there, picked up again at turn ${later.index}`
        : "no question about it, and its words were not handed back",
    });
  }
  return candidates;
}

/** What the buyer said after a question, when it was more than a word or two. */
export function reactionOfBuyer(scene: Scene, turn: number) {
  for (const later of scene.talk.turns.slice(turn + 1, turn + 6)) {
    if (later.side === "buyer" && later.words >= 10) return spotOfTurn(later);
    if (later.side === "rep" && !later.backchannel) return null;
  }
  return null;
}
