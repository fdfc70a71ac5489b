import type { BuyerSignal, BuyerSignalMoment } from "../moment.ts";
import type { SpokenTurn, Talk } from "../talk.ts";
import { type Cue, cueReader, surest } from "./cues.ts";
import { disclosureOf, questionBefore } from "./disclosure.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";

type SpokenSignal = Exclude<BuyerSignal, "unplanned-disclosure" | "one-word" | "exactly">;

const CUES: Cue<SpokenSignal>[] = [
  {
    label: "great-question",
    confidence: 0.85,
    triggers: "question asked thought",
    pattern:
      /\b(?:(?:that's|that is|it's|what) (?:actually )?(?:a |an )?(?:really |very |actually {2})*(?:good|great|excellent|interesting|tough|hard|fair|brilliant) question|^(?:good|great|interesting|tough|hard) question|(?:nobody|no one|no-one)(?:'s| has)? (?:ever |actually )?(?:really )?asked (?:me |us )?(?:that|it)|never (?:really |actually )?(?:been asked|thought (?:about|of) (?:it|that|them)))\b/,
  },
  {
    label: "selling-internally",
    confidence: 0.8,
    triggers:
      "show take bring send forward present pitch told mentioned shown explain sell case love like get share",
    pattern:
      /\b(?:i(?:'ll| will|'d| would|'m going to| can| could| want to|'d like to| need to)(?: be able to)? (?:\w+ )?(?:show|take|bring|send|forward|present|pitch|share|sell|get) (?:\w+ ){0,3}(?:to|with|in front of|past|by) (?:my|our|the|him|her|them) ?(?:boss|team|cfo|ceo|coo|cto|board|director|manager|colleagues?|finance|committee|exec\w*|leadership|guys|rest|others|partner|vp|md)?|i(?:'ll| will| can|'d| could| want to|'m going to) show (?:this|that|it) to \w+|i(?:'ve| have)? (?:already |just )?(?:told|mentioned (?:this|it|you) to|shown (?:this|it) to|spoken to) (?:my|our|the) (?:boss|team|cfo|ceo|coo|board|director|manager|colleagues?|finance|committee|leadership|vp|md)|(?:my|our|the) (?:boss|team|cfo|ceo|coo|board|director|manager|colleagues?|finance|committee|planners?|analysts?|reps|engineers|guys)(?:'d| would| will|'ll| is going to|'s going to| are going to) (?:\w+ )?(?:love|like|jump at|bite|want (?:this|that|to see)|be (?:all over|thrilled|delighted|happy))|how (?:do|would|can|should) i (?:explain|sell|present|pitch|position) (?:this|it|that)|make the case (?:to|for|internally))\b/,
  },
  {
    label: "how-would-you-solve",
    confidence: 0.85,
    triggers: "how what can could does is would",
    pattern:
      /\b(?:how (?:would|do|could|can|might) (?:you|your \w+|you guys|this|it|that) (?:\w+ )?(?:solve|fix|help|handle|approach|tackle|address|deal with|do (?:that|this|it)|go about|work for (?:us|me)|stop|get (?:us|around))|how does (?:it|that|this|your \w+) (?:\w+ )?(?:solve|fix|help|handle|deal with|address|work|stop)|what (?:would|does) (?:you|that|it|this|your \w+) (?:\w+ )?(?:look like|suggest|recommend|do (?:about|for|with|here|instead))|what would (?:you|it) (?:do|take)|(?:can|could|would|does) (?:you|your \w+|it|this|that) (?:\w+ )?(?:solve|fix|help (?:us|me|with)|take (?:that|this) (?:away|off))|is (?:that|this) something you (?:can|could|do|guys|help|handle))\b/,
  },
];

const readCues = cueReader(CUES);

/** Said at the start of the answer to someone who handed their situation back. */
const EXACTLY =
  /^(?:(?:yes|yeah|yep|oh|well|ha|hah|right|no|god|wow|mm|i mean),? )*(?:exactly(?! (?:how|what|when|where|why|who|which))|precisely|spot on|bang on|dead on|that's (?:exactly |precisely )?(?:it|right|correct|the (?:problem|point|thing|issue))(?! (?:but|though))\b|that is (?:exactly|precisely)|that's exactly|you(?:'ve| have)? (?:got|nailed|hit) (?:it|the nail)|couldn't have (?:said|put)|one hundred percent|100 ?(?:%|percent)|hit the nail)/;

const FILLERS = new Set(["um", "uh", "er", "erm", "well", "oh", "so", "hmm", "ah"]);
const RUN = 3;

/** More than one word that is no filler. */
function isMoreThanAWord(turn: SpokenTurn): boolean {
  let words = 0;
  for (const sentence of turn.sentences)
    for (const word of sentence.words) {
      if (FILLERS.has(word)) continue;
      words += 1;
      if (words > 1) return true;
    }
  return false;
}

/** Runs of one-word answers to questions; nods during a long explanation are listening, not answering. */
function oneWordRuns(talk: Talk, trust: number): BuyerSignalMoment[] {
  const moments: BuyerSignalMoment[] = [];
  let run: SpokenTurn[] = [];
  let asked: SpokenTurn | null = null;
  const close = () => {
    const first = run[0];
    if (first !== undefined && run.length >= RUN) {
      const confidence = Math.min(0.95, 0.75 + 0.05 * (run.length - RUN)) * trust;
      const sentence = first.sentences[0];
      const quote = sentence === undefined ? first.text.trim() : quoteAround(sentence);
      moments.push({
        ...momentAt(first, quote, confidence),
        kind: "buyer-signal",
        signal: "one-word",
      });
    }
    run = [];
  };
  const question = (turn: SpokenTurn) =>
    turn.words >= 3 && (!talk.punctuated || turn.sentences.at(-1)?.asks === true);
  for (const turn of talk.turns) {
    if (turn.words === 0) continue;
    if (turn.side === "rep") {
      if (!turn.backchannel) asked = question(turn) ? turn : null;
      continue;
    }
    if (turn.side !== "buyer") continue;
    if (isMoreThanAWord(turn)) close();
    else if (asked !== null) run.push(turn);
    asked = null;
  }
  close();
  return moments;
}

/** First names and words of the people on the call: naming each other discloses nobody. */
function namesOnTheCall(talk: Talk): Set<string> {
  return new Set(
    talk.call.participants.flatMap(({ name }) => name.toLowerCase().split(/[^\p{L}]+/u)),
  );
}

/** Finds what the buyer lets show, above all what they volunteer beyond the question. */
export function detectBuyerSignals(talk: Talk): BuyerSignalMoment[] {
  if (talk.attribution === 0) return [];
  const trust = sideTrust(talk);
  const known = namesOnTheCall(talk);
  const moments = oneWordRuns(talk, trust);
  let rep: SpokenTurn | null = null;
  for (const turn of talk.turns) {
    if (turn.side === "rep" && !turn.backchannel) rep = turn;
    if (turn.side !== "buyer") continue;
    const first = turn.sentences[0];
    // "Exactly" is a verdict on a restatement: it needs a statement of some length before it.
    if (first !== undefined && rep !== null && rep.words >= 8 && EXACTLY.test(first.lower)) {
      const confidence = (rep.sentences.at(-1)?.asks === true ? 0.75 : 0.85) * trust;
      const base = momentAt(turn, quoteAround(first), confidence);
      moments.push({ ...base, kind: "buyer-signal", signal: "exactly" });
    }
    if (turn.backchannel) continue;
    const question = questionBefore(rep, talk.punctuated);
    const seen = new Set<BuyerSignal>();
    turn.sentences.forEach((sentence, place) => {
      for (const cue of surest(readCues(sentence))) {
        if (seen.has(cue.label)) continue;
        if (cue.label === "how-would-you-solve" && talk.punctuated && !sentence.asks) continue;
        seen.add(cue.label);
        const base = momentAt(turn, quoteAround(sentence, cue.at), cue.confidence * trust);
        moments.push({ ...base, kind: "buyer-signal", signal: cue.label });
      }
      const told = disclosureOf(sentence, place, question, known);
      if (told === null) return;
      const base = momentAt(turn, quoteAround(sentence, told.at), told.confidence * trust);
      const { disclosed } = told;
      moments.push({ ...base, kind: "buyer-signal", signal: "unplanned-disclosure", disclosed });
    });
  }
  return moments.sort((a, b) => a.turn - b.turn);
}
