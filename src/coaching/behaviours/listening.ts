import type { QuestionMoment } from "../../calls/moment.ts";
import { referenceRange } from "../../calls/reference-ranges.ts";
import { answerAfter, hardQuestions, picksUp, wordsOnTop } from "./answers.ts";
import { defineBehaviour } from "./behaviour.ts";
import { evidenceOf, spotIn } from "./evidence.ts";
import { surenessOf } from "./scene.ts";

const LEAST_QUESTIONS = 5;
const FOLLOWED_SHARE = 0.5;
const SINGLE_SHARE = 0.75;
const WAITED_SHARE = 0.75;
/** A name, a "maybe", a softening: this much after a question still leaves it standing. */
const SOFTENING_WORDS = 8;
const BUYER_SHARE = 0.6;

/** Questions about the business before those about headsets and weather. */
function substanceFirst(a: QuestionMoment, b: QuestionMoment): number {
  return Number(a.technique === null) - Number(b.technique === null);
}

/** How the rep listens: whose words the questions carry, and who speaks. */
export const LISTENING = [
  defineBehaviour({
    id: "follow-the-last-words",
    competency: "discovery",
    name: "Build the next question on their last answer",
    definition:
      "At least half of the rep's questions go on with what the buyer said last, by its words or by pointing at it.",
    eligible: {
      callTypes: ["discovery", "executive"],
      when: `the rep asked at least ${LEAST_QUESTIONS} questions`,
    },
    good: {
      at30: "1 in 3 questions",
      at90: "2 in 5 questions",
      at180: "1 in 2 questions",
      at365: "3 in 5 questions",
    },
    unit: "share of questions",
    look(scene) {
      const asked = scene.repQuestions;
      if (asked.length < LEAST_QUESTIONS) return null;
      const followed = asked.filter((question) => picksUp(scene, question));
      const share = followed.length / asked.length;
      const met = share >= FOLLOWED_SHARE;
      const jumped = asked.filter((question) => !followed.includes(question));
      return {
        met,
        value: share,
        evidence: (met ? followed : jumped).toSorted(substanceFirst).map(evidenceOf),
        confidence: 0.7 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "one-question-at-a-time",
    competency: "discovery",
    name: "Ask one question at a time",
    definition: "At least three in four of the rep's asking turns hold one question only.",
    eligible: {
      callTypes: "any",
      when: `the rep asked in at least ${LEAST_QUESTIONS} turns`,
    },
    good: {
      at30: "2 in 3 turns with a question",
      at90: "3 in 4 turns with a question",
      at180: "4 in 5 turns with a question",
      at365: "9 in 10 turns with a question, and each hard one alone",
    },
    unit: "share of asking turns",
    look(scene) {
      const turns = new Set(scene.repQuestions.map(({ turn }) => turn));
      if (turns.size < LEAST_QUESTIONS) return null;
      const stacked = scene.repQuestions.filter((question) => question.stacked);
      const share = 1 - new Set(stacked.map(({ turn }) => turn)).size / turns.size;
      const met = share >= SINGLE_SHARE;
      const single = scene.repQuestions.filter((question) => !question.stacked);
      return {
        met,
        value: share,
        evidence: (met ? single : stacked).toSorted(substanceFirst).map(evidenceOf),
        confidence: 0.75 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "wait-after-a-hard-question",
    competency: "discovery",
    name: "Ask a hard question and say nothing more",
    definition:
      "After at least three in four questions about impact or stakes, the rep adds no more than a few words before the buyer answers.",
    eligible: {
      callTypes: "any",
      when: "the rep asked about impact or stakes and the buyer answered",
    },
    good: {
      at30: "After 1 in 2 hard questions",
      at90: "After 2 in 3 hard questions",
      at180: "After 3 in 4 hard questions",
      at365: "After 9 in 10 hard questions, also when the pause gets long",
    },
    unit: "share of hard questions",
    look(scene) {
      const hard = hardQuestions(scene).filter(
        (question) => answerAfter(scene, question).words > 0,
      );
      if (hard.length === 0) return null;
      const waited = hard.filter((question) => wordsOnTop(scene, question) <= SOFTENING_WORDS);
      const share = waited.length / hard.length;
      const met = share >= WAITED_SHARE;
      const shown = met ? waited : hard.filter((question) => !waited.includes(question));
      return {
        met,
        value: share,
        evidence: shown.map(evidenceOf),
        confidence: surenessOf(shown, 0) * 0.9,
      };
    },
  }),
  defineBehaviour({
    id: "let-the-buyer-speak",
    competency: "discovery",
    name: "Leave the buyer most of the talking",
    definition: "The buyer's side has at least 60 % of all speech on a discovery call.",
    eligible: { callTypes: ["discovery"], when: "both sides spoke" },
    good: { at30: "45 %", at90: "50 %", at180: "55 %", at365: "60 % of all speech or more" },
    unit: "share of speech",
    look(scene) {
      const share = scene.measures.talkRatio.buyer;
      if (share === null) return null;
      return {
        met: share >= BUYER_SHARE,
        value: share,
        evidence: [],
        confidence: scene.trust * (scene.measures.basis === "time" ? 0.95 : 0.85),
      };
    },
  }),
  defineBehaviour({
    id: "keep-turns-short",
    competency: "presence",
    name: "Hand the floor back within 76 seconds",
    definition:
      "No uninterrupted stretch of the rep is longer than the reference range for discovery (76 seconds).",
    eligible: { callTypes: ["discovery", "executive"], when: "the rep spoke at length" },
    good: {
      at30: "Longest stretch under 2 minutes",
      at90: "Longest stretch under 90 seconds",
      at180: "Longest stretch under 76 seconds",
      at365: "Longest stretch under 60 seconds",
    },
    unit: "ms",
    look(scene) {
      const { turn, ms } = scene.measures.longestMonologue;
      const spoken = turn === null ? undefined : scene.talk.turns[turn];
      const most = referenceRange("longestMonologue.ms", "discovery")?.high;
      if (!spoken || typeof most !== "number") return null;
      const spot = spotIn([spoken]);
      const evidence = spot ? [spot] : [];
      if (ms === null)
        return {
          ...{ met: null, value: null, evidence, confidence: 0 },
          because: "the transcript has no times",
        };
      const confidence = (scene.measures.estimatedEnds ? 0.8 : 0.95) * scene.trust;
      return { met: ms <= most, value: ms, evidence, confidence };
    },
  }),
] as const;
