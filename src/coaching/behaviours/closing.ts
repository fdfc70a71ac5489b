import type { CommitmentMoment, Moment, NextMeetingMoment } from "../../calls/moment.ts";
import { concessionCandidates } from "../candidates/concession.ts";
import { defineBehaviour } from "./behaviour.ts";
import { evidenceOf, spotIn } from "./evidence.ts";
import { type BehaviourScene, LEAST_SURE, lowered } from "./scene.ts";

/** What is promised in the first half is mostly about the call itself. */
const SECOND_HALF = 0.5;

const DAY =
  /\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight|tomorrow|this (?:afternoon|evening|morning)|end of (?:the )?(?:day|week|month)|(?:january|february|march|april|june|july|august|september|october|november|december)|(?:on )?the \d{1,2}(?:st|nd|rd|th)|\d{1,2}[/.]\d{1,2})\b/;
const WHAT_NO_MEANS =
  /\b(?:what(?:'s| is| would be| would make it| makes it| does| would)? (?:a|your|the) (?:clear )?no\b|what (?:does|would|will) (?:a |the |your )?no (?:look|sound|be)|(?:when|where|at what point) (?:would|do|should|will) (?:you|we) (?:stop|walk|say no|call it|drop)|what would (?:make|lead) you (?:to )?(?:say no|stop|walk|decide against|rule)|what would (?:rule (?:us|it|this) out|kill it)|(?:if|under|below)\b.{0,100}\b(?:we(?:'ll| will| can| both)? (?:stop|leave it|call it|drop|shake hands|part)|you(?:'ll| will| can)? (?:say no|tell me no|walk away)|it's a no\b(?!-)|then (?:it's )?no\b|no hard feelings|(?:is|be) a (?:clean )?no)|and it's a no\b|a no (?:is|would be|looks|means))\b(?!-)/;

type Promise = CommitmentMoment | NextMeetingMoment;

/** Does a promise name a day, resolved or, where the call's own date is unknown, in words? */
function namesDay(moment: Promise): boolean {
  const when = moment.kind === "commitment" ? moment.due : moment.when;
  // "In a couple of weeks or so" resolves to a date too, but nobody can be held to it.
  return DAY.test(lowered(moment.quote)) || (moment.kind === "next-meeting" && when !== null);
}

/** What a deal moves by. "I'll take that", "I'll believe it when I see it" are promises by their grammar only. */
const DELIVERS =
  /^(?:\w+ly )?(?:also |then |just )?(?:be (?:in touch|back)|send|share|forward|e-?mail|write|draft|prepare|put|get|give|bring|ask|check|confirm|speak|talk|call|ring|book|block|set|arrange|schedule|invite|introduce|connect|sign|review|read|look|go (?:through|over|back|away)|come|run|scan|walk|take (?:it|this|that) (?:to|up|back)|find|let (?:you|him|her|them|me) know|meet|show|present|chase|raise|sort|drop|follow|reach|pull|update|make|tell|have|do)\b/;

/** Firm undertakings in the second half, figures of speech left out. */
function firmPromises(scene: BehaviourScene): CommitmentMoment[] {
  return scene
    .of("commitment")
    .filter(
      (moment) =>
        moment.firm &&
        moment.confidence >= LEAST_SURE &&
        scene.positionOf(moment.turn) >= SECOND_HALF &&
        DELIVERS.test(lowered(moment.what)),
    );
}

function bySure(moments: readonly Moment[]): Moment[] {
  return moments.toSorted((a, b) => b.confidence - a.confidence);
}

/** How the call ends, and what is given on the way. */
export const CLOSING = [
  defineBehaviour({
    id: "trade-never-give",
    competency: "closing",
    name: "Ask for something each time you give something",
    definition:
      "Each discount, term or extra the rep gives comes with a condition on the buyer's side within a few turns.",
    eligible: { callTypes: "any", when: "the rep gave something away" },
    good: {
      at30: "Gives nothing without asking the manager first",
      at90: "1 in 2 concessions traded",
      at180: "3 in 4 concessions traded",
      at365: "Every concession traded, with the ask named first",
    },
    unit: "share of concessions",
    look(scene) {
      if (scene.of("pricing").length === 0) return null;
      const given = concessionCandidates(scene);
      if (given.length === 0) return null;
      const traded = given.filter(({ credited }) => credited);
      const met = traded.length === given.length;
      const shown = met ? traded : given.filter(({ credited }) => !credited);
      return {
        met,
        value: traded.length / given.length,
        evidence: shown.map(({ spot }) => spot),
        confidence: shown.reduce((least, { confidence }) => Math.min(least, confidence), 1),
      };
    },
  }),
  defineBehaviour({
    id: "day-and-owner",
    competency: "closing",
    name: "Leave each call with a day and an owner for the next step",
    definition:
      "In the second half of the call a next meeting or a firm commitment is made that names a day; who undertakes it is its owner.",
    eligible: { callTypes: "any", when: "there was a call" },
    good: {
      at30: "On 1 of 2 calls",
      at90: "On 3 of 4 calls",
      at180: "On 9 of 10 calls",
      at365: "On each call, with who else joins and why",
    },
    unit: "dated steps",
    look(scene) {
      const meetings = scene
        .of("next-meeting")
        .filter(
          (moment) =>
            moment.confidence >= LEAST_SURE && scene.positionOf(moment.turn) >= SECOND_HALF,
        );
      const promises: Promise[] = [...meetings, ...firmPromises(scene)];
      const dated = promises.filter(namesDay);
      const met = dated.length > 0;
      const shown = met ? bySure(dated) : promises.toReversed();
      return {
        met,
        value: dated.length,
        evidence: shown.map(evidenceOf),
        confidence: met ? (shown[0]?.confidence ?? 0) * 0.95 : 0.7 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "commit-both-ways",
    competency: "closing",
    name: "Leave with something to do on both sides",
    definition:
      "In the second half of the call the rep and the buyer each undertake at least one thing firmly.",
    eligible: { callTypes: "any", when: "somebody undertook something" },
    good: {
      at30: "On 1 of 3 calls",
      at90: "On 1 of 2 calls",
      at180: "On 3 of 4 calls",
      at365: "On each call the deal moves on after",
    },
    unit: "buyer's commitments",
    look(scene) {
      const promises = firmPromises(scene);
      const ours = promises.filter(({ side }) => side === "rep");
      const theirs = promises.filter(({ side }) => side === "buyer");
      if (promises.length === 0) return null;
      const met = ours.length > 0 && theirs.length > 0;
      const [own, other] = [bySure(ours), bySure(theirs)];
      const shown = [...other.slice(0, 2), ...own.slice(0, 2)];
      const sure = Math.min(own[0]?.confidence ?? 1, other[0]?.confidence ?? 1);
      return {
        met,
        value: theirs.length,
        evidence: shown.map(evidenceOf),
        confidence: met ? sure * 0.9 : 0.65 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "agree-what-a-no-is",
    competency: "closing",
    name: "Agree what a no would look like",
    definition:
      "In the second half of the call the rep asks or says what result would mean that both sides stop.",
    eligible: { callTypes: ["discovery", "demo", "executive"], when: "there was a call" },
    good: {
      at30: "Not expected yet; hears it done by a colleague",
      at90: "On 1 of 4 calls",
      at180: "On 1 of 2 calls",
      at365: "On each call that ends with a trial or a proposal",
    },
    unit: "times said",
    look(scene) {
      const said = scene.talk.turns.filter(
        (turn) =>
          turn.side === "rep" &&
          !turn.backchannel &&
          scene.positionOf(turn.index) >= SECOND_HALF &&
          turn.sentences.some(({ lower }) => WHAT_NO_MEANS.test(lower.slice(0, 400))),
      );
      return {
        met: said.length > 0,
        value: said.length,
        evidence: said.flatMap(
          (turn) => spotIn([turn], ({ lower }) => WHAT_NO_MEANS.test(lower.slice(0, 400))) ?? [],
        ),
        confidence: (said.length > 0 ? 0.8 : 0.65) * scene.trust,
      };
    },
  }),
] as const;
