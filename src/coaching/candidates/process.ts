import type { Candidate } from "../opportunity.ts";
import { reactionOfBuyer } from "./disclosure.ts";
import {
  hooksAt,
  ofKind,
  pickedUpLater,
  reaction,
  returnTo,
  type Scene,
  shorten,
  spotOfMoment,
  spotOfTurn,
} from "./scene.ts";

const PROCESS_SLOTS = new Set(["economic-buyer", "decision-process", "paper-process"]);
const PROCESS_QUESTION =
  /\b(who else|who (?:would|will|do|does|signs?|decides?|owns?|needs?|has to)|sign(?:s|ed)? (?:it )?off|sign-off|decision|decide[sd]?|approv\w+|procurement|budget holder|the board|legal|process|steps|how (?:do|does|would|will) (?:you|that|it|this|they) (?:usually |normally )?(?:get|go|buy|decide|work))\b/;

/** Authority or process the buyer opened and nobody asked about; and questions that did ask. */
export function processCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const moment of ofKind(scene, "qualification")) {
    if (moment.side !== "buyer" || !PROCESS_SLOTS.has(moment.slot)) continue;
    const asked = scene.talk.turns[moment.turn - 1];
    // An answer to our own question was not opened by the buyer.
    const answered =
      asked?.side === "rep" &&
      scene.questionTurns.has(asked.index) &&
      PROCESS_QUESTION.test(asked.text.toLowerCase());
    const answer = reaction(scene, moment.turn);
    if (answered || !answer || answer.stayed) continue;
    const later = pickedUpLater(scene, moment.turn, answer.turn.index);
    const askedAnyway = answer.turns.some(
      (turn) =>
        scene.questionTurns.has(turn.index) && PROCESS_QUESTION.test(turn.text.toLowerCase()),
    );
    if (askedAnyway) continue;
    candidates.push({
      credited: false,
      kind: "process-left-unasked",
      flavour: moment.slot,
      spot: { ...spotOfMoment(moment), quote: shorten(moment.quote) },
      response: spotOfTurn(answer.turn),
      returned: returnTo(scene, moment.turn, answer.turn.index),
      hooks: hooksAt(scene, moment.turn),
      confidence: moment.confidence * (later ? 0.65 : 1) * (answer.asked ? 0.9 : 1),
      because: "the buyer opened who decides or how, and the rep went elsewhere",
      source: moment,
    });
  }
  for (const question of ofKind(scene, "question")) {
    if (question.side !== "rep" || !PROCESS_QUESTION.test(question.quote.toLowerCase())) continue;
    const opened = reactionOfBuyer(scene, question.turn);
    if (!opened || !/\b(who|how|what)\b/i.test(question.quote)) continue;
    const qualified = (scene.byTurn.get(opened.turn) ?? []).some(
      (moment) => moment.kind === "qualification",
    );
    candidates.push({
      credited: true,
      kind: "asked-for-process",
      flavour: null,
      spot: { ...spotOfMoment(question), quote: shorten(question.quote) },
      response: opened,
      returned: null,
      hooks: hooksAt(scene, opened.turn),
      confidence: question.confidence * (qualified ? 0.95 : 0.6),
      because: "asked who decides or how, and got an answer",
      source: question,
    });
  }
  return candidates;
}
