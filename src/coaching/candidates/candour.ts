import type { Candidate } from "../opportunity.ts";
import { underWay } from "./disclosure.ts";
import type { Run } from "./runs.ts";
import { type Scene, spotOfLine } from "./scene.ts";

/** Says that the buyer should not buy, or not this, or not now. */
const QUALIFIES_OUT =
  /\bi (?:don't|do not|wouldn't|would not) (?:really |honestly )?(?:think|believe|say|recommend) (?:that )?(?:you should|you'd|you need|we(?:'re| are) (?:the )?(?:right|a (?:good )?fit)|this is (?:right|for you|the right)|it(?:'s| is) (?:right|worth) (?:for|it))[^.?!]{0,40}|\bi(?:'d| would)n't (?:buy|spend|sell)\b|\b(?:we|this|it)(?:'re| are|'s| is)n't (?:the )?right (?:fit |thing |one )?for you\b|\byou (?:don't|do not) need (?:us|this|our)\b|\bi(?:'d| would) (?:\w+ )?(?:tell|advise) you (?:\w+ )?not to\b|\b(?:save|keep) your money\b|\bwasting your money\b|\b(?:stay|stick) with what you(?:'ve| have)\b/;

function candour(scene: Scene, run: Run): Candidate[] {
  if (run.side !== "rep" || !underWay(scene, run)) return [];
  const line = run.lines.find(({ sentence }) => QUALIFIES_OUT.test(sentence.lower.slice(0, 600)));
  if (!line || !/\b(?:you|us|this|right|buy)\b/.test(line.sentence.lower)) return [];
  const answer = scene.runs
    .slice(run.index + 1, run.index + 5)
    .find(({ side, words }) => side === "buyer" && words >= 3);
  const strong = /\b(?:buy|fit|right|need us|not to)\b/.test(line.sentence.lower);
  return [
    {
      credited: true,
      kind: "qualified-out",
      flavour: null,
      spot: spotOfLine(line),
      response: answer?.lines[0] ? spotOfLine(answer.lines[0]) : null,
      returned: null,
      hooks: {},
      confidence: (strong ? 0.8 : 0.5) * scene.trust,
      because: "said that the buyer should not buy this, or not now",
      source: null,
    },
  ];
}

/** Saying that it is not a fit. */
export function candourCandidates(scene: Scene): Candidate[] {
  return scene.runs.flatMap((run) => candour(scene, run));
}
