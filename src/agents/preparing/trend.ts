import type { Trend, TrendSpan } from "../../coaching/trend.ts";
import { addDays } from "../../deals/deal.ts";
import { spokenDay } from "../../deals/spoken.ts";
import type { CallInFull } from "../../store/call-search.ts";
import { mayBeTold, type Tally, talliesOf } from "./themes.ts";

/** How far a trend looks back: three months, in stretches that divide it. */
export const TREND_DAYS = 84;
/** The finest that can be shown is shown. */
const STRETCHES = [7, 14, 28] as const;
/** Fewer have no direction. */
const LEAST_SPANS = 2;
const MOST_ROWS = 3;

interface TrendInput {
  /** The team's calls of the last `TREND_DAYS`. */
  calls: readonly CallInFull[];
  team: number;
  competitors: readonly string[];
  /** What may be drawn, best first. */
  themes: readonly { id: string }[];
  today: string;
}

/**
 * How a digest's themes went over time; `null` while there is too little to draw. A theme is drawn only
 * when each of its bars hides everybody: one left out alone could be worked out from the total.
 */
export function trendOf(input: TrendInput): Trend | null {
  const drawn = STRETCHES.map((days) => trendBy(days, input));
  const most = Math.max(...drawn.map((trend) => trend?.rows.length ?? 0));
  return most === 0 ? null : (drawn.find((trend) => trend?.rows.length === most) ?? null);
}

function trendBy(days: (typeof STRETCHES)[number], input: TrendInput): Trend | null {
  const { calls, competitors, themes, team, today } = input;
  const all = spansUntil(today, days).map((span) => ({
    span,
    tallies: talliesOf(calls.filter(held(span)), competitors),
  }));
  const first = all.findIndex(({ tallies }) => tallies.some(({ of }) => of.length > 0));
  const spans = first < 0 ? [] : all.slice(first);
  if (spans.length < LEAST_SPANS) return null;
  const rows = [...new Set(themes.map(({ id }) => id))].flatMap((id) => {
    const own = spans.flatMap(({ tallies }) => tallies.find((tally) => tally.id === id) ?? []);
    return rowOf(own, team) ?? [];
  });
  if (rows.length === 0) return null;
  const since = spokenDay(spans[0]?.span.from ?? today);
  const bar = { 7: "a week", 14: "two weeks", 28: "four weeks" }[days];
  return {
    heading: `Since ${since}, each bar ${bar}`,
    spans: spans.map(({ span }) => span),
    rows: rows.slice(0, MOST_ROWS),
  };
}

function rowOf(tallies: readonly Tally[], team: number): Trend["rows"][number] | null {
  const filled = tallies.filter(({ of }) => of.length > 0);
  if (filled.length < LEAST_SPANS || !filled.every((tally) => mayBeTold(tally, team))) return null;
  return {
    label: tallies[0]?.label ?? "",
    points: tallies.map(({ on, of }) => ({ on: on.length, of: of.length })),
  };
}

/** Oldest first; the last one ends today. */
function spansUntil(today: string, days: number): TrendSpan[] {
  const count = TREND_DAYS / days;
  return Array.from({ length: count }, (_, at) => ({
    from: addDays(today, 1 - days * (count - at)),
    until: addDays(today, -days * (count - at - 1)),
  }));
}

const held =
  ({ from, until }: TrendSpan) =>
  ({ heldAt }: CallInFull) => {
    const day = heldAt.toISOString().slice(0, 10);
    return day >= from && day <= until;
  };
