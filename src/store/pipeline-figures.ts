import { sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";

/** What one owner's deals come to on a day; sums in minor units by currency. */
export interface PipelineFigures {
  /** The owner's name; `null` for the whole team, deals without an owner included. */
  rep: string | null;
  open: { count: number; totals: Record<string, number> };
  won: { count: number; totals: Record<string, number> };
  lost: { count: number };
  /** Won of all that were decided, 0 to 1; `null` while none was. */
  winRate: number | null;
  /** Days from opened to won, averaged over won deals that have both days; `null` without any. */
  averageCycleDays: number | null;
}

interface Line extends Record<string, unknown> {
  rep: string | null;
  whole: boolean;
  currency: string;
  open: number;
  won: number;
  lost: number;
  open_minor: string;
  won_minor: string;
  cycle_days: string;
  cycles: number;
}

/**
 * Open, won and lost by owner as they stood at the end of a day: a deal counts from the day it was
 * opened (from ever, when that is unknown), is decided from the day it closed, and later changes of
 * amount, status and owner are taken back.
 */
export async function pipelineFigures(
  tx: Transaction,
  asOf: string | null,
): Promise<PipelineFigures[]> {
  const day = asOf ?? "9999-12-31";
  const { rows } = await tx.execute<Line>(sql`
    with later as (
      select distinct on (deal_id, field) deal_id, field, before from deal_change
      where at >= ${day}::date + 1 and field in ('status', 'amountMinor', 'owner')
      order by deal_id, field, at
    ), stood as (
      select coalesce(o.before, p.name, d.owner_name) as rep, d.currency,
        case
          when d.status = 'open' then coalesce(s.before, 'open')
          when d.closed_on > ${day}::date then 'open'
          when d.closed_on is null then coalesce(s.before, d.status)
          else d.status
        end as status,
        case when a.deal_id is null then d.amount_minor else coalesce(a.before, d.amount_minor::text)::bigint end as minor,
        d.closed_on - d.opened_on as days
      from deal d
      left join person p on p.id = d.owner_id
      left join later s on s.deal_id = d.id and s.field = 'status'
      left join later a on a.deal_id = d.id and a.field = 'amountMinor'
      left join later o on o.deal_id = d.id and o.field = 'owner'
      where d.opened_on is null or d.opened_on <= ${day}::date
    )
    select rep, grouping(rep) = 1 as whole, currency,
      (count(*) filter (where status = 'open'))::int as open,
      (count(*) filter (where status = 'won'))::int as won,
      (count(*) filter (where status = 'lost'))::int as lost,
      coalesce(sum(minor) filter (where status = 'open'), 0)::text as open_minor,
      coalesce(sum(minor) filter (where status = 'won'), 0)::text as won_minor,
      coalesce(sum(days) filter (where status = 'won'), 0)::text as cycle_days,
      (count(days) filter (where status = 'won'))::int as cycles
    from stood group by grouping sets ((rep, currency), (currency))`);
  const { rows: reps } = await tx.execute<{ name: string }>(
    sql`select name from person where role = 'rep' order by name`,
  );
  const names = new Set([
    ...reps.map(({ name }) => name),
    ...rows.flatMap((row) => (row.whole || row.rep === null ? [] : [row.rep])),
  ]);
  const lines = [...names].sort((a, b) => a.localeCompare(b));
  return [
    ...lines.map((name) =>
      figuresOf(
        name,
        rows.filter((row) => !row.whole && row.rep === name),
      ),
    ),
    figuresOf(
      null,
      rows.filter((row) => row.whole),
    ),
  ];
}

function figuresOf(rep: string | null, lines: readonly Line[]): PipelineFigures {
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0);
  const totals = (of: (line: Line) => string) =>
    Object.fromEntries(lines.map((line) => [line.currency, Number(of(line))]));
  const won = sum((line) => line.won);
  const decided = won + sum((line) => line.lost);
  const cycles = sum((line) => line.cycles);
  return {
    rep,
    open: { count: sum((line) => line.open), totals: totals((line) => line.open_minor) },
    won: { count: won, totals: totals((line) => line.won_minor) },
    lost: { count: decided - won },
    winRate: decided === 0 ? null : won / decided,
    averageCycleDays: cycles === 0 ? null : sum((line) => Number(line.cycle_days)) / cycles,
  };
}
