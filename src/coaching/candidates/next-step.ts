import type { Candidate } from "../opportunity.ts";
import {
  hooksAt,
  ofKind,
  positionOf,
  reaction,
  type Scene,
  shorten,
  spotOfMoment,
  spotOfTurn,
} from "./scene.ts";

/** The end of a call begins here, by share of turns. */
const CLOSING_SHARE = 0.75;

/** How the call ended: with a date and an owner, or with good intentions. */
export function nextStepCandidates(scene: Scene): Candidate[] {
  const dated = ofKind(scene, "next-meeting").filter((moment) => moment.when !== null);
  const promised = ofKind(scene, "commitment").filter(
    (moment) => moment.firm && moment.due !== null && positionOf(scene, moment.turn) > 0.5,
  );
  const best = dated.sort((a, b) => b.confidence - a.confidence || b.turn - a.turn)[0];
  if (best) {
    const owner = promised[0];
    return [
      {
        credited: true,
        kind: "dated-next-step",
        flavour: owner ? "with-owner" : null,
        spot: { ...spotOfMoment(best), quote: shorten(best.quote) },
        response: owner ? { ...spotOfMoment(owner), quote: shorten(owner.quote) } : null,
        returned: null,
        hooks: hooksAt(scene, best.turn),
        confidence: best.confidence * 0.9,
        because: "left with a day in both calendars",
        source: best,
      },
    ];
  }
  if (promised.length > 0) return [];
  const vague = [
    ...ofKind(scene, "next-meeting"),
    ...ofKind(scene, "commitment").filter((moment) => !moment.firm || moment.due === null),
  ]
    .filter((moment) => positionOf(scene, moment.turn) >= CLOSING_SHARE)
    // The buyer's drift matters most; then what the rep left open.
    .sort((a, b) => Number(b.side === "buyer") - Number(a.side === "buyer") || b.turn - a.turn)[0];
  if (!vague) return [];
  const answer = vague.side === "buyer" ? reaction(scene, vague.turn) : null;
  return [
    {
      credited: false,
      kind: "next-step-open",
      flavour: vague.side,
      spot: { ...spotOfMoment(vague), quote: shorten(vague.quote) },
      response: answer ? spotOfTurn(answer.turn) : null,
      returned: null,
      hooks: hooksAt(scene, vague.turn),
      confidence: Math.max(0.6, vague.confidence) * Math.min(1, scene.talk.attribution + 0.2),
      because: "no next step on the call had both a day and an owner",
      source: vague,
    },
  ];
}
