import { clockTime } from "../../calls/clock-time.ts";
import { referenceRange } from "../../calls/reference-ranges.ts";
import type { CallSummary } from "../../store/call-search.ts";

/** The mean of one measure over calls that have it. */
export interface Mean {
  value: number;
  /** Over so many calls. */
  calls: number;
  lowest: { value: number; call: CallSummary };
  highest: { value: number; call: CallSummary };
}

/** What the numbers of a set of calls say; `null` where no call has the measure. */
export interface Figures {
  /** The rep's share of all speech, percent, whole. */
  talkShare: Mean | null;
  /** The rep's questions, a call. */
  questions: Mean | null;
  /** Open ones among all the rep's questions, percent, whole. */
  openShare: { value: number; open: number; all: number } | null;
  /** The longest stretch of one rep, ms. */
  longest: { ms: number; turn: number; call: CallSummary } | null;
}

function meanOf(
  calls: readonly CallSummary[],
  of: (call: CallSummary) => number | null,
): Mean | null {
  const measured = calls.flatMap((call) => {
    const value = of(call);
    return value === null ? [] : [{ value, call }];
  });
  const [first, ...rest] = measured;
  if (!first) return null;
  const sum = measured.reduce((total, { value }) => total + value, 0);
  return {
    value: Math.round(sum / measured.length),
    calls: measured.length,
    lowest: rest.reduce((low, one) => (one.value < low.value ? one : low), first),
    highest: rest.reduce((high, one) => (one.value > high.value ? one : high), first),
  };
}

export const percent = (share: number | null) => (share === null ? null : Math.round(share * 100));

/** The numbers over some calls. Means are of whole numbers as shown, so that a reader can check them. */
export function figuresOf(calls: readonly CallSummary[]): Figures {
  const counted = calls.filter(({ measures }) => measures.questions.rep !== null);
  const all = counted.reduce((sum, { measures }) => sum + (measures.questions.rep ?? 0), 0);
  const open = counted.reduce((sum, { measures }) => sum + (measures.questions.open ?? 0), 0);
  let longest: Figures["longest"] = null;
  for (const call of calls) {
    const { ms, turn } = call.measures.longestMonologue;
    if (ms !== null && turn !== null && ms > (longest?.ms ?? 0)) longest = { ms, turn, call };
  }
  return {
    talkShare: meanOf(calls, ({ measures }) => percent(measures.talkRatio.rep)),
    questions: meanOf(calls, ({ measures }) => measures.questions.rep),
    openShare: all === 0 ? null : { value: Math.round((open / all) * 100), open, all },
    longest,
  };
}

/** The published upper bound of the rep's share on discovery calls, percent, and who published it. */
export function publishedTalkShare(): { percent: number; source: string } | null {
  const range = referenceRange("talkRatio.rep", "discovery");
  const source = range?.source.split(/[,:]/)[0];
  return range?.high && source ? { percent: Math.round(range.high * 100), source } : null;
}

/** "2:16" as people say a stretch of time: "2 min 16 s". */
export function lengthOf(ms: number): string {
  const [minutes = "0", seconds = "0"] = clockTime(ms).split(":").slice(-2);
  return ms < 60_000
    ? `${Number(seconds)} s`
    : `${Math.floor(ms / 60_000) || Number(minutes)} min ${Number(seconds)} s`;
}
