import type { Technique } from "../../moment.ts";
import { PERSONAL } from "./topics.ts";

/** What it does to the person: feelings, blame, standing, family, sleep. */
const FELT =
  /\b(?:makes? you feel|(?:did|do|does|would|were) (?:you|that|it|this) (?:\w+ )?(?:feel|felt)|keeps? you up|mean (?:for|to) you|(?:that|it|this) (?:do|did) to you|affect you\b|bad (?:week|day|month|night|time)|(?:are|were|was|you're) (?:you |pretty |really |so )*(?:upset|angry|worried|scared|afraid|tired|ashamed|embarrassed)|upset with|your (?:job|boss|board|own (?:plans|job|time|standing|name)|standing|name|wife|husband|marriage|family|kids|children|weekend|evenings|night)|for you personally|if you found out|(?:leave|leaving) you|what do you do (?:on|then))\b/;
/** Failed cures: the difficulty outlived them. */
const TRIED =
  /\b(?:(?:have|did|had) you (?:ever |already )?(?:tried|try|done (?:anything )?about|do about)|tried to|what have you done|(?:it|that) (?:didn't|not) work)\b/;

/**
 * Level in the pain funnel: 1 the surface, 2 what can be measured or reaches others, 3 what it means to the person.
 * Only questions after a difficulty or its effects have one. `said` is the sentence, lower case.
 */
export function painLevelOf(
  said: string,
  clause: readonly string[],
  technique: Technique | null,
): 1 | 2 | 3 | null {
  if (technique !== "problem" && technique !== "implication") return null;
  if (clause.some((word) => PERSONAL.has(word)) || FELT.test(said)) return 3;
  return technique === "implication" || TRIED.test(said) ? 2 : 1;
}
