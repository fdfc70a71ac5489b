import type { BehaviourId } from "../../coaching/behaviours.ts";

/** A behaviour as it is told about somebody, and what to ask where it does not come. */
export interface ToldBehaviour {
  id: BehaviourId;
  /** Past tense, for "… on 3 of 4 calls". */
  did: string;
  /** For somebody still learning it: what would make it easier. `where` is a call, as people call it. */
  easier(where: string): string;
  /** For somebody who knows how: what is behind the pattern. */
  sharper(where: string): string;
}

const told = (
  id: BehaviourId,
  did: string,
  easier: (where: string) => string,
  sharper: (where: string) => string,
): ToldBehaviour => ({ id, did, easier, sharper });

/** Those worth a manager's time, in the order of what leaving them out usually costs. */
export const TOLD_BEHAVIOURS: readonly ToldBehaviour[] = [
  told(
    "stay-one-question-longer",
    "stayed with what a buyer volunteered",
    (where) => `With ${where}, what would have helped you stay with it for one more question?`,
    (where) => `With ${where}, what were you saving the time for when they opened up?`,
  ),
  told(
    "ask-how-the-decision-goes",
    "asked how a decision step works once it was named",
    (where) => `With ${where}, what would have made it easy to ask how that step goes?`,
    (where) => `With ${where}, what do you take for granted about who decides?`,
  ),
  told(
    "ask-behind-interest",
    "asked what was behind a buyer's interest",
    (where) => `With ${where}, what could you have asked before you answered?`,
    (where) => `With ${where}, what did their interest make you stop asking?`,
  ),
  told(
    "trade-never-give",
    "asked for something in return when giving something",
    (where) => `With ${where}, what would you have liked to get back?`,
    (where) => `With ${where}, what would have happened if you had waited before moving?`,
  ),
  told(
    "compare-before-price",
    "asked what the price was compared with before answering",
    (where) => `With ${where}, what would you have wanted to know before talking about price?`,
    (where) => `With ${where}, which number were they holding yours against?`,
  ),
  told(
    "ask-before-answering",
    "asked about an objection before answering it",
    (where) => `With ${where}, what might have been behind that objection?`,
    (where) => `With ${where}, which objection did you answer before you knew what it was?`,
  ),
  told(
    "day-and-owner",
    "left with a day and an owner for the next step",
    (where) => `With ${where}, what would have made a day easy to ask for?`,
    (where) => `With ${where}, what did leaving the day open save you from?`,
  ),
  told(
    "ask-impact-and-wait",
    "asked what a problem costs and waited",
    (where) => `With ${where}, when could you have asked what it costs them?`,
    (where) => `With ${where}, what do you think it costs them, and who told you?`,
  ),
  told(
    "ask-who-decides",
    "asked who signs and whose money it is",
    (where) => `With ${where}, how would you like to bring up who signs?`,
    (where) => `With ${where}, whose yes are you counting on?`,
  ),
  told(
    "hand-words-back",
    "said the buyer's situation back before presenting",
    (where) => `With ${where}, how would you say their situation back in two sentences?`,
    (where) => `With ${where}, what did they correct when you summed up?`,
  ),
  told(
    "contract-up-front",
    "opened with agenda, time, leave to ask and an easy no",
    (where) => `With ${where}, which part of the opening felt hardest to say?`,
    (where) => `With ${where}, what would an easy no at the start have changed?`,
  ),
  told(
    "ask-what-could-stop-it",
    "asked what could stop it",
    (where) => `With ${where}, what would you be afraid to hear if you asked what could stop it?`,
    (where) => `With ${where}, what do you already suspect could stop it?`,
  ),
  told(
    "follow-the-last-words",
    "built the next question on the buyer's last answer",
    (where) => `With ${where}, which answer would you go back to?`,
    (where) => `With ${where}, which answer did your next question pass by?`,
  ),
  told(
    "ask-what-if-nothing-changes",
    "asked what happens if nothing changes",
    (where) => `With ${where}, how would you ask what happens if they do nothing?`,
    (where) => `With ${where}, why would they do anything at all this year?`,
  ),
];
