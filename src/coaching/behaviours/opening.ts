import { defineBehaviour } from "./behaviour.ts";
import { evidenceOf } from "./evidence.ts";
import { lowered, SMALL_TALK, surenessOf } from "./scene.ts";

/** By words: a question asked later than this no longer opens the call. */
const OPENING_SHARE = 0.25;
const MOST_FACT_QUESTIONS = 3;

/** What the buyer wrote or did before the call; an invitation to tell after it asks for the reason. */
const THEIR_OWN_WORDS =
  /\byou(?:'d| had|'ve| have)? (?:just |already )?(?:wrote|written|filled|mentioned|said|replied|asked|got in touch|downloaded|signed up|reached out|contacted)\b|\b(?:my|your) (?:note|form|message|e-?mail|enquiry|inquiry|request)\b/;
const INVITES = /\b(?:tell (?:me|us)|walk (?:me|us)|talk (?:me|us)|what happened|what was that)\b/;
/** Counts, systems, places, people: the facts of a set-up, unlike what somebody thinks or does about it. */
const SET_UP =
  /\b(?:how (?:many|big|large|often|old|long (?:have|has|did))|(?:what|which) (?:\w+ ){0,2}(?:systems?|software|tools?|erp|crm|platform|vendors?|suppliers?|provider|version|stack|size|volume|setup|set-up|structure)|(?:what|which|who)(?:'s| do| are| does| is) (?:it|you|your team|your|the team) (?:\w+ )?(?:us(?:e|ing)|on|with|running)|are you (?:on|using|still using)|who(?:'s| is| are) (?:in|on|responsible|running|doing)|where (?:are|is|do) (?:you|your|the)|do you (?:use|have)|(?:it's|there's|there are|you've got|you have) (?:\w+ )?(?:two|three|four|five|\d+)\b)/;
const WHY_NOW =
  /\b(?:what(?:'s| is| was| has)? (?:prompted|made you|brought|led you|triggered|got you|has you|sparked|behind|going on|happening|changed|driving|the reason|on your mind)|why (?:now|this|did you|are you|is (?:this|it))|how come you|what (?:are|were) you (?:hoping|looking|trying)|what (?:would|do|did) you (?:want|like|hope|need) (?:to (?:get|come|see|talk|know|fix|change)|from)|(?:what|tell me what)(?:'s| is) (?:going on|happening)|(?:i|we)(?:'d)? (?:mentioned|wrote|noticed|saw|read|guessed)\b.{0,160}\b(?:what|how|tell|true|right))\b/;

/** How the call opens: the contract, the first question, the facts. */
export const OPENING = [
  defineBehaviour({
    id: "contract-up-front",
    competency: "discovery",
    name: "Open with an agenda, the time, leave to ask, and an easy no",
    definition:
      "In the first minutes the rep says what the call is for, how long it takes, asks leave to ask, and says that a no is fine: all four.",
    eligible: { callTypes: ["discovery", "executive"], when: "the call has an opening" },
    good: {
      at30: "2 of the 4 parts on each discovery call",
      at90: "3 of the 4 parts on each discovery call",
      at180: "All 4 parts on 3 of 4 discovery calls",
      at365: "All 4 parts on each discovery call, in the rep's own words",
    },
    unit: "parts of 4",
    look(scene) {
      const parts = scene.of("agenda").filter((moment) => moment.side === "rep");
      const met = parts.length >= 4;
      return {
        met,
        value: parts.length,
        evidence: parts.map(evidenceOf),
        confidence: met ? surenessOf(parts, 0) : 0.8 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "ask-what-prompted-the-call",
    competency: "discovery",
    name: "Ask early what made them take the call",
    definition:
      "In the first quarter of the call the rep asks what prompted it, or what is happening behind the reason they were in touch.",
    eligible: { callTypes: ["discovery"], when: "the call has an opening" },
    good: {
      at30: "Asked on 1 of 2 discovery calls",
      at90: "Asked on 3 of 4 discovery calls",
      at180: "Asked on each discovery call before any other question about the business",
      at365: "Asked on each, and the answer comes back later on the call",
    },
    unit: "questions",
    look(scene) {
      const early = scene.talk.turns.filter(
        (turn) => turn.side === "rep" && scene.positionOf(turn.index) <= OPENING_SHARE,
      );
      const referred = early.find((turn) =>
        turn.sentences.some(({ lower }) => THEIR_OWN_WORDS.test(lower.slice(0, 400))),
      );
      const asked = scene.repQuestions.filter(({ turn, quote }) => {
        if (scene.positionOf(turn) > OPENING_SHARE) return false;
        const lower = lowered(quote);
        return WHY_NOW.test(lower) || (referred && turn >= referred.index && INVITES.test(lower));
      });
      return {
        met: asked.length > 0,
        value: asked.length,
        evidence: asked.map(evidenceOf),
        confidence: asked.length > 0 ? surenessOf(asked, 0) * 0.9 : 0.65 * scene.trust,
      };
    },
  }),
  defineBehaviour({
    id: "few-fact-questions",
    competency: "discovery",
    name: "Keep fact questions to three, none you could have looked up",
    definition:
      "The rep opens at most three subjects with a question about facts of the buyer's set-up, and asks none that public sources answer.",
    eligible: { callTypes: ["discovery"], when: "the rep asked at least five questions" },
    good: {
      at30: "At most 6 on a discovery call",
      at90: "At most 4, none that a website answers",
      at180: "At most 3, none that a website answers",
      at365: "At most 3, each one checking what was read before the call",
    },
    unit: "fact questions",
    look(scene) {
      if (scene.repQuestions.length < 5) return null;
      // Digging where the buyer already is costs no patience; opening another fact does.
      const facts = scene.repQuestions.filter(
        (question) =>
          question.researchable ||
          (question.technique === "situation" &&
            scene.positionOf(question.turn) >= SMALL_TALK &&
            SET_UP.test(lowered(question.quote)) &&
            !question.followUp),
      );
      const lookedUp = facts.filter((question) => question.researchable);
      const met = facts.length <= MOST_FACT_QUESTIONS && lookedUp.length === 0;
      const shown = lookedUp.length > 0 ? lookedUp : facts;
      return {
        met,
        value: facts.length,
        evidence: shown.map(evidenceOf),
        confidence: met ? 0.6 * scene.trust : surenessOf(shown, 0.7) * 0.85,
      };
    },
  }),
] as const;
