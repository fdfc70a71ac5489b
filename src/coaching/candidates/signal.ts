import type { Candidate } from "../opportunity.ts";
import { movesOn, underWay } from "./disclosure.ts";
import { returnTo } from "./later.ts";
import type { Run } from "./runs.ts";
import {
  askedIn,
  hooksAt,
  reaction,
  type Scene,
  spotOfLine,
  spotOfRun,
  subjectOf,
} from "./scene.ts";
import { wantingConfidence, wantingIn } from "./wanting.ts";

/** The buyer sees it in use: somewhere else too, in a smaller first step, from a day on, shown to others. */
const WANTS: { flavour: string; pattern: RegExp }[] = [
  {
    flavour: "more-of-it",
    pattern:
      /\b(?:could|can|would|will|does) (?:it|we|that|this|they)\b[^?]{0,70}\b(?:as well|too|also|for the other|for our other)\b|\b(?:could|can) we (?:use|have|put|run) (?:it|this|that) (?:for|on|in|at|with)\b|\b(?:it|that|this) (?:works?|does) (?:it )?also\b/,
  },
  {
    flavour: "first-step",
    pattern:
      /\bif we (?:wanted|want|were) to (?:begin|start|try|pilot)\b|\b(?:could|can) we (?:begin|start|try it|pilot) (?:only |just )?(?:with|in|at|on)\b|\bstart(?:ing)? (?:small|with just|with only|only with)\b/,
  },
  {
    flavour: "when",
    pattern:
      /\b(?:when|how (?:soon|quickly|fast)) (?:could|can|would|might) (?:we|it|this|you) (?:\w+ )?(?:start|begin|have|be|get|go)\b/,
  },
  {
    flavour: "others",
    pattern:
      /\b(?:could|can) (?:i|we) (?:show|send|give|bring) (?:this|that|it) to\b|\bcould you (?:show|walk) (?:this to )?(?:my|our|the) (?:boss|team|director|colleagues?|cfo|fd|board)\b/,
  },
];

const PUT_OFF =
  /\b(?:come (?:on )?to that|come back to (?:that|it)|get to that|later on|in a (?:minute|second|bit|moment))\b/;
/** A short answer is an answer; from here on it is talking. */
const ANSWER_WORDS = 25;
const CUT_OFF = /(?:[-–—…]|\.\.\.)["'”’]?\s*$/;

/** Signs of interest that the rep answered and talked over instead of asking what was behind them. */
export function signalCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const run of scene.runs) {
    if (run.side !== "buyer" || !underWay(scene, run)) continue;
    const found = run.lines
      .map((line) => ({
        line,
        want: WANTS.find(({ pattern }) => pattern.test(line.sentence.lower.slice(0, 600))),
      }))
      .find(({ line, want }) => want && (line.sentence.asks || !scene.talk.punctuated));
    if (!found?.want) {
      const passed = passedOver(scene, run);
      if (passed) candidates.push(passed);
      continue;
    }
    const subject = subjectOf(scene, run, found.line);
    const answer = reaction(scene, run, subject);
    if (!answer || answer.question || answer.words < ANSWER_WORDS) continue;
    // A question back anywhere in a short answer is interest returned.
    const asked = askedIn(scene, answer.run);
    if (asked.some((question) => question.before < 60 && question.after < 15)) continue;
    const cut = CUT_OFF.test(run.turns.at(-1)?.text ?? "");
    const putOff = PUT_OFF.test(
      answer.run.lines
        .slice(0, 4)
        .map((l) => l.sentence.lower)
        .join(" "),
    );
    const long = answer.words >= 2 * ANSWER_WORDS;
    candidates.push({
      credited: false,
      kind: "signal-talked-over",
      flavour: found.want.flavour,
      spot: spotOfLine(found.line),
      response: spotOfRun(answer.run, movesOn),
      returned: returnTo(scene, answer.run, subject),
      hooks: hooksAt(scene, run, found.line),
      confidence: (0.56 + (cut ? 0.12 : 0) + (putOff ? 0.08 : 0) + (long ? 0.06 : 0)) * scene.trust,
      because: `the rep spoke ${answer.words} words and asked nothing back${cut ? ", into the buyer's sentence" : ""}`,
      source: null,
    });
  }
  return candidates;
}

/** A wish that no phrase gives away, talked past for a while. */
function passedOver(scene: Scene, run: Run): Candidate | null {
  const wanting = wantingIn(scene, run);
  if (!wanting) return null;
  const { line, answer, points } = wanting;
  return {
    credited: false,
    kind: "signal-talked-over",
    flavour: null,
    spot: spotOfLine(line),
    response: spotOfRun(answer, movesOn),
    returned: returnTo(scene, answer, subjectOf(scene, run, line)),
    hooks: hooksAt(scene, run, line),
    confidence: wantingConfidence(points) * scene.trust,
    because: `the rep spoke ${answer.words} words and asked nothing back`,
    source: null,
  };
}
