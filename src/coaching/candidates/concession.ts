import type { Candidate } from "../opportunity.ts";
import type { Line, Run } from "./runs.ts";
import {
  askedIn,
  hooksAt,
  runAfter,
  runBefore,
  type Scene,
  spotOf,
  spotOfLine,
  spotOfRun,
  tellingLine,
} from "./scene.ts";
import { countersBid, tradeIn, yieldIn } from "./yielding.ts";

/** What a seller gives away: a share of the price, a part for nothing, softer terms. */
const GIVES =
  /\b(?:i|we)(?:'ll| will| can| could|'d| would|'m able to| might)(?: be able to)?(?: probably| maybe| perhaps| certainly| also| just| happily)* (?:go|do|offer|give|take|drop|knock|stretch|get you|bring it) (?:\w+ ){0,4}(?:\d{1,2}|five|seven|eight|ten|twelve|fifteen|twenty|twenty-five|thirty) ?(?:%|per ?cent)|\b(?:i|we)(?:'ll| will| can| could|'d| would|'m happy to|'re happy to) (?:\w+ ){0,2}(?:waive|throw in|knock (?:\w+ ){1,4}off|take (?:\w+ ){1,5}off|come down|go down|lower|match (?:it|that|them|their)|split the difference|meet you (?:half|in the middle)|include (?:\w+ ){1,4}(?:for free|at no|for nothing))|\b(?:i|we)(?:'ll| will| can| could| might)(?: probably| maybe| perhaps)? (?:get you (?:down )?to|do it for|make it|come down to|bring it (?:down )?to|let you have it for) (?:[$€£]|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|fif|twen|for)|\b(?:what if )?i (?:took|take|took) (?:that|it|the \w+) off\b|\b(?:onboarding|setup|set-up|training|installation|delivery|shipping|first \w+|that|it)(?:'s| is|'d be| would be)(?: all)? (?:on us|free(?! to\b)|no charge|free of charge)|\b(?:\w+ )?(?:months?|weeks?) (?:for )?free\b|\bsee (?:if i can (?:do|get)|about) (?:something|forty|sixty|\d+|ten|five)/;
const REFUSES =
  /\b(?:can't|cannot|won't|not able|unable|not going to|say no|saying no|will not|would not|never|couldn't|wouldn't|no discount|instead of|rather than|don't (?:do|give|want))\b/;
/** Agreeing to what the buyer wants is a gift only where it is tied to something. */
const AGREES_TO =
  /\b(?:i|we) (?:can|could|'ll|will) (?:get|do|give|offer) (?:you )?(?:that|this|those|it|the (?:quarters|instal\w+|terms))\b/;
const ASKS_BACK =
  /\b(?:in return|in exchange|(?:i'd|we'd|i would|i'll) need (?:you|from you|something|a (?:longer|two|signature|commitment))|what i'd like (?:from you|in return|is)|if you (?:can |could |would )?(?:sign|commit|take|pay|agree|introduce))\b/;
/** The buyer asks for a gift. */
const DEMANDS =
  /\b(?:give (?:me|us)|we(?:'d)? need|i(?:'d)? need|we want|can you do|could you do|what can you do|throw in|how about)\b[^.?!]{0,40}\b(?:free|off|discount|cheaper|less|better|per ?cent|months?|months free)\b/;

/** Asked for something in the same stretch. */
const CONDITION =
  /\b(?:if you(?! (?:like|want|need|look|think|have|see|know|ever|remember|prefer|don't|do the))(?:'d|'re|'ll)?\b|in return|in exchange|provided|as long as you|on condition|(?:i'd|we'd|i would|i'll) need (?:you|from you|something|a (?:longer|two|signature|commitment))|i'd like (?:from you|in return)|what (?:could|can|would) you (?:do|give|offer)|subject to|against a|would you (?:sign|commit|take|go|agree|introduce|be ready)|for that i|(?:two|three|2|3)[- ]year (?:term|deal|contract)|if we (?:can |could )?(?:sign|get (?:a|the) signature|agree|have a signature))/;
const PRICE_TALK =
  /\b(?:price|pricing|cost|costs|discount|budget|expensive|steep|too much|cheaper|per ?cent|percent|terms|fee|quote|quoted|a year|per (?:year|month|seat|user)|(?:at|for) (?:one|two|three|four|five|six|seven|eight|nine) \w+ty|(?:forty|fifty|sixty|thirty|twenty)[- ]\w+)\b|%|[$€£]/;

/** "But you have to pick them up", "if bought within the week": asked for in passing, asked for all the same. */
const TIES =
  /\b(?:but (?:you|you'd|you'll) (?:have to|need to|would have to|must|pay)|if (?:bought|buy|paid|picked|it's|you|we)\b|only if\b|when you (?:pick|pay|sign)|just to be done)\b/;

function givesIn(run: Run, words: RegExp): Line | null {
  return (
    run.lines.find(({ sentence }) => {
      const lower = sentence.lower.slice(0, 800);
      if (sentence.asks && !/\bwhat if\b/.test(lower)) return false;
      if (/\bif (?:it|that|this)(?:'s| is)\b[^.]{0,12}\bfree\b/.test(lower)) return false;
      return words.test(lower) && !REFUSES.test(lower);
    }) ?? null
  );
}

const said = (run: Run | null | undefined) =>
  (run?.lines ?? []).map(({ sentence }) => sentence.lower.slice(0, 800)).join(" ");

/** Something given away, for nothing or for something. */
export function concessionCandidates(scene: Scene): Candidate[] {
  const candidates: Candidate[] = [];
  for (const run of scene.runs) {
    if (run.side !== "rep") continue;
    const held = heldAndAsked(scene, run);
    if (held) candidates.push(held);
    const conditioned = CONDITION.test(said(run)) || CONDITION.test(said(repAfter(scene, run)));
    const asksBack = ASKS_BACK.test(said(run));
    const given = givesIn(run, GIVES) ?? (asksBack ? givesIn(run, AGREES_TO) : null);
    const before = scene.runs.slice(Math.max(0, run.index - 4), run.index);
    // Free for somebody's suppliers is a feature: a gift is given while the price is talked about.
    const priced = before.some((earlier) => PRICE_TALK.test(said(earlier)));
    const phrase = priced ? given : null;
    const traded = tradeIn(scene, run);
    const line = phrase ?? traded ?? yieldIn(scene, run)?.line;
    if (!line || (!traded && !asksBack && countersBid(scene, run))) continue;
    // Tied to something in the next breath it is no gift, and no trade that was named as one.
    const tied =
      CONDITION.test(said(run)) ||
      TIES.test(said(run)) ||
      (conditioned && wordsBetween(scene, run) <= ONE_BREATH);
    if (!tied && !traded && conditioned) continue;
    const asked = runBefore(scene, run);
    const taken = runAfter(scene, run);
    const shared = {
      spot: spotOfLine(line),
      hooks: hooksAt(scene, run, line),
      returned: null,
      flavour: null,
      source: scene.byTurn.get(line.turn.index)?.find(({ kind }) => kind === "pricing") ?? null,
    };
    candidates.push(
      tied || traded
        ? {
            ...shared,
            credited: true,
            kind: "traded-concession",
            response: taken ? tellingLine(scene, taken) : null,
            confidence: 0.72 * scene.trust,
            because: "tied what was given to something asked for",
          }
        : {
            ...shared,
            credited: false,
            kind: "concession-for-nothing",
            response: asked ? spotOfRun(asked, (lower) => PRICE_TALK.test(lower)) : null,
            confidence:
              (!phrase
                ? 0.62
                : /\d|per ?cent|free|no charge|on us/.test(line.sentence.lower)
                  ? 0.8
                  : 0.65) * scene.trust,
            because: "gave something and asked for nothing in the same stretch",
          },
    );
  }
  return candidates;
}

/** Fewer words of the buyer's in between, and the rep's next words finish the sentence. */
const ONE_BREATH = 8;

function wordsBetween(scene: Scene, run: Run): number {
  const next = repAfter(scene, run);
  if (!next) return Number.POSITIVE_INFINITY;
  return scene.runs.slice(run.index + 1, next.index).reduce((sum, { words }) => sum + words, 0);
}

function repAfter(scene: Scene, run: Run): Run | null {
  return scene.runs.slice(run.index + 1, run.index + 4).find(({ side }) => side === "rep") ?? null;
}

/** Asked for a gift, said no and asked what it was for: nothing given, and the reason learned. */
function heldAndAsked(scene: Scene, run: Run): Candidate | null {
  const before = scene.runs[run.index - 1];
  if (before?.side !== "buyer" || !DEMANDS.test(said(before)) || !REFUSES.test(said(run)))
    return null;
  const question = askedIn(scene, run).findLast((each) => each.after <= 12);
  const answer = runAfter(scene, run);
  if (!question || !answer || answer.words < 6) return null;
  return {
    credited: true,
    kind: "traded-concession",
    flavour: "held",
    spot: spotOf(question.turn, question.quote),
    response: tellingLine(scene, answer),
    returned: null,
    hooks: {},
    confidence: 0.76 * scene.trust,
    because: "said no to a gift and asked what was behind the wish",
    source: null,
  };
}
