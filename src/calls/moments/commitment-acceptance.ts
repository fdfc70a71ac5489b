import type { Sentence, SpokenTurn } from "../talk.ts";
import { amountsIn } from "./objection-price.ts";

/** A request the last turns of the other side left open. */
export interface OpenRequest {
  /** The action asked for, verbatim from the asking turn. */
  what: string;
  /** The whole sentence, for its date. */
  sentence: Sentence;
  /** Asked for an amount rather than a yes. */
  howMuch: boolean;
}

const REQUEST =
  /\b(?:(?:would|will|could|can|won't) you (?:please |also |still |just |maybe |then |all )?(?:be (?:willing|able|interested|open|okay|ok|happy) (?:to|in|with) |consider |like to |want to |mind |agree to )?|are you (?:willing|able|ready|open|interested|going) (?:to|in) |are you (?:still )?(?=donating|giving|signing|joining|coming)|do you (?:want|think you (?:could|can|would)) (?:to )?|would (?:that|it) be (?:something you|possible)|can i (?:count on|interest you in) |do i have your |could i ask you to |i(?:'d| would) (?:like|love) you to |is that something you|sounds? good to (?:me|you))/;
/** Asking to be told something is a question, not a request to do something later. */
const INFORMATION =
  /^(?:tell|explain|say|hear|see|know|share (?:a (?:bit|little)|more|what|how|your|with me)|walk|describe|elaborate|give me (?:an? |some )?(?:example|idea|sense|overview|bit|feel|more)|talk|remind|clarify|remember|hear me|imagine|speak|repeat|read|guess|believe|some (?:more )?information|more information|learn|think|have|be\b|get by|do (?:when|if|with)|want|need|like|understand|listen|chat|expect|spend|ask)\b/;
const HOW_MUCH =
  /\b(?:how much|what amount|how many|what (?:would|do) you)\b.{0,40}\b(?:donate|give|contribut\w+|pledge|commit|put (?:down|in)|start with|count on|charity|donation|order|sign up for)\b|\b(?:specify|name) (?:the|an) amount\b/;

/** The open request in a turn of the other side, `null` where it asks for nothing to be done. */
export function requestIn(turn: SpokenTurn): OpenRequest | null {
  for (let index = turn.sentences.length - 1; index >= 0; index -= 1) {
    const sentence = turn.sentences[index];
    if (sentence === undefined || sentence.lower.length > 600) continue;
    if (!sentence.asks && !sentence.words.includes("you") && !sentence.words.includes("specify"))
      continue;
    if (HOW_MUCH.test(sentence.lower)) return { what: sentence.text, sentence, howMuch: true };
    const match = REQUEST.exec(sentence.lower);
    if (match === null) continue;
    const from = match.index + match[0].length;
    if (INFORMATION.test(sentence.lower.slice(from))) continue;
    const what = sentence.text.slice(from).replace(/[?.!,\s]+$/, "");
    if (what !== "") return { what, sentence, howMuch: false };
  }
  return null;
}

const ACCEPTS =
  /^(?:(?:oh|well|um|uh|ok|okay|ah|yes|yeah|yep|sure|right|alright|hmm|i think|i guess|of course)[,. !]*)*(?:yes|yeah|yep|yup|sure(?: thing)?|absolutely|definitely|certainly|of course|gladly|happily|with pleasure|no problem|will do|you bet|for sure|consider it done|count me in|i'm in|i (?:will|would|can|could|am|do)(?: (?:gladly|definitely|happily|certainly|absolutely|do (?:that|it|so)))?|(?:i'd|we'd) (?:be (?:happy|glad) to|love to|like to|be willing)|we can(?: do that)?|i (?:guess|think|suppose) (?:i|we) (?:can|could|will|would)(?: do (?:that|it))?|i agree|agreed|that works|works for me|sounds (?:good|great|fair|like a plan))\b(?! (?:not|n't|you|i(?:'ve| have| did| do(?!nate)| am| was)|we (?:do|have|are|did)|they|it|there|like it|that (?:is|was|would|makes)|love|would be|think(?!ing))\b)/;
const LONGEST_YES = 18;
const REFUSES = /\b(?:not|no|don't|can't|won't|n't|but|maybe later|how|what|why|more about)\b/;

/** Is this turn a yes to the request, or, after "how much", an amount? */
export function accepts(turn: SpokenTurn, request: OpenRequest): Sentence | null {
  const first = turn.sentences[0];
  if (first === undefined || turn.words > 40) return null;
  if (request.howMuch) {
    for (const sentence of turn.sentences)
      if (
        !sentence.asks &&
        (sentence.words.length <= SHORT_ANSWER || MONEY.test(sentence.lower)) &&
        !/\b(?:not (?:going|donat|giv|pay|will)|no\b|nothing|don't|can't)/.test(sentence.lower) &&
        (amountsIn(sentence.lower).some((amount) => amount > 0) ||
          AMOUNT_WORDS.test(sentence.lower))
      )
        return sentence;
    return null;
  }
  if (first.asks || first.words.length > LONGEST_YES || REFUSES.test(first.lower)) return null;
  return ACCEPTS.test(first.lower) ? first : null;
}

/** A bare number counts as an amount in a short answer only. */
const SHORT_ANSWER = 8;
const MONEY = /[$£€%]|\b(?:cents?|dollars?|bucks|percent|half)\b/;

/** Amounts in words, and shares of a whole. */
export const AMOUNT_WORDS =
  /\d ?(?:%|percent\b)|\b(?:half|all of (?:it|my)|(?:one|two|three|four|five|ten|twenty|fifty|hundred) (?:dollars?|cents?|bucks|percent)|a (?:dollar|buck|quarter|few (?:cents|dollars))|everything|my (?:entire|whole|full))\b/;
