import type { Cue } from "./asking.ts";
import { words } from "./words.ts";

/** Asks after the other's world, however it is wrapped: "can I ask who…", "would you mind telling me how…". */
const WRAPPED =
  /^(?:(?:can|could|may|might) i (?:just |also )?ask(?: you)?|(?:can|could|would|will) you (?:just |maybe |please |also )?(?:tell|talk|walk|take|describe|explain|share|give|say|help|elaborate|expand)|(?:would|do) you mind (?:telling|sharing|describing|explaining|walking))\b/;
/** Offers, leave to go on and requests for a deed: "shall I show", "could you send", "would you be open to". */
const DEED =
  /\b(?:(?:can|could|may|might|shall|should|will) (?:i|we)|let(?:'s| me)|(?:can|could|would|will) you (?!say|think|describe|change|put it|lose|need|notice|have (?:found|noticed|known))|would you(?:'d| be)? (?:like|prefer|mind|open|willing|interested|happy|comfortable|consider)|(?:do|did) you (?:want|wanna|mind|feel like (?:we|i))|are you (?:ok|okay|happy|open|willing|interested|ready|free|available|good|able to (?:send|come|join))|(?:what|how) (?:if|about) (?:we|i)\b|why don't (?:we|i|you)\b|would (?:it|that|this) (?:help|be (?:ok|okay|fine|useful|helpful)) (?:if|that|to|for)|willing to|open to|want (?:me|us) to|like (?:me|us) to|anything else (?:you|that you|that you'd|you'd) (?:want|wanted|need|like)|would be (?:useful|helpful|good) (?:to see|as far as|for (?:me|us))|be disappointed|(?:anything|what) (?:else )?(?:i|we) (?:can|could|should))\b/;
/** Whether one's own words arrived, and how they are taken. */
const CHECK =
  /\b(?:(?:does|did|do|would|how does|how would|how did) (?:that|this|it|these|those|any of that|what i) (?:all |kind of |sort of )?(?:make|sound|work|help|land|look|fit|seem|feel|answer|resonate|sit|pretty much|suit|be okay|square)|(?:is|was) (?:that|this|it) (?:(?:all|kind of|about|pretty much|still|really) )?(?:right|correct|fair|true|okay|ok|alright|fine|clear|what (?:it feels|you mean|you meant)|still (?:true|good)|good with)|did i (?:get|understand|hear|miss|read)|am i (?:right|hearing|wrong|missing|understanding)|(?:you|we) (?:see|with me|follow|following)$|makes? sense|any (?:other )?questions|questions (?:so far|for me|on that|about that)|what do you think$|do you (?:agree|follow|see what i mean)|you know what i mean|see where)\b/;
/** Arranging the talk and what comes after it. */
const ARRANGING =
  /\b(?:hear me|see (?:my|the|me|a|it|that)(?: \w+)?$|my screen|shar(?:e|ing) (?:my |the |your )?screen|how (?:are|were|have) you(?: \w+)?(?: doing| been| keeping)?$|how (?:is|are|was|'s) (?:your |the |everything|things|life|it going)|how's (?:it|your|the|everything|things|life)|next (?:steps?|week|call|meeting|session|visit|time)|this (?:week|afternoon)|tomorrow|calendar|diary|diaries|invite|reschedule|what (?:day|time)|(?:what|which) (?:dates?|days?|times?|slots?) (?:suit|work|would|do|are you)|when (?:can|could|shall|should) (?:you|we|i)|when would (?:you like|suit|work|we)|when's good|what's (?:a )?good|monday|tuesday|wednesday|thursday|friday|saturday|hard stop|how long (?:do|have) (?:we|you) (?:have|got)|time do (?:we|you) have|waiting for (?:any|some)|(?:be|get) (?:you|him|her|them) (?:on|in) (?:the|that) (?:call|room|meeting)|in (?:that|the) room|join (?:us|the)|send (?:it|them|that|those|you|us|me|him|her|over)|by email|recording|mute|(?:going to|gonna|like to|want to|wanna) (?:start|begin|cover|see|talk about|focus)|cover today|get that going|getting that going|working out a plan)\b/;
/** "What happens on the Monday": a day in their life, not in the diary. */
const CONSEQUENCE = /\bwhat (?:happens|happened|do (?:you|they|people) do|would (?:you|they) do)\b/;
const WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday");

/** A judgement of what is said or shown here, not of the other's world: "what did you think of the demo". */
const REACTION =
  /\b(?:what (?:do|did|would) you (?:think|make) (?:of|about) (?:that|this|it|the (?:demo|idea|proposal|pilot|plan|numbers?|price|one you)|a plan|what)|thoughts on (?:that|this|it)|how (?:do|did) you (?:like|feel about) (?:that|this|it)$|first impression)\b/;

/** Bargaining, and what is still wanted from oneself. */
const TRADING =
  /\b(?:if (?:i|we) (?:could|can|gave|give|did|do|took|take|drop|dropped|came|come|hold|held|get|got|put|threw|throw|said|say|made|make|went|go)\b|would you (?:sign|agree|commit|go ahead|go for|take|accept|do two|do three|buy)|is that a deal|do we have a deal|are we agreed|what would you need (?:from|to sign|to say yes)|what (?:do|would) you need from (?:me|us)|what number would|who (?:should|do|shall) (?:i|we)|who else should|what should (?:i|we)|what else (?:can|should|could|do) (?:i|we)|have you (?:had a chance|seen (?:my|our|the)|got (?:my|the|it|them))|did you (?:get|see|read|receive) (?:my|our|the)\b|do you have (?:a|any) (?:question|questions|pen|minute|moment|second)|next steps?)\b/;

/** Whether a question wraps a real one in leave to ask it: what counts is the question inside. */
export const isWrapped = (asked: string): boolean => WRAPPED.test(asked);

/** A tag is a question only behind something said about the other's world. */
const THEIRS = /\b(?:you|your|you've|you're|you'd|they|their|there's)\b/;
const CONTENT_WORDS = 6;

/** Whether a question arranges the talk, asks for a deed or checks on one's own words, rather than exploring. */
export function isArranging(asked: string, clause: readonly string[], cue: Cue): boolean {
  if (cue === "tag") return clause.length < CONTENT_WORDS || !THEIRS.test(asked);
  if (isWrapped(asked)) return false;
  if (CONSEQUENCE.test(asked)) return false;
  if (clause.length <= 8 && clause.some((word) => WEEKDAYS.has(word))) return true;
  return (
    DEED.test(asked) ||
    CHECK.test(asked) ||
    ARRANGING.test(asked) ||
    REACTION.test(asked) ||
    TRADING.test(asked)
  );
}
