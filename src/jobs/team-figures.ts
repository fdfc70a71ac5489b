import type { Deal } from "../deals/deal.ts";
import { type Bias, biasOf, forecastCalls, type RollUp, rollUp } from "../deals/forecast.ts";
import { type FunnelLine, funnelOf } from "../deals/funnel.ts";
import { historiesOf } from "../deals/history.ts";
import { type IndicatorReading, indicatorsOf } from "../deals/indicators.ts";
import { quarterOf, shiftQuarter } from "../deals/quarters.ts";
import type { Transaction } from "../store/database.ts";
import type { PersonRow } from "../store/people.ts";
import { changesOf, dealsOf, quotasOf, teamNorms } from "../store/pipeline.ts";

/** How conversion and forecasts have gone, for some people or for everybody. */
export interface TeamFigures {
  /** "Ruth Adler's team", "you", "everybody". */
  whose: string;
  /** Whose figures they are is told by name only where more than one is in them. */
  oneRep: boolean;
  funnel: { all: FunnelLine | null; rep: FunnelLine[]; segment: FunnelLine[]; type: FunnelLine[] };
  indicators: IndicatorReading[];
  forecast: { rep: string; bias: Bias }[];
  rollUps: (RollUp & { currency: string })[];
}

const QUARTERS_BACK = 8;

/** Reads it all; `people` of `null` is everybody, deals without an owner of ours included. */
export async function teamFigures(
  tx: Transaction,
  people: readonly PersonRow[] | null,
  whose: string,
  today: string,
): Promise<TeamFigures> {
  const ids = people && new Set(people.map(({ id }) => id));
  const mine = ({ ownerId }: { ownerId: string | null }) =>
    ids === null || (ownerId !== null && ids.has(ownerId));
  const deals = (await dealsOf(tx, {})).filter(mine);
  const histories = historiesOf(await changesOf(tx, ids ? deals.map(({ id }) => id) : undefined));
  const quotas = (await quotasOf(tx)).filter(mine);
  const norms = await teamNorms(tx);
  const quarter = quarterOf(today);
  const quarters = Array.from({ length: QUARTERS_BACK }, (_, back) =>
    shiftQuarter(quarter, back - QUARTERS_BACK),
  );
  const byRep = new Map<string, Deal[]>();
  for (const deal of deals)
    if (deal.owner) byRep.set(deal.owner, [...(byRep.get(deal.owner) ?? []), deal]);
  const open = deals.filter(({ status }) => status === "open");
  return {
    whose,
    oneRep: people?.length === 1,
    funnel: {
      all: funnelOf(deals, histories, "all")[0] ?? null,
      rep: byName(funnelOf(deals, histories, "rep")),
      segment: funnelOf(deals, histories, "segment"),
      type: funnelOf(deals, histories, "type"),
    },
    indicators: indicatorsOf(deals, histories, quotas, today),
    forecast: [...byRep]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([rep, own]) => ({
        rep,
        bias: biasOf(forecastCalls(own, histories, quarters, mainCurrency(own))),
      })),
    rollUps: [...new Set(open.map(({ currency }) => currency))].sort().map((currency) => ({
      currency,
      ...rollUp(
        open.filter((deal) => deal.currency === currency),
        norms,
      ),
    })),
  };
}

/** People by name: a page about figures is no ranking. */
const byName = (lines: FunnelLine[]) =>
  lines.toSorted((a, b) => (a.group ?? "").localeCompare(b.group ?? ""));

function mainCurrency(deals: readonly Deal[]): string {
  const counts = new Map<string, number>();
  for (const { currency } of deals) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "USD";
}
