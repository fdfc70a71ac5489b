import type { AgendaMoment, ContractPart } from "../moment.ts";
import type { SpokenTurn, Talk } from "../talk.ts";
import { type Cue, cueReader } from "./cues.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";

const CUES: Cue<ContractPart>[] = [
  {
    label: "agenda",
    confidence: 0.9,
    triggers:
      "agenda plan thinking thought idea goal aim like love want propose suggest planned hoping cover use",
    pattern:
      /\b(?:agenda\b(?!-)|(?:the|my|our) (?:plan|goal|aim|idea) (?:for|is|was|today)|(?:what|here's what|this is what) i(?:'d| would|'ve| had| was| am|'m)? (?:like|love|want|thinking|thought|planned|hoping|propose|suggest)\b(?! (?:you|it if you))|(?:was thinking|i thought|i'd suggest|i suggest|i propose|my suggestion is) (?:that )?(?:we|i)(?:'d| would| could| might|'ll)|i(?:'d| would) (?:like|love) to (?:start|begin|use|spend|ask (?:you |some|a (?:few|couple|bit))|understand|hear|learn|cover|get through)|(?:plan|want|hoping|like|planned) to (?:cover|use (?:this|the|our) (?:time|call|half))|things (?:i|we)(?:'d| would)? (?:like|want|hoped?) to cover|best use of (?:our|the|your|this) (?:time|half hour|call))\b/,
  },
  {
    label: "time",
    confidence: 0.9,
    triggers: "minutes mins hour until till stop time clock",
    pattern:
      /\b(?:(?:we|i|you)(?:'ve| have|'ve got| have got| got| said| booked| set| agreed)[^.?!]{0,24} (?:minutes|mins|half hour|hour)|(?:we|i)(?:'ve| have)(?: got)? (?:\w+ )?time (?:today|together|until|till)|(?:our|these|the|this) (?:next )?(?:\d+|\w+(?:[- ]five)?) (?:minutes|mins)|(?:our|the|this) (?:half|full)?[- ]?hour|(?:half an|an|one) hour (?:today|together|is|still)|(?:until|till) (?:the )?(?:half past|quarter|top of|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)|hard stop|(?:how (?:are|is) (?:you|your|we)[^.?!]{0,12}|ok(?:ay)? |good |still )(?:for|on) time|(?:does|is) (?:the|that|this) time (?:still )?(?:work|good|ok|okay|fine)|keep an eye on the clock|(?:\d+|\w+) (?:minutes|mins) (?:still|today|together|okay|ok|good|enough|work))\b/,
  },
  {
    label: "permission",
    confidence: 0.85,
    triggers:
      "ok okay alright fine mind work works sound sounds comfortable free fair happy add permission can may could",
    pattern:
      /\b(?:(?:is|would|be|are) (?:it|that|you|this)(?: be)? (?:ok|okay|alright|all right|fine|happy|comfortable)(?: with you)?(?: (?:if|for|with|to)\b|\?|$)|(?:do|would) you mind (?:if|me)\b|(?:does|would|how does) (?:that|this|it) (?:work|sound|seem)\b|(?:that|this) (?:works?|sounds?|seem) (?:ok|okay|good|fair|fine|reasonable|for you|alright|all right)\b|sounds? (?:ok|okay|fair|reasonable|good) to you\b|feel free to\b|(?:ask me|push back|tell me) (?:anything|if i)|anything (?:you'd|you would|else you'd|you want to|to) (?:like to )?add\b|(?:with|your) permission\b|(?:can|may|could) i (?:ask|be|push|challenge)[^.?!]{0,30}\b(?:direct|blunt|frank|questions|hard|awkward|personal|straight)\b|happy (?:for me )?to (?:ask|go|start|do it)|fair enough\?|(?:are|would) you(?: be)? comfortable (?:with|if)\b)/,
  },
  {
    label: "no-is-fine",
    confidence: 0.9,
    triggers:
      "no fit either any feelings say tell honest honestly straight fine part obligation pressure stop nothing not isn't aren't",
    pattern:
      /(?:\b(?:a |the answer is |answer's |say |tell me |hear(?:ing)? |is )["'“]?no["'”]?(?:,| is| that's| and that| too| as well| it's| would be)[^.?!]{0,30}\b(?:fine|ok|okay|good|perfectly|alright|all right|useful|answer|fair|say so)\b|\b(?:not|isn't|aren't|no|wasn't|don't see) (?:a |the |really |quite )?(?:good |right |great )?(?:fit|match|for you|right for you|the right (?:time|solution|thing))\b[^?!]{0,80}\b(?:fine|ok|okay|say so|tell|straight|honest|honestly|call it|stop|part|feelings|leave it|problem|point you|be the first)\b|\b(?:fine|ok|okay|say so|tell (?:you|me)|call it|straight|honest)\b[^?!]{0,50}\b(?:not|isn't|aren't|no) (?:a |the )?(?:good |right )?(?:fit|match|for you)\b|\b(?:either|any|both|all) (?:way|of those|of these|one of those|outcome|answer|of the three|of them)[^?!]{0,24}\b(?:fine|ok|okay|good|works|fair|alright)\b|\b(?:no hard feelings|part (?:as )?friends|no obligation|comfortable (?:saying|telling me) no|okay to (?:say|tell me) no|(?:say|tell me) no at any)\b|\b(?:rather|prefer) (?:have |hear |get )?(?:a |an )(?:quick |clear |early )?no\b|\bif (?:it's|it is|the answer is) (?:a )?no\b[^.?!]{0,30}\b(?:tell|say|fine|straight|okay)\b|\b(?:isn't|not) for (?:you|us|\w+)\b[^?!]{0,60}\bsay so\b|\b(?:(?:you|i|we|either of us|one of us)(?:'ll| can| could| may| might)? (?:tell|say|find|decide|conclude|agree)\b)(?:[^.?!]{0,40}) that (?:it|this|we)(?:'s| is| are)?(?: not|n't) (?:\w+ ){0,2}(?:for (?:us|you|me)|a fit|the right|right for)\b|\b(?:it|this|we)(?:(?: is| are| may| might)? not| isn't| aren't)\b(?: \w+){0,5},? (?:and )?then (?:i'd|i'll|i|we|you|we'd|we'll|let's) (?:\w+ )?(?:say so|tell you|stop|leave it|part|call it)\b)/,
  },
];

const readCues = cueReader(CUES);

/** Permission is asked for; only these words give it as a statement. */
const GRANTS = /\b(?:feel free|ask me|push back|stop me|your permission|happy (?:for me )?to)\b/;
/** "Does that work?" alone may belong to anything; beside an agenda or a time it seals a contract. */
const PERMISSION_ALONE = 0.6;

/** The contract belongs at the start: this share of the call, or five minutes of it, whichever is more. */
const OPENING_SHARE = 0.15;
const OPENING_MS = 5 * 60_000;
/** Five minutes at an ordinary pace, for transcripts without times. */
const OPENING_WORDS = 750;

/** The turns in which an upfront contract may be made. */
function opening(talk: Talk): SpokenTurn[] {
  const starts = talk.turns.flatMap((turn) => (turn.startMs === null ? [] : [turn.startMs]));
  const first = starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const last = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const untilMs = first + Math.max(OPENING_MS, (last - first) * OPENING_SHARE);
  const total = talk.turns.reduce((sum, turn) => sum + turn.words, 0);
  const untilWords = Math.max(OPENING_WORDS, total * OPENING_SHARE);
  let words = 0;
  return talk.turns.filter((turn) => {
    const before = words;
    words += turn.words;
    return turn.startMs === null ? before < untilWords : turn.startMs <= untilMs;
  });
}

/** Finds the four parts of the upfront contract, each once, in the opening and on the rep's side. */
export function detectAgenda(talk: Talk): AgendaMoment[] {
  const known = talk.attribution > 0;
  const trust = known ? sideTrust(talk) : 0.5;
  const found = new Map<ContractPart, AgendaMoment>();
  for (const turn of opening(talk)) {
    if (turn.backchannel || (known && turn.side !== "rep")) continue;
    for (const sentence of turn.sentences) {
      for (const cue of readCues(sentence)) {
        if (found.has(cue.label)) continue;
        const stated = talk.punctuated && !sentence.asks;
        if (cue.label === "permission" && stated && !GRANTS.test(sentence.lower)) continue;
        const base = momentAt(turn, quoteAround(sentence, cue.at), cue.confidence * trust);
        found.set(cue.label, { ...base, kind: "agenda", part: cue.label });
      }
    }
  }
  const permission = found.get("permission");
  if (permission !== undefined && !found.has("agenda") && !found.has("time")) {
    permission.confidence = Math.round(permission.confidence * PERMISSION_ALONE * 100) / 100;
  }
  return [...found.values()].sort((a, b) => a.turn - b.turn);
}
