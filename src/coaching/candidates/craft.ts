import type { Candidate } from "../opportunity.ts";
import { reactionOfBuyer } from "./disclosure.ts";
import { hooksAt, ofKind, type Scene, shorten, spotOfMoment, spotOfTurn } from "./scene.ts";

const LONG_ANSWER_WORDS = 40;

/** The first long answer of the buyer right after a turn, with its length over the whole run. */
function longAnswer(scene: Scene, turn: number) {
  let words = 0;
  let first = null;
  for (const later of scene.talk.turns.slice(turn + 1, turn + 12)) {
    if (later.side === "buyer") {
      words += later.words;
      if (!first && later.words >= 8) first = later;
    } else if (!later.backchannel) break;
  }
  return first && words >= LONG_ANSWER_WORDS ? { turn: first, words } : null;
}

/** Technique worth naming: an impact question that was given room, words handed back, a contract up front. */
export function craftCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const question of ofKind(scene, "question")) {
    const deep = question.technique === "implication" || (question.painLevel ?? 0) >= 2;
    if (question.side !== "rep" || !deep || question.stacked) continue;
    const answer = longAnswer(scene, question.turn);
    if (!answer) continue;
    candidates.push({
      credited: true,
      kind: "asked-impact-and-waited",
      flavour: question.painLevel === 3 ? "personal" : "business",
      spot: { ...spotOfMoment(question), quote: shorten(question.quote) },
      response: spotOfTurn(answer.turn),
      returned: null,
      hooks: hooksAt(scene, answer.turn.index),
      confidence: question.confidence * 0.95,
      because: `one question about impact, ${answer.words} words of answer`,
      source: question,
    });
  }
  for (const signal of ofKind(scene, "buyer-signal")) {
    if (signal.signal !== "exactly" || signal.side !== "buyer") continue;
    const before = scene.talk.turns
      .slice(Math.max(0, signal.turn - 3), signal.turn)
      .findLast((turn) => turn.side === "rep" && turn.words >= 12);
    if (!before) continue;
    candidates.push({
      credited: true,
      kind: "handed-words-back",
      flavour: null,
      spot: spotOfTurn(before, (lower) =>
        /\b(so what|sounds like|so you|what i'm hearing|if i've|so the|you're saying)\b/.test(
          lower,
        ),
      ),
      response: { ...spotOfMoment(signal), quote: shorten(signal.quote) },
      returned: null,
      hooks: hooksAt(scene, before.index),
      confidence: signal.confidence * 0.9,
      because: "the buyer agreed with the rep's account of their situation",
      source: signal,
    });
  }
  const contract = ofKind(scene, "agenda").filter((moment) => moment.side !== "buyer");
  const parts = new Set(contract.map((moment) => moment.part));
  const fullest = contract.find((moment) => moment.part === "no-is-fine") ?? contract[0];
  if (fullest && parts.size >= 3) {
    candidates.push({
      credited: true,
      kind: "upfront-contract",
      flavour: parts.has("no-is-fine") ? "no-is-fine" : null,
      spot: { ...spotOfMoment(fullest), quote: shorten(fullest.quote) },
      response: reactionOfBuyer(scene, fullest.turn),
      returned: null,
      hooks: {},
      confidence:
        Math.min(...contract.map((moment) => moment.confidence)) * (parts.size === 4 ? 1 : 0.9),
      because: `${parts.size} of the four parts of an upfront contract`,
      source: fullest,
    });
  }
  return candidates;
}
