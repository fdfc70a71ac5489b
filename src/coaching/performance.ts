import { type Deal, daysBetween, type Quota } from "../deals/deal.ts";
import { addTo, spokenMoney, spokenTotals, type Totals } from "../deals/money.ts";
import { quarterBounds, quarterOf } from "../deals/quarters.ts";
import { counted } from "../deals/spoken.ts";

/** A number about a person's deals, ready to read, with what it was counted from. */
export interface Figure {
  label: string;
  value: string;
  /** What it rests on: "won of decided, CRM, since 12 Nov 2025". */
  source: string;
}

/** Fewer decided deals than this give no rate, fewer won ones no average. */
const LEAST_DECIDED = 5;
const LEAST_WON = 3;
const YEAR = 365;

/** Attainment, win rate, deal size, cycle, coverage: each with its base, or why there is none. */
export function performanceOf(
  deals: readonly Deal[],
  quotas: readonly Quota[],
  today: string,
): Figure[] {
  const recent = deals.filter(
    ({ status, closedOn }) =>
      status !== "open" && closedOn !== null && daysBetween(closedOn, today) <= YEAR,
  );
  const won = recent.filter(({ status }) => status === "won");
  const open = deals.filter(({ status }) => status === "open");
  return [
    ...quotaFigures(deals, open, quotas, today),
    winRate(won.length, recent.length),
    averageSize(won),
    cycle(won),
  ];
}

function winRate(won: number, decided: number): Figure {
  const source = "deals decided in the last twelve months, CRM";
  const value =
    decided === 0
      ? "no decided deal yet"
      : decided < LEAST_DECIDED
        ? `${won} won of ${decided} decided, too few for a rate`
        : `${Math.round((won / decided) * 100)} % (${won} of ${decided})`;
  return { label: "Win rate", value, source };
}

function averageSize(won: readonly Deal[]): Figure {
  const source = "deals won in the last twelve months, CRM";
  const priced = won.filter(({ amountMinor }) => amountMinor !== null);
  const unpriced = won.length - priced.length;
  const left = unpriced > 0 ? `; ${counted(unpriced, "deal")} without an amount left out` : "";
  const currencies = [...new Set(priced.map(({ currency }) => currency))];
  const parts = currencies.map((currency) => {
    const own = priced.filter((deal) => deal.currency === currency);
    const total = own.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0);
    const mean = spokenMoney(total / own.length, currency);
    return own.length < LEAST_WON
      ? `${mean} over ${counted(own.length, "won deal")}, too few to average`
      : `${mean} over ${own.length} won`;
  });
  return { label: "Average deal", value: (parts.join("; ") || "no won deal yet") + left, source };
}

function cycle(won: readonly Deal[]): Figure {
  const days = won.flatMap(({ openedOn, closedOn }) =>
    openedOn && closedOn ? [daysBetween(openedOn, closedOn)] : [],
  );
  const mean = Math.round(days.reduce((sum, one) => sum + one, 0) / Math.max(1, days.length));
  const value =
    days.length === 0
      ? "no won deal with both dates yet"
      : days.length < LEAST_WON
        ? `${mean} days over ${counted(days.length, "won deal")}, too few to average`
        : `${mean} days over ${days.length} won`;
  return { label: "Cycle", value, source: "opened to won, CRM" };
}

/** What the quarter's quota says; one line when nobody has set any. */
function quotaFigures(
  deals: readonly Deal[],
  open: readonly Deal[],
  quotas: readonly Quota[],
  today: string,
): Figure[] {
  const quarter = quarterOf(today);
  const { from, to } = quarterBounds(quarter);
  const name = quarter.slice(5);
  const totals: Totals = {};
  for (const { currency, amountMinor } of open) addTo(totals, currency, amountMinor);
  const set = quotas.filter((quota) => quota.quarter === quarter && quota.amountMinor > 0);
  if (set.length === 0)
    return [
      {
        label: "Quota",
        value: `none known for ${name}, so no attainment and no coverage`,
        source: "quotas as imported",
      },
      { label: "Open pipeline", value: openWords(totals, open.length), source: "CRM" },
    ];
  return set.flatMap(({ currency, amountMinor: quota }) => {
    const won = deals
      .filter((deal) => deal.status === "won" && deal.currency === currency)
      .filter(({ closedOn }) => closedOn !== null && closedOn >= from && closedOn <= to)
      .reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0);
    const left = quota - won;
    const pipeline = totals[currency] ?? 0;
    const others = Object.entries(totals).filter(([code, sum]) => code !== currency && sum > 0);
    const aside =
      others.length > 0 ? `; ${spokenTotals(Object.fromEntries(others))} in other money aside` : "";
    const spoken = (minor: number) => spokenMoney(minor, currency);
    return [
      {
        label: `Quota, ${name}`,
        value: `${spoken(won)} of ${spoken(quota)} won (${Math.round((won / quota) * 100)} %)`,
        source: `deals won since ${from}, CRM`,
      },
      {
        label: "Coverage",
        value:
          left <= 0
            ? `the quota is met; ${spoken(pipeline)} open`
            : `${tenth(pipeline / left)} to 1: ${spoken(pipeline)} open for ${spoken(left)} left${aside}`,
        source: "open deals against what is left of the quota",
      },
    ];
  });
}

const openWords = (totals: Totals, count: number) =>
  count === 0 ? "no open deal" : `${spokenTotals(totals)} in ${counted(count, "deal")}`;
const tenth = (value: number) => String(Math.round(value * 10) / 10);

/** Open pipeline over what is left of the quarter's quota, in its currency; `null` without a quota, or once it is met. */
export function coverageOf(
  deals: readonly Deal[],
  quotas: readonly Quota[],
  today: string,
): number | null {
  const quarter = quarterOf(today);
  const { from, to } = quarterBounds(quarter);
  const quota = quotas.find((one) => one.quarter === quarter && one.amountMinor > 0);
  if (!quota) return null;
  const own = deals.filter(({ currency }) => currency === quota.currency);
  const sum = (some: readonly Deal[]) =>
    some.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
  const won = own.filter(
    ({ status, closedOn }) =>
      status === "won" && closedOn !== null && closedOn >= from && closedOn <= to,
  );
  const left = quota.amountMinor - sum(won);
  return left > 0 ? sum(own.filter(({ status }) => status === "open")) / left : null;
}
