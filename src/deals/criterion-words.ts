import type { Criterion } from "./commitment.ts";

/** What each criterion asks for, as part of a sentence. */
export const ASKED_FOR: Record<Criterion, string> = {
  "identified-pain": "a problem in their own words",
  metrics: "a number they want to move",
  champion: "somebody who argues for it inside",
  "decision-criteria": "their own list of what they judge by",
  "economic-buyer": "a name for who signs",
  "decision-process": "the steps to a decision",
  "paper-process": "the way through legal and purchasing",
  "two-people": "a second person on their side",
  "buyer-act": "something the buyer has undertaken",
  "next-step": "a next step with a day",
  "date-held": "a close date that has held",
};
