import { mightNameDate, resolveDate } from "../dates.ts";
import type { NextMeetingMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";

const WISH_WORDS = new Set(
  "circle reconnect touch again catch regroup reconvene pick find get set schedule put".split(" "),
);
/** Longer stretches without a full stop hold too much to say what the date belongs to. */
const LONGEST = 600;
/** So many turns an offered time waits for its answer. */
const ANSWER_WITHIN = 3;
/** A wish is dropped when a day was agreed this soon after it. */
const FIRMED_WITHIN = 12;

const STATED =
  /\b(?:i'll|i will|i can|i've|i just|we'll|i'm going to) (?:\w+ ){0,3}(?:put (?:it|that|this|something|some time|time|us|you|an?|half|thirty|the)(?: \w+){0,3} (?:in|on|down)\b|send (?:\w+ ){0,4}invit\w*|book|schedule|set (?:\w+ ){0,3}up|block|calendar|get (?:\w+ ){0,4}(?:calendar|booked|scheduled)|call you|ring you)\b|\b(?:talk|speak|chat|connect|catch up|meet)(?: (?:to|with|soon|again|you|up|then))* (?:on |next |tomorrow|monday|tuesday|wednesday|thursday|friday)|\bsee you (?:\w+ ){0,2}(?:on|next|tomorrow|monday|tuesday|wednesday|thursday|friday|at)\b|\blet'?s (?:\w+ ){0,2}(?:do|say|plan|aim|meet|talk|speak|book|schedule|go with|make it|shoot|regroup|reconvene|sync|catch up|pick (?:this|it) up|touch base|reconnect|set (?:\w+ ){0,3}up|put (?:\w+ ){1,4}(?:in|on))\b|(?<!\b(?:it|that|which|this|one|how|system|everything|nothing) )\b(?:works|work fine|is good|is fine|is perfect|suits|is great|would work)\b(?! (?:out|like|well|with|on|in (?:our|the|your)))|\b(?:it|that) (?:works|suits|would work) for (?:me|us|everyone)|\b(?:we're|we are) (?:set|on|confirmed|booked|meeting|good) (?:for|on)\b/;
const PROPOSED =
  /\b(?:how about|what about|does .{1,40}\b(?:work|suit)|would .{1,40}\b(?:work|suit|be good|be better)|are you (?:free|available|around)|(?:can|could|shall|should) we (?:\w+ ){0,4}(?:meet|talk|speak|do|book|schedule|say|plan|regroup|set|put|get|find|catch|pick)|is .{1,30}\b(?:good|okay|ok|any good|free|possible)|do you have (?:\w+ ){0,4}(?:time|slot|availability|half an hour|minutes)|work for you|suit you|any chance (?:you|we))\b/;
const WISH =
  /\b(?:let'?s|we should|we can|we could|we'll|i'll|i will|shall we|why don't we|maybe we|happy to|i'd like to|would be good to|be great to) (?:\w+ ){0,3}(?:circle back|reconnect|touch base|(?:talk|speak|meet|connect|chat) again|catch up|regroup|reconvene|pick (?:this|it) (?:back )?up|find (?:a |some |another )?time|get (?:something|time|a time) (?:on|in)|set up (?:a|another|some) (?:\w+ )?(?:call|time|meeting|session|demo)|schedule (?:a|another|the|some) (?:\w+ )?(?:call|time|meeting|follow|session|demo)|put (?:something|some time|time) (?:on|in))\b/;
const LONG_AGO = /\b(?:last time|we met|we spoke|we talked|was|were|used to|had a|went|every)\b/;
/** A delivery, a nickname for a date, somebody else's talk, or a plan taken back in the same breath. */
const NO_MEETING =
  /\b(?:get|send|give|have|bring|email) (?:me|us|you|them|him|her) (?:\w+ ){1,4}by\b|\b(?:get|ask|have|tell|want) (?:him|her|them|\w+) to (?:call|ring|speak|talk|meet|send)\b|\b(?:i've|we've|have|has) not\b|,? or,? (?:no|wait|actually)\b|\bif it(?:'s)? (?:paid|works|goes|done)\b/;
const DAY = "(?:mon|tues|wednes|thurs|fri)day";
/** "Thursday at two?", "The Tuesday of the week after?": a day and nothing else, held out. */
const BARE_OFFER = new RegExp(`\\b${DAY}\\b(?!s)`);
const BARE_WORDS = 10;
const SAYS_MORE =
  /\b(?:is|are|was|were|do|does|did|has|had|send|sends|get|gets|will|won't|can|can't|could|sign|signs|pay|paid|finish|done|not|every|last|write|ask|ready|deliver\w*|ship\w*|due|because|if|who|why|what|how|happen\w*|went|came|by)\b/;
/** "Wednesday at ten.", "Until Tuesday week.": the parting repeats the day. */
const PARTING = new RegExp(
  `^(?:(?:so|okay|ok|right|great|perfect|lovely|thanks|good|and|then|till|until),? )*(?:(?:till|until) (?:next )?${DAY}\\b|(?:next )?${DAY}(?: week)?,? (?:at )?(?:half past |quarter (?:past|to) )?(?:\\d{1,2}(?:[:.]\\d\\d)?|one|two|three|four|eight|nine|ten|eleven|twelve)\\b(?: o'clock| (?:am|pm))?[.!, ]*$)`,
);
const QUOTED = /["“][^"”]*["”]/g;
const ACCEPTS =
  /^(?:(?:oh|um|uh|well|ok|okay|let me (?:see|check)|hmm|yeah|yes|sure|great|and|so|i think|no)[,. !]*)*(?:yes|yeah|yep|yup|sure|perfect|great|okay|ok|good|fine|absolutely|definitely|done|deal|cool|lovely|sounds|that|it|works|let's|see you|i can|i'm free|we can|should be|looks|ten|any ?time|happy|brilliant|agreed|of course|no problem|(?:\w+ ){1,3}works)\b/;
const DECLINES =
  /^no\b(?!.*\b(?:works?|fine|good|perfect|great|okay|problem)\b)|\b(?:can't|cannot|doesn't|don't|won't|not|isn't|busy|booked|unfortunately|rather|instead|how about|what about|could we|conflict|out of (?:the )?office|travell?ing|on (?:holiday|vacation|leave))\b/;

interface Offer {
  turn: SpokenTurn;
  sentence: Sentence;
  when: string | null;
}

function moment(offer: Offer, confidence: number): NextMeetingMoment {
  const { turn, sentence, when } = offer;
  return {
    kind: "next-meeting",
    turn: turn.index,
    atMs: turn.startMs,
    quote: sentence.text,
    speaker: turn.speaker,
    side: turn.side,
    confidence,
    when,
  };
}

const asks = (sentence: Sentence, punctuated: boolean) =>
  sentence.asks || (!punctuated && PROPOSED.test(sentence.lower));

/** "The Tuesday of the week after?" "Tuesday's okay, until eleven." */
function repeatsDay(answer: string, offer: string): boolean {
  const day = BARE_OFFER.exec(offer)?.[0];
  return day !== undefined && answer.includes(day) && !answer.endsWith("?");
}

/** What a sentence does about a next meeting, and when that would be. */
function readSentence(
  turn: SpokenTurn,
  sentence: Sentence,
  talk: Talk,
): { offer: Offer; as: "stated" | "proposed" | "wished" } | null {
  if (sentence.lower.length > LONGEST) return null;
  const dated = mightNameDate(sentence.words);
  const perhaps = sentence.words.some((word) => WISH_WORDS.has(word));
  // Nearly every sentence stops here: the patterns behind are slow.
  if (!(dated || perhaps) || NO_MEETING.test(sentence.lower)) return null;
  const lower = sentence.lower.replace(QUOTED, "");
  const wish = perhaps && WISH.test(lower);
  if (!dated) return wish ? { offer: { turn, sentence, when: null }, as: "wished" } : null;
  const question = asks(sentence, talk.punctuated);
  const bare =
    sentence.words.length <= BARE_WORDS && BARE_OFFER.test(lower) && !SAYS_MORE.test(lower);
  const proposed = question && (PROPOSED.test(lower) || (sentence.asks && bare));
  const stated = !question && (STATED.test(lower) || (bare && PARTING.test(lower)));
  if (!(proposed || stated || wish) || LONG_AGO.test(lower)) return null;
  const when = resolveDate(sentence.text.replace(QUOTED, ""), talk.call.startedAt)?.iso ?? null;
  // Without the call's date a weekday cannot be resolved, but it was still said.
  const named = when !== null || (talk.call.startedAt === null && (stated || proposed));
  if (!named) return wish ? { offer: { turn, sentence, when: null }, as: "wished" } : null;
  return { offer: { turn, sentence, when }, as: proposed ? "proposed" : "stated" };
}

/**
 * Finds the next meeting: a time one side offers and the other takes, a time stated as settled
 * ("I'll put something in for Tuesday"), or a wish without a time (`when: null`).
 *
 * The moment sits on the turn that names the time.
 */
export function detectNextMeeting(talk: Talk): NextMeetingMoment[] {
  const moments: NextMeetingMoment[] = [];
  let open: Offer | null = null;
  for (const turn of talk.turns) {
    if (open !== null && turn.speaker !== open.turn.speaker) {
      const first = turn.sentences[0];
      const lower = first?.lower.slice(0, LONGEST) ?? "";
      if (DECLINES.test(lower)) open = null;
      else if (ACCEPTS.test(lower) || repeatsDay(lower, open.sentence.lower)) {
        moments.push(moment(open, 0.85));
        open = null;
      }
    }
    if (open !== null && turn.index - open.turn.index >= ANSWER_WITHIN) open = null;
    for (const sentence of turn.sentences) {
      const read = readSentence(turn, sentence, talk);
      if (read === null) continue;
      if (read.as === "proposed") open = read.offer;
      else moments.push(moment(read.offer, read.as === "stated" ? 0.8 : 0.65));
    }
  }
  return moments.filter((wished, index) => {
    const later = moments.slice(index + 1, index + 6);
    const near = (other: NextMeetingMoment) => other.turn - wished.turn <= FIRMED_WITHIN;
    if (wished.when === null) return !later.some((other) => other.when !== null && near(other));
    // "Thursday at ten?" … "See you Thursday": one meeting, kept where it was said most exactly.
    const day = wished.when.slice(0, 10);
    const twins = moments.filter(
      (other) =>
        other !== wished &&
        other.when?.startsWith(day) &&
        Math.abs(other.turn - wished.turn) <= FIRMED_WITHIN,
    );
    return !twins.some(
      (other) =>
        (other.when?.length ?? 0) > (wished.when?.length ?? 0) ||
        (other.when?.length === wished.when?.length && moments.indexOf(other) < index),
    );
  });
}
