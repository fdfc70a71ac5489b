import { type Deal, daysBetween, type Quota } from "./deal.ts";
import { addTo, type Totals, totalsOf } from "./money.ts";
import type { Norms } from "./norms.ts";
import { quarterBounds, quarterOf } from "./quarters.ts";
import { ASSUMED_CHANCE, STAGE_KEYS, type StageKey, stageOf } from "./stages.ts";

/** What is known about an open deal besides its row, counted up where the rows are. */
export interface DealSigns {
  /** The day it came into its stage. */
  stageSince: string | null;
  /** How often its close date moved back. */
  pushes: number;
  /** The last call, activity or change. */
  touchedOn: string | null;
  /** People of the buyer's with a part in it: on its calls or in the CRM. */
  contacts: number;
  /** A step that is still to come, from calls, activities or the CRM. */
  nextStepOn: string | null;
}

export type Flag =
  | "stale"
  | "slow"
  | "single-threaded"
  | "no-next-step"
  | "pushed"
  | "overdue"
  | "no-amount"
  | "stage-unknown";

export interface FlaggedDeal {
  dealId: string;
  flags: Flag[];
}

/** Portfolio health of one rep or a team on a day. */
export interface Health {
  asOf: string;
  count: number;
  total: Totals;
  /** Amounts times the chance of their stage. */
  weighted: Totals;
  /** True while any chance in it is assumed rather than the team's own. */
  weightsAssumed: boolean;
  quarter: string;
  /** `null` while no quota is known. */
  coverage: Coverage | null;
  stages: StageHealth[];
  /** More than half of the value stands before a demo. */
  frontLoaded: boolean | null;
  flagged: FlaggedDeal[];
}

export interface Coverage {
  currency: string;
  quotaMinor: number;
  wonMinor: number;
  /** All open pipeline to the whole quota. */
  ratio: number;
  /** What is due this quarter to what is left of it; `null` when nothing is left. */
  dueRatio: number | null;
  target: number;
}

export interface StageHealth {
  /** The deals' own word for it. */
  stage: string;
  key: StageKey | null;
  count: number;
  total: Totals;
  averageDays: number | null;
  /** The team's median, `null` when it has too little history. */
  usualDays: number | null;
  stays: number;
}

/** What a team agreed on; all of it can be set. */
export interface HealthStandards {
  /** Pipeline to quota. */
  coverage: number;
  /** Nothing heard for so many days is stale. */
  staleDays: number;
  /** Longer than the team's median by this factor is slow. */
  slowFactor: number;
  contacts: number;
}

export const HEALTH_STANDARDS: HealthStandards = {
  coverage: 3,
  staleDays: 21,
  slowFactor: 2,
  contacts: 2,
};

/** Everything about a pipeline that needs no reading of calls. */
export function healthOf(input: {
  deals: readonly Deal[];
  signs: ReadonlyMap<string, DealSigns>;
  /** Won in the running quarter, for what is left of the quota. */
  won: readonly Deal[];
  quotas: readonly Quota[];
  norms: Norms;
  today: string;
  standards?: HealthStandards;
}): Health {
  const { signs, norms, today, standards = HEALTH_STANDARDS } = input;
  const deals = input.deals.filter(({ status }) => status === "open");
  const weighted: Totals = {};
  let weightsAssumed = false;
  for (const deal of deals) {
    const norm = norms[stageOf(deal.stage)?.key ?? "prospecting"];
    if (norm.assumed) weightsAssumed = true;
    addTo(weighted, deal.currency, Math.round((deal.amountMinor ?? 0) * norm.chance));
  }
  const flagged = deals
    .map((deal) => ({
      dealId: deal.id,
      flags: flagsOf(deal, signs.get(deal.id), norms, today, standards),
    }))
    .filter(({ flags }) => flags.length > 0);
  return {
    asOf: today,
    count: deals.length,
    total: totalsOf(deals),
    weighted,
    weightsAssumed,
    quarter: quarterOf(today),
    coverage: coverageOf(deals, input.won, input.quotas, today, standards.coverage),
    stages: stagesOf(deals, signs, norms, today),
    frontLoaded: frontLoaded(deals),
    flagged,
  };
}

function flagsOf(
  deal: Deal,
  signs: DealSigns | undefined,
  norms: Norms,
  today: string,
  standards: HealthStandards,
): Flag[] {
  const flags: Flag[] = [];
  const stage = stageOf(deal.stage);
  if (!stage) flags.push("stage-unknown");
  if (deal.amountMinor === null) flags.push("no-amount");
  if (deal.closeOn && deal.closeOn < today) flags.push("overdue");
  if (signs && signs.pushes > 0) flags.push("pushed");
  if (signs?.touchedOn && daysBetween(signs.touchedOn, today) > standards.staleDays)
    flags.push("stale");
  const usual = stage ? norms[stage.key].days : null;
  if (
    signs?.stageSince &&
    usual !== null &&
    daysBetween(signs.stageSince, today) > usual * standards.slowFactor
  )
    flags.push("slow");
  if (signs && signs.contacts > 0 && signs.contacts < standards.contacts)
    flags.push("single-threaded");
  if (!(signs?.nextStepOn && signs.nextStepOn >= today)) flags.push("no-next-step");
  return flags;
}

function coverageOf(
  deals: readonly Deal[],
  won: readonly Deal[],
  quotas: readonly Quota[],
  today: string,
  target: number,
): Coverage | null {
  const quarter = quarterOf(today);
  const { from, to } = quarterBounds(quarter);
  const mine = quotas.filter((one) => one.quarter === quarter);
  const currency = mine[0]?.currency;
  if (!currency) return null;
  const quotaMinor = mine
    .filter((one) => one.currency === currency)
    .reduce((sum, one) => sum + one.amountMinor, 0);
  if (quotaMinor <= 0) return null;
  const sum = (all: readonly Deal[]) => totalsOf(all)[currency] ?? 0;
  const wonMinor = sum(
    won.filter(({ closedOn }) => closedOn !== null && closedOn >= from && closedOn <= to),
  );
  const left = quotaMinor - wonMinor;
  const due = sum(deals.filter(({ closeOn }) => closeOn !== null && closeOn <= to));
  return {
    currency,
    quotaMinor,
    wonMinor,
    ratio: sum(deals) / quotaMinor,
    dueRatio: left > 0 ? due / left : null,
    target,
  };
}

function stagesOf(
  deals: readonly Deal[],
  signs: ReadonlyMap<string, DealSigns>,
  norms: Norms,
  today: string,
): StageHealth[] {
  const groups = new Map<string, Deal[]>();
  for (const deal of deals) {
    const group = groups.get(deal.stage);
    if (group) group.push(deal);
    else groups.set(deal.stage, [deal]);
  }
  const rank = (stage: string) => STAGE_KEYS.indexOf(stageOf(stage)?.key ?? "won");
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([stage, group]) => {
      const key = stageOf(stage)?.key ?? null;
      const ages = group.flatMap((deal) => {
        const since = signs.get(deal.id)?.stageSince;
        return since ? [daysBetween(since, today)] : [];
      });
      return {
        stage,
        key,
        count: group.length,
        total: totalsOf(group),
        averageDays:
          ages.length === 0 ? null : ages.reduce((sum, age) => sum + age, 0) / ages.length,
        usualDays: key ? norms[key].days : null,
        stays: key ? norms[key].stays : 0,
      };
    });
}

/** `null` for a handful of deals: a share of three says nothing. */
function frontLoaded(deals: readonly Deal[]): boolean | null {
  const placed = deals.filter((deal) => stageOf(deal.stage) && deal.amountMinor !== null);
  if (placed.length < 4) return null;
  const early = placed.filter(
    (deal) => ASSUMED_CHANCE[stageOf(deal.stage)?.key ?? "won"] < ASSUMED_CHANCE.demo,
  );
  const sum = (all: readonly Deal[]) =>
    all.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
  return sum(early) > sum(placed) / 2;
}
