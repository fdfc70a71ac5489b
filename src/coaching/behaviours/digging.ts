import type { QuestionMoment } from "../../calls/moment.ts";
import { answerAfter, hardQuestions } from "./answers.ts";
import { defineBehaviour, type Look } from "./behaviour.ts";
import { evidenceOf } from "./evidence.ts";
import { type BehaviourScene, painOf, questionsLike, surenessOf } from "./scene.ts";

const LONG_ANSWER_WORDS = 40;

const IF_NOTHING_CHANGES =
  /(?:\b(?:what|where|how)\b.{0,60}\bif\b.{0,60}\b(?:nothing|the same|don't|do not|doesn't|does not|didn't|can't|isn't|stays?|stayed|another|continues?|keeps?|waits?|leave|carry|carries|goes on|never)\b|\bif (?:you|we|it|it's|this|that|nothing|things|they)\b.{0,80}\b(?:nothing|the same|don't|doesn't|didn't|can't|isn't|aren't|stays?|stayed|keeps?|kept|continues?|another|still|never|waits?|goes on)\b.{0,80}\b(?:what happens|what then|what would|what does|where does|what's the)\b|\b(?:cost|price|risk) of (?:doing nothing|waiting|not|staying|standing still|inaction|leaving)\b|\bwhat (?:does|would|will) (?:waiting|another (?:year|quarter|month|season)|standing still|doing nothing|it cost (?:to wait|not))\b|\b(?:can|could) you (?:live with|carry on|keep going|go another)\b)/;

/** Asked something of a kind, where the buyer had told of something wrong. */
function asked(scene: BehaviourScene, questions: readonly QuestionMoment[]): Look | null {
  if (painOf(scene).length === 0 && questions.length === 0) return null;
  return {
    met: questions.length > 0,
    value: questions.length,
    evidence: questions.map(evidenceOf),
    confidence: questions.length > 0 ? surenessOf(questions.slice(0, 1), 0) : 0.6 * scene.trust,
  };
}

const TOLD = "the buyer told of something that is wrong or costs them";

/** From what is broken to what it does, to whom, and what if nothing changes. */
export const DIGGING = [
  defineBehaviour({
    id: "ask-what-is-broken",
    competency: "discovery",
    name: "Ask where it breaks",
    definition: "The rep asks at least two questions about what is hard, slow, wrong or missing.",
    eligible: { callTypes: ["discovery"], when: "the rep asked at least five questions" },
    good: {
      at30: "1 on each discovery call",
      at90: "2 on each discovery call",
      at180: "2 or more, each following the buyer's last answer",
      at365: "2 or more, and the reason behind it asked as well",
    },
    unit: "questions",
    look(scene) {
      if (scene.repQuestions.length < 5) return null;
      const problems = scene.repQuestions.filter(({ technique }) => technique === "problem");
      const met = problems.length >= 2;
      return {
        met,
        value: problems.length,
        evidence: problems.map(evidenceOf),
        confidence: met ? surenessOf(problems, 0) * 0.9 : 0.6 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "ask-what-follows",
    competency: "discovery",
    name: "Ask what a problem leads to",
    definition: "The rep asks at least one question about the effects of a problem.",
    eligible: { callTypes: ["discovery", "executive"], when: TOLD },
    good: {
      at30: "1 on 1 of 2 discovery calls",
      at90: "1 on each discovery call",
      at180: "2 on each discovery call, on different effects",
      at365: "The buyer puts a number or a name to an effect on 3 of 4 calls",
    },
    unit: "questions",
    look(scene) {
      const follows = scene.repQuestions.filter(({ technique }) => technique === "implication");
      return asked(scene, follows);
    },
  }),
  defineBehaviour({
    id: "ask-impact-and-wait",
    competency: "discovery",
    name: "Ask what a problem costs, then wait for the second answer",
    definition:
      "The rep asks one question about impact or stakes, alone in its turn, and the buyer answers with at least forty words before the rep takes the floor again.",
    eligible: { callTypes: ["discovery", "executive"], when: TOLD },
    good: {
      at30: "Once on 1 of 3 discovery calls",
      at90: "Once on 1 of 2 discovery calls",
      at180: "Once on each discovery call",
      at365: "Twice on each discovery call",
    },
    unit: "long answers",
    look(scene) {
      const hard = hardQuestions(scene);
      if (painOf(scene).length === 0 && hard.length === 0) return null;
      const waited = hard.filter(
        (question) => !question.stacked && answerAfter(scene, question).words >= LONG_ANSWER_WORDS,
      );
      const met = waited.length > 0;
      const first = waited[0] ?? hard[0];
      const answer = first ? answerAfter(scene, first).spot : null;
      const shown = first ? [evidenceOf(first), ...(answer ? [answer] : [])] : [];
      return {
        met,
        value: waited.length,
        evidence: shown,
        confidence: met ? surenessOf(waited.slice(0, 1), 0) * 0.95 : 0.6 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "reach-personal-stakes",
    competency: "discovery",
    name: "Ask what it means for the person",
    definition:
      "The rep asks at least one question about what the problem means for the buyer's own day, role or standing: level three of the pain funnel.",
    eligible: { callTypes: ["discovery", "executive"], when: TOLD },
    good: {
      at30: "Level 2 on 1 of 2 discovery calls; level 3 is not expected yet",
      at90: "Level 3 on 1 of 4 discovery calls",
      at180: "Level 3 on 1 of 2 discovery calls",
      at365: "Level 3 on 3 of 4 discovery calls",
    },
    unit: "questions",
    look(scene) {
      return asked(
        scene,
        scene.repQuestions.filter(({ painLevel }) => painLevel === 3),
      );
    },
  }),
  defineBehaviour({
    id: "ask-what-if-nothing-changes",
    competency: "discovery",
    name: "Ask what happens if nothing changes",
    definition: "The rep asks what staying as they are costs or leads to.",
    eligible: { callTypes: ["discovery", "executive"], when: TOLD },
    good: {
      at30: "Asked on 1 of 4 discovery calls",
      at90: "Asked on 1 of 2 discovery calls",
      at180: "Asked on 3 of 4 discovery calls",
      at365: "Asked on each, and the answer is in the summary of the call",
    },
    unit: "questions",
    look(scene) {
      return asked(scene, questionsLike(scene, IF_NOTHING_CHANGES));
    },
  }),
] as const;
