import type { Candidate } from "../opportunity.ts";
import { underWay } from "./disclosure.ts";
import { PROCESS_QUESTION } from "./process-cues.ts";
import type { Run } from "./runs.ts";
import {
  askedIn,
  hooksAt,
  runAfter,
  type Scene,
  spotOf,
  spotOfLine,
  tellingLine,
  usualWords,
} from "./scene.ts";
import { heaviest } from "./stakes.ts";

/** Asks for the answer that a seller fears. */
const BRAVE =
  /\b(?:what (?:would|could|might|will) (?:make|stop|get|cause) (?:you|this|it|us)\b[^?]{0,20}(?:say(?:ing)? no|stop|walk|not|from|kill)|what would (?:make you say no|stop (?:you|this)|kill (?:this|it))|why (?:wouldn't|would) you (?:not|bother|change|do anything|do this at all)|why not (?:just )?(?:stay|leave it|keep|do nothing|wait)|what (?:am i|are we|have i|have we) (?:missing|got(?:ten)? wrong|not (?:asked|understood))|what (?:don't you like(?: about (?:it|this|us|that))?(?=\?|$)|worries you (?:most )?about (?:us|this|me))|who (?:would|will) (?:not like|hate|be against|fight) (?:this|it)|should (?:we|i) (?:stop|leave it|be talking)|is (?:this|it) (?:really|actually|even) worth|what (?:are you|aren't you|haven't you) (?:not )?(?:telling|saying|told|said)|what(?:'s| is) (?:the best|your best|a good) reason not to|what(?:'s| is) (?:stopping|wrong with|holding)|where (?:are|do you think) we(?:'re| are)? (?:weak|too)|what would make this fail|who loses if|what if you (?:did|do) nothing|where would this (?:fail|fall over|go wrong)|what would have to go wrong)\b/;
/** A silence this long was held on purpose, or at least not filled. */
const HELD_MS = 3500;
const DEEP_WORDS = 35;

function asksDeeply(scene: Scene, run: Run): Candidate[] {
  if (run.side !== "rep" || !underWay(scene, run)) return [];
  const questions = askedIn(scene, run);
  const brave = questions.find((question) => BRAVE.test(question.sentence.lower));
  const last = brave ?? questions.at(-1);
  const answer = runAfter(scene, run);
  if (!last || !answer || last.after > 20 || last.words.length > 25) return [];
  const deeper = heaviest(answer, usualWords(scene, answer));
  const heldMs =
    run.endMs !== null && answer.startMs !== null ? Math.max(0, answer.startMs - run.endMs) : 0;
  const held = heldMs >= HELD_MS;
  const shared = {
    credited: true as const,
    spot: spotOf(last.turn, last.quote),
    response: deeper ? spotOfLine(deeper.line) : tellingLine(scene, answer),
    returned: null,
    lead: leadOf(scene, run),
    hooks: deeper ? hooksAt(scene, answer, deeper.line) : {},
    source: null,
  };
  const room = Math.min(0.1, answer.words / 500) + (held ? 0.1 : 0);
  const silence = held ? `, ${Math.round(heldMs / 1000)} seconds of silence` : "";
  if (brave && answer.words >= 10) {
    const confidence = (0.75 + room) * scene.trust;
    return [
      {
        ...shared,
        kind: "asked-brave-question",
        flavour: held ? "held" : null,
        confidence,
        because: `asked for the answer a seller fears${silence}`,
      },
    ];
  }
  const moment = ofQuestion(scene, last.turn.index, last.quote);
  const impact =
    moment?.technique === "implication" ||
    (moment?.painLevel ?? 0) >= 2 ||
    IMPACT.test(last.sentence.lower);
  const short = last.words.length <= 12;
  if (PROCESS_QUESTION.test(last.sentence.lower) || questions.length > 2) return [];
  if (!(impact || (short && held)) || answer.words < DEEP_WORDS || !deeper) return [];
  return [
    {
      ...shared,
      kind: "asked-impact-and-waited",
      flavour: held ? "held" : deeper.flavour === "fear" ? "personal" : "business",
      confidence: (0.42 + deeper.firm * 0.25 + room + (impact ? 0.06 : 0)) * scene.trust,
      because: `one question about impact, ${answer.words} words of answer${silence}`,
    },
  ];
}

/** The last words of the other side before a run. */
function leadOf(scene: Scene, run: Run) {
  const before = scene.runs[run.index - 1];
  const line =
    before?.side === "buyer"
      ? before.lines.findLast(({ sentence }) => sentence.words.length >= 4)
      : null;
  return line ? spotOfLine(line) : null;
}

const IMPACT =
  /\b(?:what does (?:that|it|this) (?:cost|do|mean)|what did (?:that|it|this) (?:cost|do|mean)|what happens(?: (?:if|when|on|to|after|then)|\?|$)|who (?:feels|felt|notices|pays)|how much (?:does|did|is) (?:that|it)|what (?:would|does) (?:that|it) (?:change|stop)|and (?:then|if) (?:you|it|they|that)?|what's it like|how (?:big|often))\b/;

function ofQuestion(scene: Scene, turn: number, quote: string) {
  return scene.questions.get(turn)?.find((moment) => moment.quote === quote) ?? null;
}

/** The brave question, and an impact question that was given room. */
export function deepQuestionCandidates(scene: Scene): Candidate[] {
  return scene.runs.flatMap((run) => asksDeeply(scene, run));
}
