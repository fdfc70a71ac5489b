import type { ObjectionMoment } from "../../calls/moment.ts";
import { questionsIn } from "./answers.ts";
import { defineBehaviour } from "./behaviour.ts";
import { askingIn, evidenceOf, spotIn } from "./evidence.ts";
import { type BehaviourScene, lowered, SMALL_TALK, surenessOf } from "./scene.ts";

/** An objection must be surer than other moments: half of a call's hesitations are none. */
const LEAST_SURE = 0.7;
const MOST = 0.5;
const ANY = /./;
/** Turns within which somebody must talk about the price for a budget objection to be about ours. */
const PRICE_NEAR = 6;

/** Asks what a price is held against, where the number comes from, or what it should be. */
export const COMPARISON =
  /\b(?:compar\w+|against (?:what|which|who)|versus|next to (?:what|which)|(?:north|south|short|over|above|higher) (?:of|than) what|than what|what (?:are|were|is|'s) (?:you|it|that|this|they) (?:being )?(?:measur|weigh|compar|hold|held|put|set|up)\w*|what(?:'s| is| are| was| were) (?:it|that|this|you|they|the (?:number|budget|figure))\b.{0,40}\b(?:against|from|based|next to|paying|expecting|expect|hoping|looking at|comparing)|where (?:do|does|did|would|should) (?:it|that|you|the (?:number|price|budget)) (?:need|have|come|sit|land)|what (?:number|figure|budget|amount|price)\b|what (?:would|did|do) you (?:expect|have in mind|need it|see it|pay|budget)|too (?:much|high|expensive|dear) (?:for what|against|compared)|what makes (?:it|that|this) (?:too|so|feel))/;

function objections(scene: BehaviourScene): ObjectionMoment[] {
  return scene
    .of("objection")
    .filter(
      (moment) =>
        moment.side === "buyer" &&
        moment.confidence >= LEAST_SURE &&
        scene.positionOf(moment.turn) >= SMALL_TALK &&
        scene.reactionTo(moment) !== null,
    );
}

/** Budget objections where somebody is talking about the price: "those kits are expensive" is none. */
function priceObjections(scene: BehaviourScene): ObjectionMoment[] {
  return objections(scene).filter(
    ({ category, turn }) =>
      category === "budget" &&
      (scene.callType === "negotiation" ||
        scene
          .of("pricing")
          .some((price) => price.side === "rep" && Math.abs(price.turn - turn) <= PRICE_NEAR)),
  );
}

/** The objection and what the rep said to it, by preference the question. */
function exchange(scene: BehaviourScene, moment: ObjectionMoment) {
  const reply = scene.reactionTo(moment);
  return [evidenceOf(moment), ...(reply ? askingIn(reply.run) : [])];
}

/** Words a rep may say before a question that still counts as asked before answering. */
const BEFORE_ASKING_WORDS = 40;

/** Does the reply ask, before it has answered at length, something the pattern knows? */
function asksFirst(scene: BehaviourScene, moment: ObjectionMoment, pattern: RegExp): boolean {
  const reply = scene.reactionTo(moment);
  if (!reply) return false;
  return questionsIn(scene, reply.run).some(
    ({ before, quote }) => before <= BEFORE_ASKING_WORDS && pattern.test(lowered(quote)),
  );
}

function clarified(scene: BehaviourScene, moment: ObjectionMoment): boolean {
  const question = scene.reactionTo(moment)?.question;
  if (question && question.before <= BEFORE_ASKING_WORDS) return true;
  return moment.aecr.includes("clarify") && asksFirst(scene, moment, ANY);
}

const OBJECTED = "the buyer raised an objection and the rep answered";

/** What the rep does when the buyer pushes back. */
export const OBJECTIONS = [
  defineBehaviour({
    id: "ask-before-answering",
    competency: "objections",
    name: "Ask one question about an objection before answering it",
    definition:
      "To at least half of the buyer's objections the rep's reply asks about the concern within its first forty words.",
    eligible: { callTypes: "any", when: OBJECTED },
    good: {
      at30: "1 in 4 objections",
      at90: "1 in 2 objections",
      at180: "2 in 3 objections",
      at365: "3 in 4 objections, with a pause for the second answer",
    },
    unit: "share of objections",
    look(scene) {
      const raised = objections(scene);
      if (raised.length === 0) return null;
      const asked = raised.filter((moment) => clarified(scene, moment));
      const share = asked.length / raised.length;
      const met = share >= MOST;
      const shown = met ? asked : raised.filter((moment) => !asked.includes(moment));
      return {
        met,
        value: share,
        evidence: shown.flatMap((moment) => exchange(scene, moment)),
        confidence: surenessOf(shown, 0) * 0.9,
      };
    },
  }),
  defineBehaviour({
    id: "take-all-four-steps",
    competency: "objections",
    name: "Acknowledge, empathise, clarify, reframe",
    definition:
      "At least one objection gets all four steps: it is acknowledged, felt with, asked about and put in another light.",
    eligible: { callTypes: "any", when: OBJECTED },
    good: {
      at30: "2 of the 4 steps with one objection a call",
      at90: "3 of the 4 steps with one objection a call",
      at180: "All 4 steps with one objection on 1 of 2 calls",
      at365: "All 4 steps on 3 of 4 calls that have an objection",
    },
    unit: "steps of 4",
    look(scene) {
      const raised = objections(scene);
      const most = raised.toSorted((a, b) => b.aecr.length - a.aecr.length)[0];
      if (!most) return null;
      const reply = spotIn(scene.reactionTo(most)?.turns ?? []);
      return {
        met: most.aecr.length === 4,
        value: most.aecr.length,
        evidence: [evidenceOf(most), ...(reply ? [reply] : [])],
        confidence: most.confidence * 0.85,
      };
    },
  }),
  defineBehaviour({
    id: "compare-before-price",
    competency: "objections",
    name: "Ask what the price is compared with before answering it",
    definition:
      "To at least half of the objections to the price the rep first asks what it is held against or what number was expected.",
    eligible: { callTypes: "any", when: "the buyer objected to the price" },
    good: {
      at30: "1 in 4 price objections",
      at90: "1 in 2 price objections",
      at180: "3 in 4 price objections",
      at365: "Every price objection, before any word on value",
    },
    unit: "share of price objections",
    look(scene) {
      const raised = priceObjections(scene);
      if (raised.length === 0) return null;
      const asked = raised.filter((moment) => asksFirst(scene, moment, COMPARISON));
      const share = asked.length / raised.length;
      const met = share >= MOST;
      const shown = met ? asked : raised.filter((moment) => !asked.includes(moment));
      return {
        met,
        value: share,
        evidence: shown.flatMap((moment) => exchange(scene, moment)),
        confidence: surenessOf(shown, 0) * 0.9,
      };
    },
  }),
] as const;
