import { questionsIn } from "./answers.ts";
import { defineBehaviour } from "./behaviour.ts";
import { askingIn, evidenceOf, spotAt } from "./evidence.ts";
import {
  type BehaviourScene,
  LEAST_SURE,
  lowered,
  painOf,
  questionsLike,
  surenessOf,
} from "./scene.ts";

const MOST = 0.5;
const PROCESS = new Set(["economic-buyer", "decision-process", "paper-process"]);
/** A discovery of this length in which nothing wrong came up is a doubt about the deal. */
const LONG_ENOUGH_MS = 10 * 60_000;
/** The easy no of the opening is the contract's, not a judgement on the fit. */
const AFTER_OPENING = 0.15;

const HOW_DECIDED =
  /\b(?:who(?:'s|'d|'ll)?\b|whose\b|sign(?:s|ed|ing)?\b|sign-off|approv\w+|deci(?:de[sd]?|ding|sion)\b|procurement|committee|board|legal|budget|steps?\b|process|how (?:do|does|would|will|did|is|long) (?:you|that|it|this|they|she|he|those)\b|what (?:happens|would (?:she|he|they)|does (?:she|he|it)|do they))/;
const WHO_DECIDES =
  /\b(?:whose (?:money|budget|call|decision|name|signature)|who(?:'s|'d|'ll| is| else| would| will| does| do| has| needs| can)?\b.{0,50}\b(?:sign(?:s|ed|ing)?|sign-off|approv\w+|decid(?:e|es|ing)|decision|pay(?:s|ing)?|budget|say (?:yes|no)|says (?:yes|no)|agree|final|money|purse|holds)|who (?:signs|decides|approves|pays|owns)|(?:final|last) (?:say|word|call)|budget holder|(?:is|would|will) (?:it|that|this|the budget) (?:be )?(?:yours|your (?:call|decision|budget|money))|(?:can|could|would) you (?:sign|approve|decide)|(?:which|what) budget\b|(?:where|out of what|whose) .{0,20}budget|how (?:would|will|does) (?:it|that|this) (?:be|get) decided|how (?:do|does|would|will) .{0,30}\bdecide)\b/;
const NO_FIT =
  /\b(?:(?:i|we) (?:don't|do not) think (?:we(?:'re| are)|you(?:'d| would)? (?:need|should)|(?:this|that|it)(?:'s| is)(?: the)? (?:right|for you|worth))|(?:i'm|we're|we are|i am|this is|that's|it's|it is) (?:probably |really |just )?not (?:sure )?(?:we're )?(?:the )?(?:right|for you|your answer|a (?:good )?fit|going to help|who you need|what you need)|(?:isn't|aren't|wouldn't be|not) (?:a (?:good )?|the (?:right )?)(?:fit|match|answer for you)|you (?:probably |really )?(?:don't|do not|wouldn't) need (?:us|this|it|me|anything)|(?:i'd|i would) (?:not|n't) (?:buy|sell|do it|recommend)|i wouldn't (?:buy|sell you|recommend|do it|spend)|(?:you )?shouldn't (?:buy|spend|sign)|save (?:your|yourself the) money|can't (?:really |honestly )?(?:help you|solve|fix that)|we (?:can't|don't|won't|couldn't) do that well|(?:someone|somebody) else (?:does|would do) (?:it|that|this) better|i(?:'d| would) (?:walk away|stay with what|stick with what|leave it))\b/;
/** Without one of these neither pattern can match; looking for them is many times cheaper. */
const HINTS = [
  "n't",
  "not ",
  "save y",
  " else ",
  "i'd ",
  "i would ",
  "fine",
  "well enough",
  "happy",
];
const DOUBT =
  /\b(?:(?:don't|do not) (?:really |actually |honestly )?(?:need (?:it|this|that|you|another|anything)|have a (?:problem|need)|see (?:the|a|why))|(?:works|working|runs) (?:just )?(?:fine|well enough)|(?:we're|we are) (?:quite |perfectly |pretty )?(?:fine|happy) (?:as|with what|where|the way)|(?:not|isn't) (?:really )?(?:a priority|worth it|for us))\b/;

/** Decision steps the buyer opened unasked, with the rep's answer at hand. */
function openedSteps(scene: BehaviourScene) {
  const steps = scene.of("qualification").filter((moment) => {
    if (moment.side !== "buyer" || !PROCESS.has(moment.slot)) return false;
    if (moment.confidence < LEAST_SURE || !scene.reactionTo(moment)) return false;
    const run = scene.runOf(moment.turn);
    const before = run ? scene.runs[run.index - 1] : undefined;
    // An answer to our own question was not opened by the buyer.
    return !(
      before?.side === "rep" &&
      questionsIn(scene, before).some(({ quote }) => HOW_DECIDED.test(lowered(quote)))
    );
  });
  // Several slots told in one breath get one answer.
  return steps.filter((moment, place) => {
    const last = steps[place - 1];
    return !last || scene.reactionTo(last)?.run !== scene.reactionTo(moment)?.run;
  });
}

/** Who decides, how, and whether there is a deal at all. */
export const QUALIFICATION = [
  defineBehaviour({
    id: "ask-how-the-decision-goes",
    competency: "qualification",
    name: "Ask how a decision step works as soon as the buyer names it",
    definition:
      "After at least half of the signers, boards, reviews or approvals the buyer names unasked, the rep's next words ask about them.",
    eligible: { callTypes: "any", when: "the buyer named a decision step unasked" },
    good: {
      at30: "1 in 4 steps named",
      at90: "1 in 2 steps named",
      at180: "2 in 3 steps named",
      at365: "Nearly every step named, with how long it took last time",
    },
    unit: "share of steps named",
    look(scene) {
      const steps = openedSteps(scene);
      if (steps.length === 0) return null;
      const asked = steps.filter((moment) => {
        const reply = scene.reactionTo(moment);
        if (!reply) return false;
        const asks = questionsIn(scene, reply.run);
        return (
          reply.question !== null || asks.some(({ quote }) => HOW_DECIDED.test(lowered(quote)))
        );
      });
      const share = asked.length / steps.length;
      const met = share >= MOST;
      const shown = met ? asked : steps.filter((moment) => !asked.includes(moment));
      const evidence = shown.flatMap((moment) => {
        const reply = scene.reactionTo(moment);
        return [evidenceOf(moment), ...(reply ? askingIn(reply.run) : [])];
      });
      return { met, value: share, evidence, confidence: surenessOf(shown, 0) * 0.9 };
    },
  }),
  defineBehaviour({
    id: "ask-who-decides",
    competency: "qualification",
    name: "Ask who signs and whose money it is",
    definition:
      "The rep asks who decides, who signs, or whose budget it comes from; where the buyer tells it unasked, there is nothing to say.",
    eligible: { callTypes: ["discovery", "demo", "executive"], when: "there was a call" },
    good: {
      at30: "Asked on 1 of 3 first or second calls",
      at90: "Asked on 1 of 2",
      at180: "Asked on 3 of 4",
      at365: "Asked on each, and checked against how the last purchase went",
    },
    unit: "questions",
    look(scene) {
      const asked = questionsLike(scene, WHO_DECIDES);
      if (asked.length > 0)
        return {
          ...{ met: true, value: asked.length, evidence: asked.map(evidenceOf) },
          confidence: surenessOf(asked, 0) * 0.9,
        };
      const told = scene.of("qualification").find(({ slot, side, confidence }) => {
        return slot === "economic-buyer" && side === "buyer" && confidence >= 0.8;
      });
      if (told)
        return {
          ...{ met: null, value: 0, evidence: [evidenceOf(told)], confidence: 0 },
          because: "the buyer said it unasked",
        };
      return { met: false, value: 0, evidence: [], confidence: 0.65 * scene.trust };
    },
  }),
  defineBehaviour({
    id: "qualify-out-honestly",
    competency: "qualification",
    name: "Say so when it is not a fit",
    definition:
      "Where the fit is in doubt (the buyer says it works as it is, or ten minutes of discovery bring up nothing wrong), the rep says that it may not be for them.",
    eligible: {
      callTypes: ["discovery", "demo", "executive"],
      when: "something spoke against a fit",
    },
    good: {
      at30: "Brings the doubt to the manager after the call",
      at90: "Said on 1 of 4 calls where the fit is in doubt",
      at180: "Said on 1 of 2 calls where the fit is in doubt",
      at365: "Said on 3 of 4, with who would help them better",
    },
    unit: "times said",
    look(scene) {
      const said = [];
      const doubts = [];
      for (const turn of scene.talk.turns) {
        if (turn.backchannel || scene.positionOf(turn.index) < AFTER_OPENING) continue;
        for (const sentence of turn.sentences) {
          if (!HINTS.some((hint) => sentence.lower.includes(hint))) continue;
          const lower = sentence.lower.slice(0, 400);
          if (turn.side === "rep" && !sentence.asks && NO_FIT.test(lower))
            said.push(spotAt(turn, sentence.text));
          if (turn.side === "buyer" && !sentence.asks && DOUBT.test(lower))
            doubts.push(spotAt(turn, sentence.text));
        }
      }
      if (said.length > 0)
        return {
          ...{ met: true, value: said.length, evidence: said },
          confidence: 0.7 * scene.trust,
        };
      const painless =
        scene.callType === "discovery" &&
        (scene.measures.durationMs ?? 0) >= LONG_ENOUGH_MS &&
        painOf(scene).length === 0;
      // A buyer with a problem who likes one corner of today is no doubt.
      if (!painless && (doubts.length === 0 || painOf(scene).length > 1)) return null;
      return { met: false, value: 0, evidence: doubts, confidence: 0.55 * scene.trust };
    },
  }),
] as const;
