import type { CallType } from "../../calls/call.ts";
import { recogniseCallType } from "../../calls/call-type.ts";
import { contentOf } from "../../calls/content-words.ts";
import type { Measures } from "../../calls/measures.ts";
import type { Moment, MomentKind, QuestionMoment } from "../../calls/moment.ts";
import type { SpokenTurn, Talk } from "../../calls/talk.ts";
import type { Run } from "../candidates/runs.ts";
import { makeScene, reaction, type Scene, subjectOf } from "../candidates/scene.ts";
import type { Reaction } from "../reaction.ts";

/** One call as `analyzeCall` returns it. */
export interface Analysis {
  talk: Talk;
  moments: readonly Moment[];
  measures: Measures;
}

type MomentOf<K extends MomentKind> = Extract<Moment, { kind: K }>;

/** A call with everything the checks share worked out once, on top of what the choice of moments reads. */
export interface BehaviourScene extends Scene {
  measures: Measures;
  /** As told, else as recognised; `null` when neither says. */
  callType: CallType | null;
  typeConfidence: number;
  /** Both a rep and a buyer were heard. */
  bothSides: boolean;
  repQuestions: readonly QuestionMoment[];
  of<K extends MomentKind>(kind: K): readonly MomentOf<K>[];
  /** The run a turn belongs to; nods belong to none. */
  runOf(turn: number): Run | null;
  /** What the rep side did with the buyer's words at this moment. */
  reactionTo(moment: Moment): Reaction | null;
  /** Stems of the content words of a run. */
  stemsOf(run: Run): ReadonlySet<string>;
  /** Stems of the content words of a turn. */
  stemsOfTurn(turn: SpokenTurn): ReadonlySet<string>;
  /** Position of a turn in the call by words, 0 to 1. */
  positionOf(turn: number): number;
}

function memo<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

const NO_STEMS: ReadonlySet<string> = new Set();

/** Makes an analysed call ready for the checks; `type` when someone told it. Pure; linear in the call. */
export function behaviourScene(
  { talk, moments, measures }: Analysis,
  type: CallType | null = talk.call.type,
): BehaviourScene {
  const scene = makeScene(talk, moments);
  const runByTurn = new Map(scene.runs.flatMap((run) => run.turns.map((one) => [one.index, run])));
  const byKind = new Map<MomentKind, Moment[]>();
  for (const moment of moments) {
    const same = byKind.get(moment.kind);
    if (same) same.push(moment);
    else byKind.set(moment.kind, [moment]);
  }
  const of = <K extends MomentKind>(kind: K) => (byKind.get(kind) ?? []) as MomentOf<K>[];
  const before: number[] = [];
  const heard = new Set<SpokenTurn["side"]>();
  let words = 0;
  for (const turn of talk.turns) {
    before.push(words);
    words += turn.words;
    if (turn.words > 0) heard.add(turn.side);
  }
  const recognised = type ? { type, confidence: 1 } : recogniseCallType(talk, moments);
  return {
    ...scene,
    ...{ measures, of },
    callType: recognised.type,
    typeConfidence: recognised.confidence,
    bothSides: heard.has("rep") && heard.has("buyer"),
    repQuestions: of("question").filter((question) => question.side === "rep"),
    runOf: (turn) => runByTurn.get(turn) ?? null,
    reactionTo: memo((moment) => {
      const run = runByTurn.get(moment.turn);
      const said = run?.lines.filter(({ turn }) => turn.index === moment.turn);
      const line = said?.find(({ sentence }) => sentence.text.includes(moment.quote)) ?? said?.[0];
      return run && line ? reaction(scene, run, subjectOf(scene, run, line)) : null;
    }),
    stemsOf: (run) => scene.content[run.index] ?? NO_STEMS,
    stemsOfTurn: memo(contentOf),
    positionOf: (turn) => (words === 0 ? 0 : (before[turn] ?? words) / words),
  };
}

/** The rep's questions that match, in the call's order. */
export function questionsLike(scene: BehaviourScene, pattern: RegExp): QuestionMoment[] {
  return scene.repQuestions.filter((question) => pattern.test(lowered(question.quote)));
}

/** As the patterns expect a text: lower case, straight apostrophes, of bounded length. */
export function lowered(text: string): string {
  return text.slice(0, 400).toLowerCase().replaceAll("’", "'");
}

/** By words: headsets and weather come first, and nothing said about them is a moment. */
export const SMALL_TALK = 0.02;

/** Moments below this are no ground for saying that somebody did or did not do something. */
export const LEAST_SURE = 0.55;

/** What the buyer tells of what is wrong and what it does to them, sure enough to build on. */
export function painOf(scene: BehaviourScene): MomentOf<"gap">[] {
  return scene.of("gap").filter(({ slot, side, confidence }) => {
    if (side !== "buyer" || confidence < LEAST_SURE) return false;
    return slot !== "environment" && slot !== "future-state";
  });
}

/** The least sure of the moments, or `otherwise` when there are none. */
export function surenessOf(moments: readonly Moment[], otherwise: number): number {
  return moments.length === 0
    ? otherwise
    : moments.reduce((least, { confidence }) => Math.min(least, confidence), 1);
}
