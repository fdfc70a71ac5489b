import { contentOf, overlap } from "../content-words.ts";
import type { AecrStep, ObjectionCategory, ObjectionHandling } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";

/** So many turns after it the talk has moved on, whatever was said; recorders cut one turn into several. */
const HORIZON = 40;
/** A reply is what comes first; two minutes into a monologue it is something else. */
const REPLY_WORDS = 250;
const RUN_REACH = 6;

const ACKNOWLEDGE =
  /\b(?:fair (?:point|enough|concern|question|pushback)|that's (?:fair|valid|understandable|reasonable|a good point)|totally fair|i (?:totally |completely |certainly |can |do |really )?(?:hear|understand|appreciate|get|respect) (?:you|that|it|where|why|the|your|how|what)|understandable|understood|makes (?:total |complete |perfect |a lot of )?sense|good (?:point|concern|question)|valid (?:point|concern)|you're right|i see (?:what|where|why|your)|thank(?:s| you) for (?:saying|being|sharing|telling|raising|bringing|flagging|the honesty)|glad you (?:said|raised|brought|mentioned)|no pressure|i'd (?:ask|wonder) (?:that|the same))\b|^(?:i understand|i hear you|of course|absolutely|totally|completely)\b/;
const EMPATHIZE =
  /\b(?:if i (?:were|was) (?:you|in your)|in your (?:shoes|position|place|seat)|i(?:'d| would) (?:feel|be|think|worry|want|ask) (?:\w+ ){0,5}(?:same|too|as well)|feel(?:s|ing)? the same|felt the same|been there|must (?:be|have been|feel)|(?:sounds|that's|is) (?:really |so |very )?(?:hard|frustrating|tough|painful|stressful|exhausting|difficult)|frustrating|sorry (?:to hear|about|you|that)|nobody (?:wants|likes)|not alone|you'd been|i can imagine|a lot (?:to|on)|easy to get)\b/;
const CLARIFY =
  /\b(?:help me understand|tell me (?:more|a (?:bit|little) more|about)|say more|walk me through|what (?:specifically|exactly|part|makes|would|concerns|worries|is it|about (?:it|that)|matters|else|do you mean|does|happens|have you|were you|are you (?:comparing|seeing|hoping))|which (?:part|piece|of)|when you say|is (?:it|that|this) (?:\w+ ){0,6}or\b|compared (?:to|with) what|how (?:so|are you|do you|did you|would you (?:compare|measure|know)|will you)|can you (?:share|say|tell|expand|explain)|what's (?:behind|driving|the|making|your)|where (?:does|do|is|would)|why (?:is|do|does|now|not)|who (?:else|would|signs|owns|decides))\b/;
/** Questions that sell or move on rather than ask about the concern. */
const NO_CLARIFY =
  /\b(?:does that (?:help|make sense|sound|work)|make sense|sound (?:good|fair)|would you (?:like|be (?:willing|interested|open)|want)|do you want|can i (?:send|show|offer|get)|how about|what if (?:i|we)|shall we|how much (?:do|would|can) you|what would you (?:like|say) to|are you (?:ready|willing))\b/;
const REFRAME =
  /\b(?:what i'm hearing|so what (?:you|matters)|sounds like (?:the|what|it's)|(?:another|different) way (?:to|of)|the way (?:i|we|other|most|others)|think (?:of|about) (?:it|this|that|what)|put (?:it|that|this) (?:next|against|in|beside|another)|other (?:teams|customers|companies|clients|people|folks|groups) (?:\w+ ){0,6}|(?:cost|price) of (?:not|waiting|doing nothing|staying|delay|the)|cost(?:s|ing)? you|works out (?:to|at)|breaks? down to|(?:less|more) than (?:a|the|one|what) \w+|pays? (?:for )?(?:itself|back)|payback|instead of|rather than|the real (?:question|issue|cost)|(?:it's|is|so it's) (?:really |more |less )?(?:about|not about)|even (?:a few|a small|if)|if (?:that|we|you) (?:\w+ ){0,4}(?:then|would|could|what)|what we(?:'ve| have) (?:seen|found)|every (?:\w+ )(?:counts|helps)|the question (?:is|becomes))\b/;
const EASES =
  /\b(?:(?:that|it|this)(?:'s| is| does| would|'d)? (?:\w+ )?(?:helps?|help|helpful|makes sense|reassuring|better|good to know|fair|works?|sounds (?:good|great|fair|reasonable|better))|good to know|sounds (?:good|fair|reasonable|great|better)|makes (?:more )?sense|that makes sense|fair enough|didn't (?:know|realize|realise|think of)|hadn't (?:thought|realized|considered)|good point|i (?:could|can) (?:live|work) with|okay,? (?:deal|done)|you have a deal|that's a relief|i guess i can|never thought|i like that)\b/;
const ANSWERS: Record<ObjectionCategory, RegExp> = {
  budget:
    /\b(?:price|pricing|cost|costs|discount|cheap\w*|pay|paid|budget|terms|off|value|roi|save|saves|savings|afford|worth|offer|lower|deal|money|amount|cents|penn(?:y|ies)|dollars?)\b|[$£€]|\d+ ?(?:%|percent)/,
  timing:
    /\b(?:time|timing|quick|quickly|fast|weeks?|days?|months?|quarter|now|today|wait|waiting|soon|onboard\w*|later|minutes|deadline|schedule|priority|later)\b/,
  competition:
    /\b(?:they|their|them|competitors?|unlike|better|compared?|comparison|switch\w*|migrat\w*|alternative|difference|different|only ones?)\b/,
  other:
    /\b(?:we (?:have|also|offer|can|do|support|are|use)|our (?:\w+ )?(?:platform|product|customers|team|tool|solution|system|security|company|organi[sz]ation)|it (?:has|does|can|also)|you(?:'ll| can| get| will) |actually|proven|certified|guarantee\w*|trusted|percent)\b|\d+ ?%/,
};

const OPENS_QUESTION =
  /^(?:so |and |but |okay |ok |well |um |uh )*(?:what|why|how|who|which|where|when|is|are|do|does|did|can|could|would|was)\b/;

const asks = (sentence: Sentence, punctuated: boolean) =>
  sentence.asks || (!punctuated && OPENS_QUESTION.test(sentence.lower));

interface Reply {
  steps: Set<AecrStep>;
  answered: boolean;
  words: number;
}

function read(
  reply: Reply,
  turn: SpokenTurn,
  said: Set<string>,
  category: ObjectionCategory,
  punctuated: boolean,
) {
  reply.words += turn.words;
  const related = overlap(contentOf(turn), said) > 0;
  for (const sentence of turn.sentences) {
    const text = sentence.lower.length > 1000 ? sentence.lower.slice(0, 1000) : sentence.lower;
    if (ACKNOWLEDGE.test(text)) reply.steps.add("acknowledge");
    if (EMPATHIZE.test(text)) reply.steps.add("empathize");
    if (asks(sentence, punctuated) || text.startsWith("help me") || text.startsWith("tell me")) {
      if (!NO_CLARIFY.test(text) && (CLARIFY.test(text) || related)) reply.steps.add("clarify");
    } else {
      if (REFRAME.test(text)) reply.steps.add("reframe");
      if (ANSWERS[category].test(text)) reply.answered = true;
    }
  }
  if (related && turn.words >= 5) reply.answered = true;
}

/** What the objection is about: the words of the whole run it stands in. */
function saidAround(talk: Talk, objection: SpokenTurn): Set<string> {
  const said = contentOf(objection);
  for (const step of [-1, 1]) {
    let turn = talk.turns[objection.index + step];
    while (turn !== undefined && (turn.speaker === objection.speaker || turn.backchannel)) {
      if (Math.abs(turn.index - objection.index) > RUN_REACH) break;
      if (turn.speaker === objection.speaker) for (const word of contentOf(turn)) said.add(word);
      turn = talk.turns[turn.index + step];
    }
  }
  return said;
}

/**
 * Reads what the other side did with an objection: the AECR steps taken, and whether it was
 * handled (asked about; or reframed after an acknowledgement; or the buyer eased), deflected
 * (answered with something else before it was understood) or ignored (left behind).
 *
 * The reply is the rep's next run of turns, and the run after the buyer's answer when the first asked.
 */
export function handlingOf(
  talk: Talk,
  objection: SpokenTurn,
  category: ObjectionCategory,
): { handling: ObjectionHandling; aecr: AecrStep[] } {
  const reply: Reply = { steps: new Set(), answered: false, words: 0 };
  const said = saidAround(talk, objection);
  const isBuyer = (turn: SpokenTurn) =>
    objection.side === "buyer" ? turn.side !== "rep" : turn.speaker === objection.speaker;
  let runs = 0;
  let replying = false;
  let from = 0;
  let eased = false;
  const last = Math.min(talk.turns.length - 1, objection.index + HORIZON);
  for (let index = objection.index + 1; index <= last; index += 1) {
    const turn = talk.turns[index];
    if (turn === undefined) break;
    if (isBuyer(turn)) {
      if (replying && !turn.backchannel) replying = false;
      if (runs > 0 && turn.sentences.some((sentence) => EASES.test(sentence.lower.slice(0, 300))))
        eased = true;
      continue;
    }
    if (
      turn.backchannel &&
      reply.words === 0 &&
      !ACKNOWLEDGE.test(turn.text.toLowerCase().slice(0, 80))
    )
      continue;
    if (!replying) {
      if (runs === 2 || (runs === 1 && !reply.steps.has("clarify"))) break;
      replying = true;
      runs += 1;
      from = reply.words;
    }
    if (reply.words - from < REPLY_WORDS) read(reply, turn, said, category, talk.punctuated);
  }
  const { steps } = reply;
  const validated = steps.has("acknowledge") || steps.has("empathize");
  const handled =
    steps.has("clarify") ||
    (steps.has("reframe") && validated) ||
    (eased && (reply.answered || steps.size > 0));
  const aecr = (["acknowledge", "empathize", "clarify", "reframe"] as const).filter((step) =>
    steps.has(step),
  );
  return { handling: handled ? "handled" : reply.answered ? "deflected" : "ignored", aecr };
}
