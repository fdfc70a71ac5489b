import type { Technique } from "../../moment.ts";
import { EFFECT, PERSONAL, TROUBLE } from "./topics.ts";

const UNRESOLVED =
  /\bwhat happens to\b.{0,80}\bif\b|\bif (?:this|that|it|nothing|things) (?:doesn't get|isn't|don't|doesn't change|changes|stays?|never)\b/;
const FEELING = /\bmakes? you feel\b/;
const FELT =
  /\b(?:(?:you|your) personally|keeps? you up|do you feel about|day to day|day-to-day|affect you\b|mean for you\b|mean to you\b|your (?:job|role|boss|board|own|day|life|standing))\b/;
const TRIED =
  /\b(?:have you tried|did you try|tried to|didn't (?:it|that) work|have you done about|did you do about)\b/;
const DIG =
  /\b(?:tell me more|say more|elaborate|expand on|an example|what do you mean|how so|how long (?:has|have) (?:this|that|it|these|those|you)|more specific|such as|like what|why is that|when did (?:this|that|it) (?:start|begin))\b/;

/** Level in the pain funnel: 1 surface, 2 business impact, 3 personal stakes; `null` when it is not about pain. */
export function painLevelOf(
  said: string,
  clause: readonly string[],
  technique: Technique | null,
): 1 | 2 | 3 | null {
  if (technique === "need-payoff") return null;
  const effect = clause.some((word) => EFFECT.has(word));
  if (clause.some((word) => PERSONAL.has(word)) || FEELING.test(said)) return 3;
  if (FELT.test(said) && (effect || technique === "implication" || technique === "problem"))
    return 3;
  if (UNRESOLVED.test(said)) return 3;
  if (TRIED.test(said) || effect) return 2;
  if (technique === "implication") return 2;
  if (DIG.test(said)) return 1;
  return technique === "problem" || clause.some((word) => TROUBLE.has(word)) ? 1 : null;
}
