import type { QuestionMoment } from "../../calls/moment.ts";
import { questionsOf, type Run, type RunQuestion } from "../candidates/runs.ts";
import { subjectOf } from "../candidates/scene.ts";
import type { Spot } from "../opportunity.ts";
import { staysWith } from "../reaction.ts";
import { spotIn } from "./evidence.ts";
import type { BehaviourScene } from "./scene.ts";

/** What the buyer's side said right after a question, until the rep took the floor again. */
interface Answer {
  words: number;
  spot: Spot | null;
}

/** Reads the answer to a question; several buyers in a row answer together. */
export function answerAfter(scene: BehaviourScene, question: QuestionMoment): Answer {
  const asking = scene.runOf(question.turn);
  const answer: Answer = { words: 0, spot: null };
  if (!asking) return answer;
  for (const run of scene.runs.slice(asking.index + 1)) {
    if (run.side === "rep") break;
    if (run.side !== "buyer") continue;
    answer.words += run.words;
    answer.spot ??= spotIn(run.turns);
  }
  return answer;
}

/** Questions about impact or stakes: the ones that are uncomfortable to ask. */
export function hardQuestions(scene: BehaviourScene): QuestionMoment[] {
  return scene.repQuestions.filter(
    ({ technique, painLevel }) => technique === "implication" || (painLevel ?? 0) >= 2,
  );
}

/** Words the rep went on saying after a question before anyone answered. */
export function wordsOnTop(scene: BehaviourScene, question: QuestionMoment): number {
  const run = scene.runOf(question.turn);
  const turn = scene.talk.turns[question.turn];
  if (!run || !turn) return 0;
  const end = turn.text.lastIndexOf(question.quote) + question.quote.length;
  const rest = turn.text.slice(end).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const later = run.turns.filter(({ index }) => index > turn.index);
  return later.reduce((sum, { words }) => sum + words, rest);
}

/** The questions of a run, in order, each with how much was said before it. */
export function questionsIn(scene: BehaviourScene, run: Run): RunQuestion[] {
  return questionsOf(run, scene.questions);
}

/** Does a question go on with what the buyer said last, or open something else? */
export function picksUp(scene: BehaviourScene, question: QuestionMoment): boolean {
  if (question.followUp) return true;
  const run = scene.runOf(question.turn);
  const before = run ? scene.runs[run.index - 1] : undefined;
  const last = before?.lines.at(-1);
  if (!run || before?.side !== "buyer" || !last) return false;
  const asked = questionsIn(scene, run).find(({ moment }) => moment === question);
  return asked !== undefined && staysWith(asked, subjectOf(scene, before, last));
}
