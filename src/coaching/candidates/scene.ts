import { contentWords } from "../../calls/content-words.ts";
import type { Moment, MomentKind, QuestionMoment } from "../../calls/moment.ts";
import type { Sentence, SpokenTurn, Talk } from "../../calls/talk.ts";
import type { Hooks, Spot } from "../opportunity.ts";
import { type Reaction, reactionIn, type Subject } from "../reaction.ts";
import { namedIn } from "./named.ts";
import { type Line, questionsOf, type Run, type RunQuestion, runsOf } from "./runs.ts";

/** A call with its moments at hand, as the candidate finders read it. */
export interface Scene {
  talk: Talk;
  moments: readonly Moment[];
  byTurn: ReadonlyMap<number, readonly Moment[]>;
  questionTurns: ReadonlySet<number>;
  runs: readonly Run[];
  questions: ReadonlyMap<number, readonly QuestionMoment[]>;
  /** The questions of the runs looked at so far. */
  asked: Map<Run, RunQuestion[]>;
  /** Content words of each run, and in how many runs each of them is said. */
  content: readonly ReadonlySet<string>[];
  said: ReadonlyMap<string, number>;
  /** What each person says at a time, in words: the median of their runs that are more than a nod. */
  usual: ReadonlyMap<string, number>;
  /** How far the sides can be trusted, as a factor. */
  trust: number;
  /** What a telling without a telling phrase loses in a long call: the more is said, the more looks like one. */
  crowd: number;
}

/** Half an hour or so; each doubling of it costs so much. */
const USUAL_RUNS = 30;
const PER_DOUBLING = 0.04;

export function makeScene(talk: Talk, moments: readonly Moment[]): Scene {
  const byTurn = new Map<number, Moment[]>();
  const questions = new Map<number, QuestionMoment[]>();
  for (const moment of moments) {
    const here = byTurn.get(moment.turn);
    if (here) here.push(moment);
    else byTurn.set(moment.turn, [moment]);
    if (moment.kind !== "question") continue;
    const asked = questions.get(moment.turn);
    if (asked) asked.push(moment);
    else questions.set(moment.turn, [moment]);
  }
  const runs = runsOf(talk);
  const content = runs.map((run) => contentOfLines(run.lines));
  const said = new Map<string, number>();
  for (const words of content) for (const word of words) said.set(word, (said.get(word) ?? 0) + 1);
  const questionTurns = new Set(questions.keys());
  const trust = 0.6 + 0.4 * talk.attribution;
  const usual = usualOf(runs);
  return {
    talk,
    moments,
    byTurn,
    questionTurns,
    runs,
    questions,
    asked: new Map(),
    content,
    said,
    usual,
    trust,
    crowd: PER_DOUBLING * Math.max(0, Math.log2(runs.length / USUAL_RUNS)),
  };
}

/** Fewer words are a nod. */
const NOD_WORDS = 3;

function usualOf(runs: readonly Run[]): Map<string, number> {
  const lengths = new Map<string, number[]>();
  for (const { speaker, words } of runs) {
    if (words <= NOD_WORDS) continue;
    const known = lengths.get(speaker);
    if (known) known.push(words);
    else lengths.set(speaker, [words]);
  }
  return new Map(
    [...lengths].map(([speaker, words]) => [
      speaker,
      words.toSorted((a, b) => a - b)[words.length >> 1] ?? 0,
    ]),
  );
}

/** How many words the speaker of a run says at a time. */
export function usualWords(scene: Pick<Scene, "usual">, run: Run): number {
  return scene.usual.get(run.speaker) ?? 0;
}

/** All moments of one kind, typed. */
export function ofKind<K extends MomentKind>(
  scene: Pick<Scene, "moments">,
  kind: K,
): Extract<Moment, { kind: K }>[] {
  return scene.moments.filter(
    (moment): moment is Extract<Moment, { kind: K }> => moment.kind === kind,
  );
}

/** The questions of a run; every finder asks for them, so they are read once. */
export function askedIn(scene: Scene, run: Run): RunQuestion[] {
  const known = scene.asked.get(run) ?? questionsOf(run, scene.questions);
  scene.asked.set(run, known);
  return known;
}

/** The content words of some lines together. */
function contentOfLines(lines: readonly Line[]): Set<string> {
  const words = new Set<string>();
  for (const { sentence } of lines)
    for (const word of contentWords(sentence.words)) words.add(word);
  return words;
}

/** "Let me explain how it's built" has the words of a question; where there are marks they decide. */
export function isAsked(scene: Pick<Scene, "talk">, question: RunQuestion): boolean {
  return !scene.talk.punctuated || question.sentence.asks;
}

/** The last run of the other side before `run`, if it took the floor. */
export function runBefore(scene: Scene, run: Run): Run | null {
  return scene.runs.slice(0, run.index).findLast((earlier) => earlier.side !== run.side) ?? null;
}

/** The first run of the other side after `run`. */
export function runAfter(scene: Scene, run: Run): Run | null {
  return scene.runs.slice(run.index + 1).find((later) => later.side !== run.side) ?? null;
}

/** What a line is about: the words of the sentences around it, and those of its whole run. */
export function subjectOf(scene: Scene, run: Run, line: Line): Subject {
  const place = run.lines.indexOf(line);
  const near = run.lines.slice(Math.max(0, place - 2), place + 3);
  // Three words say little: what stands before them belongs to it.
  const from = line.sentence.words.length < 6 ? Math.max(0, place - 1) : place;
  const core = run.lines.slice(from, place + 1);
  return {
    core: contentOfLines(core),
    near: contentOfLines(near),
    whole: scene.content[run.index] ?? new Set(),
  };
}

export function reaction(scene: Scene, run: Run, subject: Subject): Reaction | null {
  return reactionIn(scene.runs, run, subject, scene.questions);
}

/** A moment as a spot: the same words, nothing else. */
export function spotOfMoment(moment: Moment): Spot {
  const { turn, atMs, quote, speaker, side } = moment;
  return { turn, atMs, quote, speaker, side };
}

const QUOTE_WORDS = 28;

/** Cuts a long quote at a word; what remains is still verbatim, from its beginning. */
function shorten(text: string, most = QUOTE_WORDS): string {
  const words = [...text.matchAll(/\S+/g)];
  const last = words[most - 1];
  return words.length <= most || !last
    ? text
    : text.slice(0, last.index + last[0].length).replace(/[,;:–-]+$/, "");
}

export function spotOf(turn: SpokenTurn, quote: string): Spot {
  const { index, startMs, speaker, side } = turn;
  return { turn: index, atMs: startMs, quote: trimmed(quote), speaker, side };
}

/** A line as a spot. */
export function spotOfLine(line: Line, quote = line.sentence.text): Spot {
  return spotOf(line.turn, quote);
}

/** Sounds before the first word that says something. */
const LEAD =
  /^(?:(?:and|so|but|well|um|uh|erm|er|mm|hm|hmm|oh|yeah|yes|no|right|okay|ok|sure|look|i mean|you know|like|just|because|cause|'cause|actually)(?:,|\.\.\.|…)? +(?=\S))+/i;

/** The same words without the fillers in front, if enough is left; long sentences cut at a word. */
export function trimmed(text: string): string {
  const bare = text.replace(LEAD, (lead) =>
    /,|…|\.\.\.|\b(?:um|uh|erm|er)\b/i.test(lead) ? "" : lead,
  );
  const kept = (bare.match(/\S+/g)?.length ?? 0) >= 3 ? bare : text;
  return shorten(kept.trim());
}

/** "It's close, isn't it?" carries nothing. */
const TAGGED =
  /, (?:is|isn't|are|aren't|does|doesn't|do|don't|won't|wouldn't) (?:it|they|you|we|he|she|that)\?$/;

function carrying(
  sentences: readonly Sentence[],
  prefer?: (lower: string) => boolean,
): Sentence | undefined {
  const spoken = sentences.filter(
    (sentence) => sentence.words.length > 2 && !TAGGED.test(sentence.lower),
  );
  return (
    (prefer ? spoken.find((sentence) => prefer(sentence.lower)) : undefined) ??
    spoken.find((sentence) => sentence.words.length >= 5) ??
    spoken[0] ??
    sentences[0]
  );
}

/** The sentence of a run that shows best where it went, as a spot. */
export function spotOfRun(run: Run, prefer?: (lower: string) => boolean): Spot | null {
  const sentences = run.lines.map((line) => line.sentence);
  const chosen = carrying(sentences, prefer);
  const line = run.lines.find((candidate) => candidate.sentence === chosen);
  return line ? spotOfLine(line) : null;
}

/** So many sentences, and so many runs, into an answer its point has been made. */
const ANSWER_LINES = 4;
const ANSWER_RUNS = 4;
const READABLE_WORDS = 24;
/** "It's, there's the": the speaker is still looking for the sentence. */
const STUMBLES = /^(?:well,? )?[a-z']+, (?:it|there|i|we|they|that|you|he|she|the)\b/;

const STALLS =
  /\b(?:hang on|hold on|let me (?:see|think|look)|one (?:second|moment)|good question)\b/;

/** The first sentence of an answer that tells something, for showing what a question brought. */
export function tellingLine(scene: Scene, run: Run): Spot | null {
  for (const later of scene.runs.slice(run.index, run.index + ANSWER_RUNS)) {
    if (later.side !== run.side) continue;
    const line = later.lines
      .slice(0, ANSWER_LINES)
      .find(
        ({ sentence }) =>
          !sentence.asks &&
          sentence.words.length >= 5 &&
          sentence.words.length <= READABLE_WORDS &&
          contentWords(sentence.words).size >= 1 &&
          !STUMBLES.test(sentence.lower) &&
          !STALLS.test(sentence.lower),
      );
    if (line) return spotOfLine(line);
  }
  return spotOfRun(run);
}

/** Names, amounts and dates said in the sentences around a line: what makes a suggested line fit this call only. */
export function hooksAt(scene: Scene, run: Run, line: Line): Hooks {
  const hooks: Hooks = {};
  const speakers = new Set(
    scene.talk.call.participants.map((participant) =>
      participant.name.split(" ")[0]?.toLowerCase(),
    ),
  );
  const place = run.lines.indexOf(line);
  const near = [line, ...run.lines.slice(Math.max(0, place - 1), place + 3)];
  for (const { sentence, turn } of near) {
    for (const moment of scene.byTurn.get(turn.index) ?? []) {
      if (moment.kind !== "mention" || !sentence.text.includes(moment.quote)) continue;
      if (moment.subject === "person" && !speakers.has(moment.entity.split(" ")[0]?.toLowerCase()))
        hooks.person ??= moment.entity;
    }
    for (const [hook, said] of Object.entries(namedIn(sentence)) as [keyof Hooks, string][])
      hooks[hook] ??= said;
  }
  return hooks;
}
