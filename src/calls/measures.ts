import type { Side } from "./call.ts";
import { longestOf, type SpokenStretch, stretchesOf } from "./measures/stretch.ts";
import { interruptionsOf, patienceOf, switchesOf } from "./measures/turn-taking.ts";
import type { QuestionMoment } from "./moment.ts";
import type { Talk } from "./talk.ts";
import { type Timeline, timelineOf, unionMs } from "./timeline.ts";

/** Whether a share was counted in spoken time or, without times, in words. */
export type Basis = "time" | "words";

export interface Stretch {
  ms: number | null;
  words: number;
  /** First turn of the stretch, `null` when nobody spoke. */
  turn: number | null;
}

export interface SpeakerShare {
  id: string;
  /** Spoken time in milliseconds; a speaker's own overlapping turns count once. */
  ms: number | null;
  words: number;
  /** Of all speech, 0 to 1. */
  share: number | null;
  /** This speaker's longest uninterrupted stretch, also where nobody knows the sides. */
  longest?: Stretch;
}

/** The numbers of a call. `null` means there was not enough to say, and `insufficient` says why. */
export interface Measures {
  /** First word to last word in milliseconds: the "call time" of every share below. */
  durationMs: number | null;
  words: number;
  basis: Basis;
  /** True when end times were missing and estimated from pace. */
  estimatedEnds: boolean;
  /** `rep` = the rep side's speech ÷ all speech (both sides and unknown people); `repOfCall` = ÷ call time. */
  talkRatio: { rep: number | null; buyer: number | null; repOfCall: number | null; basis: Basis };
  speakers: SpeakerShare[];
  /** Longest uninterrupted stretch of one rep: turns merged, backchannels ignored, pauses inside it counted. */
  longestMonologue: Stretch;
  /** The same for a buyer. */
  longestCustomerStory: Stretch;
  /** Changes of speaker from one turn to the next, backchannels included; ÷ minutes of call time. */
  interactivity: { switches: number; perMinute: number | null };
  /** Median of the pauses between a buyer's end and a rep's start (an overlap counts as 0 ms). */
  patience: { medianMs: number | null; gaps: number };
  /** Questions asked by each side; `open` and `closed` are the rep's; `perHour` = the rep's ÷ hours of call time. */
  questions: {
    rep: number | null;
    buyer: number | null;
    open: number | null;
    closed: number | null;
    perHour: number | null;
  };
  /** Words ÷ minutes of that side's own speech, over turns with a measured end. */
  pace: { rep: number | null; buyer: number | null };
  /** Turns begun while the other side was still speaking; backchannels on either side left out. */
  interruptions: { byRep: number | null; byBuyer: number | null };
  /** Call time in which nobody speaks (overlaps counted once); `share` = ÷ call time. */
  silence: { ms: number | null; share: number | null };
  /** By what is `null`: a whole measure ("patience") or the one number of it ("questions.perHour"). */
  insufficient: Partial<Record<string, string>>;
}

/** Shares of time are honest only when most of the words have a time. */
const LEAST_COVERAGE = 0.5;
/** Beyond this share of estimated ends, a pause or an overlap would be an artefact of the estimate. */
const MOST_ESTIMATED = 0.1;

const NO_SIDES = "we do not know who is the rep and who is the buyer";
const NO_TIMES = "the transcript has no times";
const NO_ENDS = "the transcript does not say when turns end";
const NO_SPEECH = "nobody spoke";

interface Speech {
  basis: Basis;
  speakers: SpeakerShare[];
  /** Amount of speech on the basis' scale, by speaker. */
  amount: Map<string, number>;
  total: number;
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function speechOf(talk: Talk, timeline: Timeline, stretches: readonly SpokenStretch[]): Speech {
  const words = new Map<string, number>();
  for (const participant of talk.call.participants) words.set(participant.id, 0);
  for (const turn of talk.turns)
    words.set(turn.speaker, (words.get(turn.speaker) ?? 0) + turn.words);
  const intervals = groupBy(timeline.timed, (entry) => entry.turn.speaker);
  const own = groupBy(stretches, (stretch) => stretch.first.speaker);
  const time = new Map<string, number>();
  for (const [speaker, spoken] of intervals) time.set(speaker, unionMs(spoken));
  const sum = (amounts: Map<string, number>) => [...amounts.values()].reduce((a, b) => a + b, 0);
  const byTime = timeline.coverage >= LEAST_COVERAGE && sum(time) > 0;
  const amount = byTime ? time : words;
  const total = sum(amount);
  const speakers = [...words].map(
    ([id, count]): SpeakerShare => ({
      id,
      ms: byTime ? (time.get(id) ?? 0) : null,
      words: count,
      share: total > 0 ? (amount.get(id) ?? 0) / total : null,
      longest: longestOf(own.get(id) ?? []),
    }),
  );
  return { basis: byTime ? "time" : "words", speakers, amount, total };
}

function paceOfSide(timeline: Timeline, side: Side): number | null {
  const measured = timeline.timed.filter(({ turn, estimated }) => turn.side === side && !estimated);
  const ms = measured.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const words = measured.reduce((sum, { turn }) => sum + turn.words, 0);
  return ms > 0 ? words / (ms / 60_000) : null;
}

function questionsOf(
  questions: readonly QuestionMoment[],
  known: boolean,
  durationMs: number | null,
) {
  if (!known) return { rep: null, buyer: null, open: null, closed: null, perHour: null };
  const rep = questions.filter((question) => question.side === "rep");
  return {
    rep: rep.length,
    buyer: questions.filter((question) => question.side === "buyer").length,
    open: rep.filter((question) => question.form === "open").length,
    closed: rep.filter((question) => question.form === "closed").length,
    perHour: durationMs === null || durationMs <= 0 ? null : rep.length / (durationMs / 3_600_000),
  };
}

/** Measures a call; every number is finite or `null`, and each `null` has its reason in `insufficient`. */
export function measureCall(talk: Talk, questions: readonly QuestionMoment[]): Measures {
  const timeline = timelineOf(talk);
  const stretches = stretchesOf(talk.turns, timeline);
  const speech = speechOf(talk, timeline, stretches);
  const sides = new Map(talk.turns.map((turn) => [turn.speaker, turn.side]));
  const spoken = new Set(talk.turns.filter((turn) => turn.words > 0).map((turn) => turn.side));
  const known = spoken.has("rep") || spoken.has("buyer");
  const both = spoken.has("rep") && spoken.has("buyer");
  const insufficient: Partial<Record<string, string>> = {};
  const durationMs = timeline.coverage >= LEAST_COVERAGE ? timeline.spanMs : null;
  const minutes = durationMs === null || durationMs <= 0 ? null : durationMs / 60_000;
  const timeReason = timeline.timed.length === 0 ? NO_TIMES : "too few turns have a time";
  const say = (measure: string, reason: string) => {
    insufficient[measure] ??= reason;
  };

  const ofSide = (side: Side) =>
    [...speech.amount].reduce((sum, [id, own]) => (sides.get(id) === side ? sum + own : sum), 0);
  const sharable = known && speech.total > 0;
  const repMs = sharable && speech.basis === "time" && minutes !== null ? ofSide("rep") : null;
  if (!sharable) say("talkRatio", speech.total === 0 ? NO_SPEECH : NO_SIDES);
  if (repMs === null) say("talkRatio.repOfCall", known ? timeReason : NO_SIDES);

  const exactEnds = timeline.timed.length > 0 && timeline.estimated <= MOST_ESTIMATED;
  const endReason = timeline.timed.length === 0 ? NO_TIMES : NO_ENDS;
  const patience = both && exactEnds ? patienceOf(timeline) : { medianMs: null, gaps: 0 };
  const interruptions =
    both && exactEnds ? interruptionsOf(timeline) : { byRep: null, byBuyer: null };
  if (!both || !exactEnds) {
    say("patience", both ? endReason : NO_SIDES);
    say("interruptions", both ? endReason : NO_SIDES);
  } else if (patience.gaps === 0) say("patience", "the rep never spoke right after the buyer");

  const pace = { rep: paceOfSide(timeline, "rep"), buyer: paceOfSide(timeline, "buyer") };
  for (const side of ["rep", "buyer"] as const)
    if (pace[side] === null) say(`pace.${side}`, spoken.has(side) ? endReason : NO_SIDES);

  const silent = exactEnds && minutes !== null && durationMs !== null;
  const silenceMs = silent ? Math.max(0, durationMs - unionMs(timeline.timed)) : null;
  if (silenceMs === null) say("silence", minutes === null ? timeReason : endReason);

  const switches = switchesOf(talk.turns);
  if (minutes === null) say("interactivity.perMinute", timeReason);
  const counted = questionsOf(questions, known, durationMs);
  if (!known) say("questions", NO_SIDES);
  else if (counted.perHour === null) say("questions.perHour", timeReason);

  const sideStretch = (measure: string, side: Side): Stretch => {
    const stretch = longestOf(stretches.filter((spoken) => spoken.first.side === side));
    if (stretch.turn === null)
      say(measure, known ? `the ${side} said nothing at length` : NO_SIDES);
    else if (stretch.ms === null) say(`${measure}.ms`, timeReason);
    return stretch;
  };

  return {
    durationMs,
    words: talk.turns.reduce((sum, turn) => sum + turn.words, 0),
    basis: speech.basis,
    estimatedEnds: timeline.estimated > 0,
    talkRatio: {
      rep: sharable ? ofSide("rep") / speech.total : null,
      buyer: sharable ? ofSide("buyer") / speech.total : null,
      repOfCall: repMs === null || durationMs === null ? null : repMs / durationMs,
      basis: speech.basis,
    },
    speakers: speech.speakers,
    longestMonologue: sideStretch("longestMonologue", "rep"),
    longestCustomerStory: sideStretch("longestCustomerStory", "buyer"),
    interactivity: { switches, perMinute: minutes === null ? null : switches / minutes },
    patience,
    questions: counted,
    pace,
    interruptions,
    silence: {
      ms: silenceMs,
      share: silenceMs === null || !durationMs ? null : silenceMs / durationMs,
    },
    insufficient,
  };
}
