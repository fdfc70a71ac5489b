/** What somebody writes once a debrief's question is behind them. Pure; never a verdict on it. */

export type Remark =
  /** Asks something of its own. */
  | "question"
  /** Asks the coach why, or for the words. */
  | "why"
  /** Says what they will do. */
  | "intention"
  | "thanks"
  | "disagrees"
  | "self-critical"
  | "unsure"
  | "explains";

const WHY =
  /^(?:(?:but|and|ok(?:ay)?|hm+|so)[, ]+)*(?:why(?: (?:is|was|does|do|would|did) (?:that|this|it|you)\b.{0,40})?|how so|how come|what do you mean|such as|like what|for example|what (?:should|could|would) (?:i|you) (?:have )?(?:say|said|ask|asked|do|done)(?: instead| there| then)?)\s*\??$/;
const ASKS =
  /^(?:(?:but|and|ok(?:ay)?|so|by the way|btw|also|coach)[, ]+)*(?:what|who|whom|whose|when|where|which|why|how|did|do|does|is|are|was|were|has|have|had|can|could|would|should|any|show me|tell me|list|find)\b/;
const TAG = /(?:,? (?:right|ok|okay|no|yes|huh|you know|isn't it|don't you think))\?$/;
const INTENTION =
  /\b(?:i(?:'ll| will| am going to|'m going to|'m gonna|'d| would| plan to| want to| mean to) (?!be honest|say it)\w+|next time\b|from now on|on (?:the|my) next (?:call|one)|let me try|going to try)\b/;
const THANKS =
  /^(?:many )?(?:thanks?|thank you|thx|ta|cheers|ok(?:ay)?|got it|fine|great|cool|nice|will do|noted|understood|makes sense|fair(?: enough| point)?|good (?:point|one)|right|yes|yep|sure|agreed|true)(?:[,.! ]+(?:thanks?|thank you|coach|makes sense|will do|that helps|good point|i see|fair enough))*[.! ]*$/;
const DISAGREES =
  /\b(?:not (?:fair|true|right|what)|wrong|disagree|out of context|didn't say|that's not|i don't think so|nonsense)\b/;
const SELF_CRITICAL =
  /\b(?:should have|should've|could have|could've|my mistake|missed (?:it|that)|didn't (?:notice|hear|catch)|i rushed|my bad|i (?:always|often|tend to|keep))\b/;
const UNSURE =
  /\b(?:don't know|do not know|not sure|no idea|dunno|can't (?:remember|recall)|hard to say|maybe)\b/;

export function remarkOf(text: string): Remark {
  const lower = text.toLowerCase().replaceAll("’", "'").replace(/\s+/g, " ").trim();
  if (WHY.test(lower)) return "why";
  const words = lower.split(" ").length;
  const asked = lower.endsWith("?") && !TAG.test(lower);
  if (
    words >= 3 &&
    (asked ||
      (ASKS.test(lower) && !/[.!]\s+\S/.test(lower) && words <= 20 && !INTENTION.test(lower)))
  )
    return "question";
  if (THANKS.test(lower)) return "thanks";
  if (DISAGREES.test(lower)) return "disagrees";
  if (INTENTION.test(lower)) return "intention";
  if (SELF_CRITICAL.test(lower)) return "self-critical";
  if (UNSURE.test(lower)) return "unsure";
  return "explains";
}

const GIST_WORDS = 14;

/** The first clause of what was written, verbatim, to be handed back; cut with an ellipsis where it is long. */
export function gistOf(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/[“”"]/g, "'").trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  const words = sentence.split(" ");
  const kept = words.length > GIST_WORDS + 3 ? words.slice(0, GIST_WORDS) : words;
  const bare = kept.join(" ").replace(/[,;:.–-]+$/, "");
  return kept.length < words.length ? `${bare}…` : bare;
}
