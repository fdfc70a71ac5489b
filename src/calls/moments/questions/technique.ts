import type { Technique } from "../../moment.ts";
import { BENEFIT, EFFECT, LOGISTICS, STATE, TROUBLE } from "./topics.ts";

/** Patterns are tried on the asking clause and what leads up to it, lower case, words parted by single spaces. */
const CONDITIONAL_CURE =
  /\b(?:if (?:you|we|they|your team) could|if (?:you|we|they) (?:had|didn't have to|no longer)|if (?:that|this|it|those) (?:went away|were|was|wasn't|weren't|worked|all went)|was no longer|were no longer|magic wand|in an ideal world|what would (?:it|that|this) (?:mean|do|give|unlock|allow|let|free|change|enable|look like)|(?:how|what) would (?:it|that|this) (?:change|help|improve)|would (?:it|that|this) help|would (?:it|that|this) be (?:useful|valuable|helpful|worth)|how (?:valuable|useful|helpful|important)|what would (?:success|good|great|solved|ideal)|(?:success|good|great|solved|ideal) look like|why is it important|what becomes possible|what would change|what would be (?:different|better|easier|possible))\b/;
const STAYS =
  /\b(?:if (?:that|this|it|nothing|things|you|we) (?:continues?|changes?|keeps?|stays?|don't|doesn't|do nothing|isn't|aren't|goes|go on|persists?|gets worse)|happens? if you (?:do nothing|don't)|what happens to|what (?:does|do|did|will|would|has) (?:that|this|it|those|these) (?:mean|do|cost)|(?:leads?|led) to|results? in|who else|knock on|how (?:much|many) .{0,40}\b(?:lose|losing|lost|waste|wasting|spend|spending)|at stake|so what|slow(?:s|ing)? (?:you|things|the team) down|hold(?:s|ing)? (?:you|the team) back|what would have happened|if (?:he|she|it|they|you|we|that) hadn't|(?:it|that|this) (?:causes|causing)|linked|connected to|what (?:is|was) (?:it|that|this) worth|who (?:has|had|have) to|who (?:pays|suffers|picks up))\b/;
const TROUBLED =
  /\b(?:what happens when|breaks? down|fall(?:s|ing)? (?:short|through|apart)|get(?:s|ting)? in the way|keeps? you up|not working|isn't working|doesn't work|could be better|don't you like|do you not like|like least|wish (?:you|it|they|was)|would you change|happy with|satisfied with|go(?:es|ing)? wrong|why now|root cause|what's stopping|what is stopping|tried to fix|have you tried|did you try|run into|running into|biggest)\b/;
const PERMISSION =
  /\b(?:does that (?:work|sound|make sense|help)|do you have (?:time|a minute|a moment|a few|any questions)|(?:can|could|may|might) i (?:ask|share|show|send|jump|add|just|get|have)|(?:is|would) (?:it|that) (?:be )?(?:okay|ok|alright|all right|fine)|would you (?:like me|mind if)|do you mind if|shall (?:we|i)|should (?:we|i)|how are you|how's it going|how is it going|how have you been|can you (?:hear|see)|anything else|any questions|make sense|you mind|is now)\b/;
const PROBE =
  /\b(?:tell me more|say more|elaborate|expand on|an example|for example|what do you mean|how so|such as|like what|how long (?:has|have) (?:this|that|it|these|those)|in what way|why is that|what else|go on)\b/;

const SECOND_PERSON =
  /\b(?:you|your|yours|you're|you've|you'd|you'll|yourselves|y'all|the team|the company|folks)\b/;

function has(list: ReadonlySet<string>, all: readonly string[]): boolean {
  return all.some((word) => list.has(word));
}

/** Asks for a deed, a wish or a yes rather than for a fact: "could you send", "do you want", "shall we". */
const DEED =
  /\b(?:(?:can|could|shall|should|may|will|might) (?:i|we|you|it|he|she|they|that)|(?<!how )would you (?!say|describe)|would (?:i|we|that|it)|do you (?:want|wanna|mind|agree|feel|think you'll)|want to|going to|gonna|willing|interested in|open to|how about|what if|let's|next (?:week|month|step|steps|time)|this week|your (?:day|week)|sense|clear|sound|mean by|see that|questions?|thank)\b/;
/** An invitation, a question word or an auxiliary in front of someone or something of the buyer's world; or a statement about them. */
const FACT =
  /^(?:(?:tell|walk|talk|take) (?:me|us)\b|help me understand\b|(?:how (?:many|much|long|often|big)|who|whose|which|where|when|what|how)\b|(?:who|what|where|when|how)'s |(?:do|does|did|don't|doesn't|are|were|have|has|aren't) (?:you|your|they|the|these|those|he|she)\b|(?:is|are|was|were|isn't) (?:there|your|the|these|those)\b|(?!(?:is|are|was|were|do|does|did|has|have) ).*\b(?:you|your|you're|you've|it's|they|they're)\b)/;
/** Fewer words are an echo or a prompt. */
const FEWEST_WORDS = 4;
const SHORT_WORDS = 8;
const POINTING = /\b(?:it|that|this|those|these|one|ones|they|them|then)\b/;

/** Whether a question asks how things are in the buyer's world: what is left once wishes, deeds and courtesies are out. */
function asksForFact(asked: string, clause: readonly string[]): boolean {
  return clause.length >= FEWEST_WORDS && !DEED.test(asked) && FACT.test(asked);
}

/**
 * SPIN type of a seller's question, `null` for small talk, permission and logistics.
 * `answer` are the words it follows: a bare "tell me more" digs where the buyer was.
 */
export function techniqueOf(
  said: string,
  clause: readonly string[],
  answer: readonly string[],
): Technique | null {
  const asked = clause.join(" ");
  const permission = PERMISSION.test(asked);
  const effect = has(EFFECT, clause);
  if (
    !permission &&
    !clause.slice(0, 4).some((word) => word.startsWith("wonder")) &&
    CONDITIONAL_CURE.test(said)
  )
    return "need-payoff";
  if (!permission && (effect || STAYS.test(said))) return "implication";
  if (PROBE.test(asked) && clause.length <= 14) {
    if (has(TROUBLE, clause) || has(TROUBLE, answer)) return "problem";
    return answer.length > 0 ? "situation" : null;
  }
  if (permission || (has(LOGISTICS, clause) && !has(STATE, clause) && !has(TROUBLE, clause)))
    return null;
  if (has(TROUBLE, clause) || TROUBLED.test(said)) return "problem";
  if (has(BENEFIT, clause) && /\b(?:would|could)\b/.test(asked)) return "need-payoff";
  if (!asksForFact(asked, clause)) {
    const state = has(STATE, clause) && (SECOND_PERSON.test(asked) || clause.length > 4);
    return state ? "situation" : null;
  }
  // "How often is that?" behind a complaint asks about the complaint.
  const pointing = clause.length <= SHORT_WORDS && POINTING.test(asked);
  return pointing && has(TROUBLE, answer) ? "problem" : "situation";
}
