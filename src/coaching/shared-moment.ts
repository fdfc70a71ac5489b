import { z } from "zod";
import type { CreditedKind } from "./opportunity.ts";

/** A moment its owner has given to the team: their own words, and what was done, of nobody else's call. */
export const sharedMomentSchema = z.object({
  /** The owner's first and last name; `null` where they would rather not be named. */
  by: z.string().nullable(),
  quote: z.string().min(1),
  /** One sentence on what was done, with nobody's name in it. */
  what: z.string().min(1),
});
export type SharedMoment = z.infer<typeof sharedMomentSchema>;

/** What was done, so that a colleague can do it too. */
export const WHAT_WAS_DONE: Record<CreditedKind, string> = {
  "qualified-out": "Said out loud that it may not be a fit.",
  "asked-brave-question": "Asked the question that is easier left unasked.",
  "stayed-with-disclosure": "Stayed one question longer with what the buyer had volunteered.",
  "asked-for-process": "Asked how the decision is made once a step of it was named.",
  "traded-concession": "Gave nothing away without asking for something back.",
  "clarified-objection": "Asked about the objection before answering it.",
  "asked-impact-and-waited": "Asked what the problem costs, and left the silence alone.",
  "handed-words-back": "Handed the buyer's own words back before going on.",
  "dated-next-step": "Left the call with a day and an owner.",
  "upfront-contract": "Agreed at the start what the time is for, and that a no is fine.",
};

/**
 * Whether words could stand in a channel without their owner's name: nothing in them names a person, a
 * company or a sum that would lead back to the call.
 * @param names of people and companies, whole and first names
 */
export function pointsNowhere(quote: string, names: readonly string[]): boolean {
  if (/\d|[£€$]|\b(?:hundred|thousand|million)\b/i.test(quote)) return false;
  const lower = ` ${quote.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return !names.some((name) => {
    const word = name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    return word.length > 2 && lower.includes(` ${word} `);
  });
}
