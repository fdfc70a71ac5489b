import type { PitchMoment } from "../moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../talk.ts";
import { momentAt, quoteAround, sideTrust } from "./moment-at.ts";

const TRIGGERS = new Set(
  (
    "we we're we've our platform product solution software system tool app dashboard screen module feature " +
    "features customers clients automatically integrates integrate integration integrations connects plugs " +
    "lets allows gives shows sends flags it built show click you'll out-of-the-box"
  ).split(" "),
);

/** Words of presenting: what the product is, does, has, and whom it already serves. */
const PRESENTING =
  /\b(?:(?:what|the way) (?:we|our \w+|it|the (?:product|platform|system|tool)) (?:do(?:es)?|works?|offers?|provides?)\b|(?:we|our (?:\w+ )?(?:platform|product|solution|software|system|tool|app|team|engine)|the (?:platform|product|solution|software|system|tool|app)) (?:\w+ly )?(?:also )?(?:helps?|offers?|provides?|lets?|allows?|gives?|delivers?|automates?|supports?|integrates?|connects?|includes?|handles?|combines?|brings?|built|build|designed|specialise|specialize|serves?|work with|partner with|reads?|matches|flags|sends|shows|pulls|sits|runs|learns|covers|comes|tracks|captures|checks|turns)\b|it(?:'ll| will| can|'s| also| then)? (?:also |then |automatically |just |even )?(?:lets|let you|allows|gives|shows|sends|flags|reads|matches|syncs|pulls|pushes|integrates|connects|plugs|sits|works with|runs|learns|tracks|captures|creates|generates|alerts|updates|checks|handles|comes with|built|designed)\b|(?:let me|i'll|i can|i'd like to|i want to|going to|happy to) (?:quickly |just |now )?(?:show you|walk you through|share my screen|pull up|demo|give you a (?:quick )?(?:tour|overview|demo))|you(?:'ll| will| can| just|'d)? (?:also |then |simply |now )?(?:see here|click|drag|set up rules|get (?:a|an|the) (?:alert|dashboard|report|view|overview)|log in)|(?:on|from|in) (?:this|the) (?:screen|dashboard|tab|view|page|module)|(?:as|what) you(?:'ll| can)? see (?:here|is|on)|automatically|out of the box|single pane|(?:feature|module|dashboard|integration|workflow|api)s?\b(?= (?:is|are|lets?|that|which|for|gives?|shows?))|(?:customers|clients|companies|teams) (?:like|such as|use|using|see|get|have (?:seen|cut|saved))|we(?:'re| are) (?:the|a|an) (?:only|leading|market|platform|software|\w+ (?:platform|company|provider|vendor))|we(?:'ve| have) (?:built|helped|got over|more than|just (?:released|launched))|we (?:founded|started) (?:the company|in)|founded in|(?:thousands|hundreds) of (?:customers|companies|clients|teams))\b/g;

const LEAST_CUES = 3;
/** From the first presenting phrase to the last; two sentences of an answer stay below it. */
const LEAST_WORDS = 60;
const LEAST_SENTENCES = 3;
/** A buyer who says this much has taken the floor; less is a nod or a short question in passing. */
const FLOOR_WORDS = 15;
/** Two of the rep's questions without a word of product: back in discovery. */
const QUESTIONS_THAT_END = 2;
const PLAIN_WORDS_THAT_END = 70;
/** Until the buyer has said this much, a new run is the same pitch going on. */
const WORDS_BETWEEN = 40;

interface Run {
  turn: SpokenTurn;
  sentence: Sentence;
  at: number;
  cues: number;
  sentences: number;
  words: number;
  /** Words up to the end of the last presenting sentence. */
  reach: number;
  plain: number;
  questions: number;
}

/** Counts presenting phrases; a sentence without a mark may hold many, one with marks counts at most two. */
function presenting(sentence: Sentence): { count: number; at: number } {
  if (!sentence.words.some((word) => TRIGGERS.has(word))) return { count: 0, at: 0 };
  let count = 0;
  let at = 0;
  const most = Math.max(2, Math.floor(sentence.words.length / 15));
  for (const match of sentence.lower.matchAll(PRESENTING)) {
    if (count === 0) at = match.index;
    count += 1;
    if (count === most) break;
  }
  return { count, at };
}

/** Finds where each pitch starts: the rep presenting at length, not a short answer that names the product. */
export function detectPitches(talk: Talk): PitchMoment[] {
  const moments: PitchMoment[] = [];
  if (talk.attribution === 0) return moments;
  let run: Run | null = null;
  let buyerWords = Number.POSITIVE_INFINITY;
  const close = () => {
    const enough = talk.punctuated ? LEAST_SENTENCES : 1;
    if (
      run !== null &&
      run.cues >= LEAST_CUES &&
      run.sentences >= enough &&
      run.reach >= LEAST_WORDS
    ) {
      if (buyerWords >= WORDS_BETWEEN) {
        const sure = 0.6 + 0.05 * (run.cues - LEAST_CUES) + (run.reach >= 150 ? 0.1 : 0);
        const confidence = Math.min(0.95, sure) * sideTrust(talk);
        const quote = quoteAround(run.sentence, run.at);
        moments.push({ ...momentAt(run.turn, quote, confidence), kind: "pitch" });
      }
      buyerWords = 0;
    }
    run = null;
  };
  for (const turn of talk.turns) {
    if (turn.backchannel) continue;
    if (turn.side !== "rep") {
      if (turn.words >= FLOOR_WORDS) close();
      if (turn.side === "buyer") buyerWords += turn.words;
      continue;
    }
    for (const sentence of turn.sentences) {
      const { count, at } = presenting(sentence);
      if (sentence.asks && count === 0) {
        if (run !== null) run.questions += 1;
        if (run !== null && run.questions >= QUESTIONS_THAT_END) close();
        continue;
      }
      if (count > 0 && !sentence.asks) {
        run ??= {
          turn,
          sentence,
          at,
          cues: 0,
          sentences: 0,
          words: 0,
          reach: 0,
          plain: 0,
          questions: 0,
        };
        run.cues += count;
        run.sentences += 1;
        run.plain = 0;
        run.questions = 0;
      }
      if (run === null) continue;
      run.words += sentence.words.length;
      if (count > 0) run.reach = run.words;
      if (count === 0) run.plain += sentence.words.length;
      if (run.plain >= PLAIN_WORDS_THAT_END) close();
    }
  }
  close();
  return moments;
}
