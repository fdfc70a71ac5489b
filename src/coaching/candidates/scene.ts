import type { Moment, MomentKind } from "../../calls/moment.ts";
import type { SpokenTurn, Talk } from "../../calls/talk.ts";
import type { Candidate, Spot } from "../opportunity.ts";
import { laterMentions, type Reaction, reactionTo } from "../reaction.ts";

/** A call with its moments at hand, as the candidate finders read it. */
export interface Scene {
  talk: Talk;
  moments: readonly Moment[];
  byTurn: ReadonlyMap<number, readonly Moment[]>;
  questionTurns: ReadonlySet<number>;
}

export function makeScene(talk: Talk, moments: readonly Moment[]): Scene {
  const byTurn = new Map<number, Moment[]>();
  const questionTurns = new Set<number>();
  for (const moment of moments) {
    const here = byTurn.get(moment.turn);
    if (here) here.push(moment);
    else byTurn.set(moment.turn, [moment]);
    if (moment.kind === "question") questionTurns.add(moment.turn);
  }
  return { talk, moments, byTurn, questionTurns };
}

/** All moments of one kind, typed. */
export function ofKind<K extends MomentKind>(
  scene: Scene,
  kind: K,
): Extract<Moment, { kind: K }>[] {
  return scene.moments.filter(
    (moment): moment is Extract<Moment, { kind: K }> => moment.kind === kind,
  );
}

export function reaction(scene: Scene, turn: number): Reaction | null {
  return reactionTo(scene.talk, turn, scene.questionTurns);
}

/** A moment as a spot: the same words, nothing else. */
export function spotOfMoment(moment: Moment): Spot {
  const { turn, atMs, quote, speaker, side } = moment;
  return { turn, atMs, quote, speaker, side };
}

/** The sentence of a turn that carries the most, at most about 25 words, as a spot. */
export function spotOfTurn(turn: SpokenTurn, prefer?: (lower: string) => boolean): Spot {
  const sentences = turn.sentences.filter((sentence) => sentence.words.length > 2);
  const chosen =
    (prefer ? sentences.find((sentence) => prefer(sentence.lower)) : undefined) ??
    sentences.find((sentence) => sentence.words.length >= 5) ??
    sentences[0] ??
    turn.sentences[0];
  return {
    turn: turn.index,
    atMs: turn.startMs,
    quote: shorten(chosen?.text ?? turn.text.trim()),
    speaker: turn.speaker,
    side: turn.side,
  };
}

const QUOTE_WORDS = 28;

/** Cuts a long quote at a word; what remains is still verbatim, from its beginning. */
export function shorten(text: string): string {
  const words = [...text.matchAll(/\S+/g)];
  const last = words[QUOTE_WORDS - 1];
  return words.length <= QUOTE_WORDS || !last
    ? text
    : text.slice(0, last.index + last[0].length).replace(/[,;:–-]+$/, "");
}

/** Names, amounts and dates said in a turn: what makes a suggested line fit this call only. */
export function hooksAt(scene: Scene, turn: number): Candidate["hooks"] {
  const hooks: Candidate["hooks"] = {};
  const speakers = new Set(
    scene.talk.call.participants.map((participant) =>
      participant.name.split(" ")[0]?.toLowerCase(),
    ),
  );
  for (const moment of scene.byTurn.get(turn) ?? []) {
    if (moment.kind !== "mention") continue;
    if (moment.subject === "money") hooks.money ??= moment.quote;
    if (moment.subject === "date") hooks.date ??= moment.quote;
    if (moment.subject === "person" && !speakers.has(moment.entity.split(" ")[0]?.toLowerCase())) {
      hooks.person ??= moment.entity;
    }
  }
  return hooks;
}

/** Where the buyer came back to a subject unasked, after the rep had moved on. */
export function returnTo(scene: Scene, turn: number, after: number): Spot | null {
  const later = laterMentions(scene.talk, turn, "buyer", after)[0];
  return later ? spotOfTurn(later) : null;
}

/** Did the rep pick the subject up by a question later on? Then it was not left alone, only later. */
export function pickedUpLater(scene: Scene, turn: number, after: number): SpokenTurn | null {
  return (
    laterMentions(scene.talk, turn, "rep", after).find((later) =>
      scene.questionTurns.has(later.index),
    ) ?? null
  );
}

/** Position in the call by turns, 0 to 1. */
export function positionOf(scene: Scene, turn: number): number {
  return scene.talk.turns.length === 0 ? 0 : turn / scene.talk.turns.length;
}
