import type { Candidate } from "../opportunity.ts";
import { ofKind, runAfter, type Scene, spotOfMoment, spotOfRun, trimmed } from "./scene.ts";

/** A contract up front: agenda, time, leave to ask, and an easy no. */
export function contractCandidates(scene: Scene): Candidate[] {
  const made = ofKind(scene, "agenda").filter((moment) => moment.side !== "buyer");
  const parts = new Set(made.map((moment) => moment.part));
  const no = made.find((moment) => moment.part === "no-is-fine");
  // Three parts without the easy no are courtesy; a contract lets the buyer out.
  if (!no || parts.size < 3) return [];
  const run = scene.runs.find(({ turns }) => turns.some(({ index }) => index === no.turn));
  const answer = run ? runAfter(scene, run) : null;
  return [
    {
      credited: true,
      kind: "upfront-contract",
      flavour: "no-is-fine",
      spot: { ...spotOfMoment(no), quote: trimmed(no.quote) },
      response: answer ? spotOfRun(answer) : null,
      returned: null,
      hooks: {},
      confidence:
        Math.min(...made.map((moment) => moment.confidence)) * (parts.size === 4 ? 1 : 0.9),
      because: `${parts.size} of the four parts of an upfront contract`,
      source: no,
    },
  ];
}
