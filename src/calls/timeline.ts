import type { SpokenTurn, Talk } from "./talk.ts";

/** A turn that has a place in time; times in milliseconds from the start of the recording. */
export interface TimedTurn {
  turn: SpokenTurn;
  startMs: number;
  endMs: number;
  /** The source gave no usable end: `endMs` was worked out from the speaking pace. */
  estimated: boolean;
}

/** The turns of a call laid out in time, in the transcript's order. */
export interface Timeline {
  timed: TimedTurn[];
  /** First word to last word in milliseconds, `null` when no turn has a time. */
  spanMs: number | null;
  /** Share of the words in turns that have a time, 0 to 1. */
  coverage: number;
  /** Share of the timed turns whose end was estimated, 0 to 1. */
  estimated: number;
}

/** 173 words a minute, the pace Gong Labs reports for calls; used only when no turn of the call has an end. */
const DEFAULT_MS_PER_WORD = 60_000 / 173;

/** Larger figures are no clock a recorder has: they would only wreck the arithmetic. */
const LATEST_MS = 1e14;

/** A time in whole milliseconds, `null` when it is none. */
function timeOf(value: number | null | undefined): number | null {
  if (typeof value !== "number" || !Number.isFinite(value)) return null;
  return Math.abs(value) <= LATEST_MS ? Math.round(value) : null;
}

function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

interface Pace {
  of(speaker: string): number;
}

/** Each speaker's own pace where three turns tell it, else the call's, else the default. */
function paceOf(known: { turn: SpokenTurn; ms: number }[]): Pace {
  const bySpeaker = new Map<string, number[]>();
  const all: number[] = [];
  for (const { turn, ms } of known) {
    if (turn.words < 3 || ms <= 0) continue;
    const rate = ms / turn.words;
    all.push(rate);
    const own = bySpeaker.get(turn.speaker);
    if (own) own.push(rate);
    else bySpeaker.set(turn.speaker, [rate]);
  }
  const common = median(all) ?? DEFAULT_MS_PER_WORD;
  const medians = new Map<string, number>();
  for (const [speaker, rates] of bySpeaker) {
    if (rates.length >= 3) medians.set(speaker, median(rates) ?? common);
  }
  return { of: (speaker) => medians.get(speaker) ?? common };
}

/** For each timed turn the next strictly later start, so that turns sharing a second do not cut each other to nothing. */
function laterStarts(starts: number[]): number[] {
  const sorted = [...new Set(starts)].sort((a, b) => a - b);
  const next = new Map<number, number>();
  sorted.forEach((start, place) => {
    next.set(start, sorted[place + 1] ?? Number.POSITIVE_INFINITY);
  });
  return starts.map((start) => next.get(start) ?? Number.POSITIVE_INFINITY);
}

/**
 * Lays the turns out in time. A missing, backward or (when every turn has none) zero length is
 * filled from the speaker's pace and capped at the next turn's start.
 */
export function timelineOf(talk: Talk): Timeline {
  const placed: { turn: SpokenTurn; startMs: number; end: number | null }[] = [];
  let words = 0;
  let timedWords = 0;
  for (const turn of talk.turns) {
    words += turn.words;
    const startMs = timeOf(turn.startMs);
    if (startMs === null) continue;
    timedWords += turn.words;
    const end = timeOf(turn.endMs);
    placed.push({ turn, startMs, end: end !== null && end >= startMs ? end : null });
  }
  // Some exporters repeat the start as the end: then no end is known at all.
  if (placed.every(({ startMs, end }) => end === null || end === startMs)) {
    for (const place of placed) place.end = null;
  }
  const pace = paceOf(
    placed.flatMap(({ turn, startMs, end }) => (end === null ? [] : [{ turn, ms: end - startMs }])),
  );
  const nextStart = laterStarts(placed.map(({ startMs }) => startMs));
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const timed = placed.map(({ turn, startMs, end }, place): TimedTurn => {
    const guess = startMs + turn.words * pace.of(turn.speaker);
    const endMs = end ?? Math.min(guess, nextStart[place] ?? guess);
    from = Math.min(from, startMs);
    to = Math.max(to, endMs);
    return { turn, startMs, endMs, estimated: end === null };
  });
  const estimated = timed.filter((entry) => entry.estimated).length;
  return {
    timed,
    spanMs: timed.length === 0 ? null : to - from,
    coverage: words === 0 ? 0 : timedWords / words,
    estimated: timed.length === 0 ? 0 : estimated / timed.length,
  };
}

/** Milliseconds covered by at least one of the intervals: overlapping speech counts once. */
export function unionMs(intervals: readonly { startMs: number; endMs: number }[]): number {
  const sorted = intervals.toSorted((a, b) => a.startMs - b.startMs);
  let covered = 0;
  let reach = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs } of sorted) {
    if (endMs <= reach) continue;
    covered += endMs - Math.max(startMs, reach);
    reach = endMs;
  }
  return covered;
}
