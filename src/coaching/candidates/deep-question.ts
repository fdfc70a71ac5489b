import type { Candidate } from "../opportunity.ts";
import { underWay } from "./disclosure.ts";
import { PROCESS_QUESTION } from "./process-cues.ts";
import type { Run, RunQuestion } from "./runs.ts";
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
/** "You can tell me it's none of my business": whoever says so is about to ask what others do not. */
const PREFACED =
  /\b(?:(?:ask|say|put|tell) (?:you )?(?:something|a question|one)?(?: \w+){0,3} ?(?:awkward|blunt|direct|cheeky|personal|hard|rude|difficult|uncomfortable|straight)|none of my business|mind my own|you won't (?:like|hurt)|feel free not to|(?:can|may) i be (?:\w+ )?(?:blunt|direct|honest|straight|frank)|out of (?:line|turn)|hard question|(?:awkward|cheeky|blunt|direct|personal|uncomfortable) (?:one|question)|talk(?:ing)? (?:myself|ourselves) out of|you can say no to)\b/;
/** So many words after such a preface the question has come. */
const PREFACE_WORDS = 45;

/** Asks what brought them here: a good opening, and nothing about what anything leads to. */
const OPENS_THE_CALL =
  /\bwhat (?:made|prompted|brought|got|led) you\b[^?]{0,30}\b(?:touch|call|here|us|reach|look|meeting|contact)/;

/** A silence this long was held on purpose, or at least not filled. */
const HELD_MS = 3500;
const DEEP_WORDS = 35;
const SHORT_WORDS = 12;

function asksDeeply(scene: Scene, run: Run): Candidate[] {
  if (run.side !== "rep" || !underWay(scene, run)) return [];
  const questions = askedIn(scene, run);
  if (questions.length === 0) return [];
  const brave =
    questions.find((question) => BRAVE.test(question.sentence.lower)) ?? prefaced(run, questions);
  const last = brave ?? questions.at(-1);
  const first = runAfter(scene, run);
  const answer = brave && (first?.words ?? 0) < SHORT_WORDS ? fullAnswer(scene, run) : first;
  const long = last && IMPACT.test(last.sentence.lower) ? 60 : 25;
  if (!last || !answer || last.after > 20 || (!brave && last.words.length > long)) return [];
  const deeper = heaviest(answer, usualWords(scene, answer));
  const heldMs =
    run.endMs !== null && first && first.startMs !== null
      ? Math.max(0, first.startMs - run.endMs)
      : 0;
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
    !OPENS_THE_CALL.test(last.sentence.lower) &&
    (moment?.technique === "implication" ||
      (moment?.painLevel ?? 0) >= 2 ||
      IMPACT.test(last.sentence.lower));
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

/** The question behind a preface, even in a transcript without marks. */
function prefaced(run: Run, questions: readonly RunQuestion[]): RunQuestion | undefined {
  const preface = run.lines.find(({ sentence }) => PREFACED.test(sentence.lower.slice(0, 600)));
  if (!preface) return undefined;
  return questions.findLast(
    (question) =>
      question.before >= preface.place &&
      question.before - preface.place <= PREFACE_WORDS &&
      !PREFACED.test(question.quote.toLowerCase()),
  );
}

/** "Ha. Okay. That's fair." and then the answer: the longer of the next two runs of the other side. */
function fullAnswer(scene: Scene, run: Run): Run | null {
  const next = scene.runs
    .slice(run.index + 1, run.index + 5)
    .filter(({ side }) => side !== run.side)
    .slice(0, 2);
  return next.toSorted((a, b) => b.words - a.words)[0] ?? null;
}

const IMPACT =
  /\b(?:what (?:does|would|did|will) (?:that|it|this|all that) (?:come to|look like|add up to|leave|amount to)|what(?:'s| is| was) (?:the|that) (?:knock-on|effect|upshot|damage|difference)|where does (?:that|it|this) (?:leave|put)|what does (?:that|it|this) (?:cost|do|mean)|what did (?:that|it|this) (?:cost|do|mean)|what happens(?: (?:if|when|on|to|after|then)|\?|$)|who (?:feels|felt|notices|pays)|how much (?:does|did|is) (?:that|it)|what (?:would|does) (?:that|it) (?:change|stop)|and (?:then|if) (?:you|it|they|that)?|what's it like|how (?:big|often))\b/;

function ofQuestion(scene: Scene, turn: number, quote: string) {
  return scene.questions.get(turn)?.find((moment) => moment.quote === quote) ?? null;
}

/** The brave question, and an impact question that was given room. */
export function deepQuestionCandidates(scene: Scene): Candidate[] {
  return scene.runs.flatMap((run) => asksDeeply(scene, run));
}
