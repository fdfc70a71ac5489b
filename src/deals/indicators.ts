import { addDays, type Deal, type Quota } from "./deal.ts";
import { dealAt, type History } from "./history.ts";
import { quarterBounds } from "./quarters.ts";
import { stageRank } from "./stages.ts";
import { rankCorrelation } from "./statistics.ts";

/** What can be seen at a quarter's start and may tell its end. */
export const INDICATORS = ["coverage", "created", "moved-on"] as const;
export type Indicator = (typeof INDICATORS)[number];

/** How well an indicator has told attainment so far; with too little history, only the note. */
export interface IndicatorReading {
  indicator: Indicator;
  /** Quarters of reps that have both the indicator and a quota. */
  cases: number;
  correlation: { rho: number; low: number; high: number } | null;
  /** True when the interval stays above zero: so far it has told something. */
  tells: boolean;
  note: string | null;
}

/** Fewer cases than this would make a pattern of chance. */
const FEWEST_CASES = 12;

interface Case {
  values: Record<Indicator, number | null>;
  attainment: number;
}

/** Indicators about 90 days out (the quarter's first day) against what the quarter brought. */
export function indicatorsOf(
  deals: readonly Deal[],
  histories: ReadonlyMap<string, History>,
  quotas: readonly Quota[],
  today: string,
): IndicatorReading[] {
  const byOwner = new Map<string, Deal[]>();
  for (const deal of deals) {
    if (!deal.ownerId) continue;
    const known = byOwner.get(deal.ownerId);
    if (known) known.push(deal);
    else byOwner.set(deal.ownerId, [deal]);
  }
  const cases = quotas
    .filter(({ quarter, amountMinor }) => amountMinor > 0 && quarterBounds(quarter).to < today)
    .map((quota) => caseOf(quota, byOwner.get(quota.ownerId) ?? [], histories));
  return INDICATORS.map((indicator) => {
    const pairs = cases.flatMap(({ values, attainment }) => {
      const value = values[indicator];
      return value === null ? [] : [[value, attainment] as const];
    });
    if (pairs.length < FEWEST_CASES) {
      const note = `not enough history: ${pairs.length} of ${FEWEST_CASES} quarters`;
      return { indicator, cases: pairs.length, correlation: null, tells: false, note };
    }
    const correlation = rankCorrelation(pairs);
    const tells = correlation !== null && correlation.low > 0;
    const note = tells ? null : "has told nothing reliable so far";
    return { indicator, cases: pairs.length, correlation, tells, note };
  });
}

function caseOf(
  quota: Quota,
  deals: readonly Deal[],
  histories: ReadonlyMap<string, History>,
): Case {
  const { from, to } = quarterBounds(quota.quarter);
  const start = addDays(from, -1);
  const before = addDays(from, -90);
  let [open, created, won, early, moved] = [0, 0, 0, 0, 0];
  for (const deal of deals) {
    if (deal.currency !== quota.currency) continue;
    const history = histories.get(deal.id);
    if (deal.status === "won" && deal.closedOn && deal.closedOn >= from && deal.closedOn <= to)
      won += deal.amountMinor ?? 0;
    const then = dealAt(deal, history, start);
    if (then?.status === "open") open += then.amountMinor ?? 0;
    if (!deal.openedOn || deal.openedOn < before || deal.openedOn > start) continue;
    created += then?.amountMinor ?? deal.amountMinor ?? 0;
    const moves = (history?.get("stage") ?? []).filter(({ at }) => at.slice(0, 10) <= start);
    if (moves.length === 0) continue;
    early += 1;
    const first = stageRank(moves[0]?.after ?? "") ?? 0;
    if (
      moves.some(
        ({ after }) =>
          after !== null && /lost/i.test(after) === false && (stageRank(after) ?? 0) > first,
      )
    )
      moved += 1;
  }
  return {
    values: {
      coverage: open / quota.amountMinor,
      created: created / quota.amountMinor,
      "moved-on": early === 0 ? null : moved / early,
    },
    attainment: won / quota.amountMinor,
  };
}
