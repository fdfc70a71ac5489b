import { defineBehaviour } from "./behaviour.ts";
import { evidenceOf } from "./evidence.ts";
import { LEAST_SURE, lowered, surenessOf } from "./scene.ts";

const FIRST_THIRD = 1 / 3;

const THEIR_PRIORITIES =
  /\b(?:priorit\w+|matters? (?:most )?(?:to|for) (?:you|the board)|on your (?:mind|desk|plate|list)|what (?:do|would|are|did) you (?:want|need|hope|care|look|expect|measure|worry)\w*|what (?:would|has to|have to|needs? to) (?:be|happen|change|have)|(?:the|your) (?:board|investors|shareholders)|(?:this|next|the) (?:year|quarter|half)|goals?|success(?:ful)?|outcome|worr(?:y|ies|ied)|keeps? you|judged? (?:by|on)|your (?:view|eyes|side|point of view))\b/;
const GETS_A_MEETING =
  /\b(?:(?:meet|speak (?:to|with)|talk (?:to|with)|sit down with|time with|half an hour with|in front of|introduc\w+|loop in|bring (?:in)?|invite)\b.{0,40}\b(?:her|him|them|cfo|ceo|coo|board|director|committee|boss|owner|sponsor|[a-z]+)|\b(?:be|bring \w+|have \w+|get \w+|want \w+) (?:in|at|to|on|into) (?:that|the|this|it|there|our|your)(?: next)? ?(?:room|call|meeting|session|demo|conversation|one)?\b|(?:want|have|get) (?:her|him|them) (?:at|in|on|there|involved)|who (?:else )?(?:should|needs to|ought to|has to|could) (?:be (?:in|there|on)|join|come|see)|(?:the )?three of us|(?:should|would|could|can|will) (?:she|he|they|[a-z]+) (?:be (?:there|in)|join|come|sit in|have (?:half|twenty|thirty|a few)))\b/;

/** How the rep is with the people who decide. */
export const PRESENCE = [
  defineBehaviour({
    id: "get-to-power",
    competency: "presence",
    name: "Ask for time with the person who decides",
    definition:
      "After a decider is named, or on an executive call, the rep asks to meet them or to have them in the next conversation.",
    eligible: { callTypes: "any", when: "the buyer named who decides, or an executive is present" },
    good: {
      at30: "Asks the manager to open the door",
      at90: "Asked on 1 of 3 calls where a decider is named",
      at180: "Asked on 1 of 2 calls where a decider is named",
      at365: "Asked on 3 of 4, with a reason that is the decider's own",
    },
    unit: "times asked",
    look(scene) {
      const named = scene
        .of("qualification")
        .find(
          ({ slot, side, confidence }) =>
            slot === "economic-buyer" && side === "buyer" && confidence >= LEAST_SURE,
        );
      if (!named && scene.callType !== "executive") return null;
      const after = named && scene.callType !== "executive" ? named.turn : 0;
      const asked = scene.repQuestions.filter(
        (question) => question.turn > after && GETS_A_MEETING.test(lowered(question.quote)),
      );
      const met = asked.length > 0;
      return {
        met,
        value: asked.length,
        evidence: met ? asked.map(evidenceOf) : named ? [evidenceOf(named)] : [],
        confidence: met ? surenessOf(asked.slice(0, 1), 0) * 0.85 : 0.6 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "lead-with-their-priorities",
    competency: "presence",
    name: "Start from what the executive is measured on",
    definition:
      "In the first third of an executive call the rep asks about the executive's aims, worries or board before presenting anything.",
    eligible: { callTypes: ["executive"], when: "an executive is present" },
    good: {
      at30: "Prepared in writing with the manager before the call",
      at90: "Asked on 1 of 2 executive calls",
      at180: "Asked on 3 of 4 executive calls",
      at365: "Asked on each, from something read in their own reports",
    },
    unit: "questions",
    look(scene) {
      const pitch = scene.of("pitch")[0];
      const asked = scene.repQuestions.filter(
        (question) =>
          scene.positionOf(question.turn) <= FIRST_THIRD &&
          (!pitch || question.turn <= pitch.turn) &&
          THEIR_PRIORITIES.test(lowered(question.quote)),
      );
      const met = asked.length > 0;
      return {
        met,
        value: asked.length,
        evidence: asked.map(evidenceOf),
        confidence: met ? surenessOf(asked.slice(0, 1), 0) * 0.8 : 0.6 * scene.trust,
      };
    },
  }),
] as const;
