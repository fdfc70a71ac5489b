import { categoryOf } from "./categories.ts";
import { addDays, type Deal } from "./deal.ts";
import { dealAt, type History } from "./history.ts";
import type { Norms } from "./norms.ts";
import { quarterBounds } from "./quarters.ts";
import { stageOf } from "./stages.ts";
import { meanInterval, shareInterval } from "./statistics.ts";

/** What one rep called for a quarter on a day, and what came of it. */
export interface ForecastCall {
  quarter: string;
  /** The day it is read at: so many days before the quarter's end. */
  on: string;
  currency: string;
  /** Won by then in the quarter, and open, committed and due within it. */
  calledMinor: number;
  closedMinor: number;
  /** (called − closed) ÷ called: above 0 too much was called. `null` when nothing was. */
  error: number | null;
  /** Deals in commit that day, and how many of them were won within the quarter. */
  committed: number;
  kept: number;
}

/** How far from its end a quarter's forecast is read. */
const CALLED_DAYS_BEFORE = 30;

/** Forecast against outcome for ended quarters, from the history of categories and close dates. */
export function forecastCalls(
  deals: readonly Deal[],
  histories: ReadonlyMap<string, History>,
  quarters: readonly string[],
  currency: string,
): ForecastCall[] {
  const mine = deals.filter((deal) => deal.currency === currency);
  return quarters.map((quarter) => {
    const { from, to } = quarterBounds(quarter);
    const on = addDays(to, -CALLED_DAYS_BEFORE);
    let [calledMinor, closedMinor, committed, kept] = [0, 0, 0, 0];
    for (const deal of mine) {
      const wonHere =
        deal.status === "won" &&
        deal.closedOn !== null &&
        deal.closedOn >= from &&
        deal.closedOn <= to;
      if (wonHere) closedMinor += deal.amountMinor ?? 0;
      if (wonHere && deal.closedOn !== null && deal.closedOn <= on) {
        calledMinor += deal.amountMinor ?? 0;
        continue;
      }
      // Decided before that day: it was in nobody's forecast any more.
      if (deal.closedOn && deal.closedOn <= on && deal.status !== "open") continue;
      const then = dealAt(deal, histories.get(deal.id), on);
      if (then?.status !== "open" || categoryOf(then.category) !== "commit") continue;
      if (!then.closeOn || then.closeOn < from || then.closeOn > to) continue;
      calledMinor += then.amountMinor ?? 0;
      committed += 1;
      if (wonHere) kept += 1;
    }
    return {
      quarter,
      on,
      currency,
      calledMinor,
      closedMinor,
      error: calledMinor > 0 ? (calledMinor - closedMinor) / calledMinor : null,
      committed,
      kept,
    };
  });
}

export type Lean = "over" | "under" | "fair" | "unclear";

/** How a rep's forecasts have leaned, with how sure that is. */
export interface Bias {
  quarters: number;
  /** Average share of what was called that did not close (negative: more closed), with its 95 % interval. */
  error: { mean: number; low: number; high: number } | null;
  kept: { hits: number; of: number; low: number; high: number } | null;
  lean: Lean;
  /** What to coach: qualification for over-forecasters, deal control for under-forecasters. */
  coach: "qualification" | "deal-control" | null;
  /** Said instead of a figure while there is too little. */
  note: string | null;
}

/** Fewer quarters than this are no habit. */
const FEWEST_QUARTERS = 3;
/** Within a tenth of the outcome a forecast is good (the usual aim at commit level). */
const GOOD = 0.1;

/** Only an interval that stays on one side of zero is called a lean. */
export function biasOf(calls: readonly ForecastCall[]): Bias {
  const errors = calls.flatMap(({ error }) => (error === null ? [] : [error]));
  const of = calls.reduce((sum, { committed }) => sum + committed, 0);
  const hits = calls.reduce((sum, { kept }) => sum + kept, 0);
  const share = shareInterval(hits, of);
  const kept = share ? { hits, of, low: share.low, high: share.high } : null;
  if (errors.length < FEWEST_QUARTERS) {
    const note = `not enough history: ${errors.length} of ${FEWEST_QUARTERS} quarters with a forecast`;
    return { quarters: errors.length, error: null, kept, lean: "unclear", coach: null, note };
  }
  const error = meanInterval(errors);
  if (!error) throw new Error("three quarters have a mean");
  const lean: Lean =
    error.low > 0 && error.mean > GOOD
      ? "over"
      : error.high < 0 && error.mean < -GOOD
        ? "under"
        : Math.abs(error.mean) <= GOOD && error.high - error.low <= 4 * GOOD
          ? "fair"
          : "unclear";
  const coach = lean === "over" ? "qualification" : lean === "under" ? "deal-control" : null;
  return { quarters: errors.length, error, kept, lean, coach, note: null };
}

/** What a set of open deals may bring, by the chance of each stage. */
export interface RollUp {
  expectedMinor: number;
  /** Four outcomes in five lie within. */
  lowMinor: number;
  highMinor: number;
  assumed: boolean;
  deals: number;
}

/** Up to so many deals every outcome is counted; beyond, their sum is near enough to normal. */
const COUNTED = 12;

/** The weighted roll-up of one currency, with its range. */
export function rollUp(deals: readonly Deal[], norms: Norms): RollUp {
  const bets = deals
    .filter(({ status, amountMinor }) => status === "open" && amountMinor)
    .map((deal) => {
      const norm = norms[stageOf(deal.stage)?.key ?? "prospecting"];
      return { amount: deal.amountMinor ?? 0, chance: norm.chance, assumed: norm.assumed };
    });
  const expected = bets.reduce((sum, { amount, chance }) => sum + amount * chance, 0);
  const total = bets.reduce((sum, { amount }) => sum + amount, 0);
  const [low, high] =
    bets.length <= COUNTED ? countedRange(bets) : normalRange(bets, expected, total);
  return {
    expectedMinor: Math.round(expected),
    lowMinor: Math.round(low),
    highMinor: Math.round(high),
    assumed: bets.some(({ assumed }) => assumed),
    deals: bets.length,
  };
}

type Bet = { amount: number; chance: number };

function countedRange(bets: readonly Bet[]): [number, number] {
  let outcomes: { sum: number; chance: number }[] = [{ sum: 0, chance: 1 }];
  for (const { amount, chance } of bets) {
    outcomes = outcomes.flatMap((one) => [
      { sum: one.sum, chance: one.chance * (1 - chance) },
      { sum: one.sum + amount, chance: one.chance * chance },
    ]);
  }
  outcomes.sort((a, b) => a.sum - b.sum);
  const at = (share: number) => {
    let passed = 0;
    for (const { sum, chance } of outcomes) {
      passed += chance;
      if (passed >= share - 1e-9) return sum;
    }
    return outcomes.at(-1)?.sum ?? 0;
  };
  return [at(0.1), at(0.9)];
}

function normalRange(bets: readonly Bet[], expected: number, total: number): [number, number] {
  const variance = bets.reduce(
    (sum, { amount, chance }) => sum + amount ** 2 * chance * (1 - chance),
    0,
  );
  const half = 1.2816 * Math.sqrt(variance);
  return [Math.max(0, expected - half), Math.min(total, expected + half)];
}
