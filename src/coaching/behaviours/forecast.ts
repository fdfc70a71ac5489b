import { defineBehaviour } from "./behaviour.ts";
import { evidenceOf } from "./evidence.ts";
import { LEAST_SURE, questionsLike, surenessOf } from "./scene.ts";

const COULD_STOP_IT =
  /\b(?:block(?:er|ers|ing|s)?\b|(?:stop|stops|derail|derails|kill|delay|delays|hold up|holds? (?:it|this|us|you) (?:up|back)|get in the way|gets in the way|prevent|trip (?:us|it|this) up|fall through|slow (?:it|this|us) down)\b|(?:could|might|would|can) go wrong (?:between|before|with this|from here)|what (?:has|have|would have|needs?) to (?:be true|happen|be in place)|what else (?:has|have|needs?|would need) to|what(?:'s| is) (?:between us|left|missing|still open)|what would (?:the reason be|it take)|what do you think the reason)/;

/** What a forecast may be built on: evidence asked for on the call, not a good feeling about it. */
export const FORECAST = [
  defineBehaviour({
    id: "ask-what-could-stop-it",
    competency: "forecast",
    name: "Ask what could stop it, or what has to be true",
    definition:
      "Where the decision, the price or a next step is on the table, the rep asks what has to happen first or what could get in the way.",
    eligible: {
      callTypes: ["demo", "negotiation", "executive", "discovery"],
      when: "a decision, a price or a next meeting was talked about",
    },
    good: {
      at30: "On 1 of 4 calls where a decision is talked about",
      at90: "On 1 of 2",
      at180: "On 3 of 4",
      at365: "On each, and the answer is in the forecast note",
    },
    unit: "questions",
    look(scene) {
      const opened = [
        ...scene.of("qualification").filter(({ slot }) => slot.endsWith("process")),
        ...scene.of("pricing"),
        ...scene.of("next-meeting"),
      ].filter(({ confidence }) => confidence >= LEAST_SURE);
      const asked = questionsLike(scene, COULD_STOP_IT).filter(
        // Before the middle it is about their work, not about the purchase.
        ({ turn }) => scene.positionOf(turn) >= 0.4,
      );
      if (opened.length === 0 && asked.length === 0) return null;
      const met = asked.length > 0;
      return {
        met,
        value: asked.length,
        evidence: (met ? asked : opened.slice(-2)).map(evidenceOf),
        confidence: met ? surenessOf(asked.slice(0, 1), 0) * 0.85 : 0.6 * scene.trust,
      };
    },
  }),
] as const;
