import { sql } from "drizzle-orm";
import type { ImportedActivity } from "../../deals/import/activity-row.ts";
import type { Transaction } from "../database.ts";
import { placeRows, stageRows } from "./deal-places.ts";
import type { Merged, Merging } from "./merging.ts";

/**
 * Merges what was logged on deals. The same line is the same activity: by its id, else by everything
 * it says. Who is on which side is taken from the file, else from whose name it is.
 * @param options.zone IANA name; the zone of times that name none
 */
export async function mergeActivities(
  tx: Transaction,
  activities: AsyncIterable<ImportedActivity & { row: number }>,
  { importId, onRows, zone }: Merging & { zone: string },
): Promise<Merged> {
  await stageRows(
    tx,
    "incoming_activity",
    `"externalId" text, kind text, at text, side text, who text, text text`,
    activities,
    onRows,
  );
  const refused = await placeRows(tx, "incoming_activity", false);
  await tx.execute(sql`drop table if exists logged`);
  await tx.execute(sql`
    create temp table logged on commit drop as
    with one as (
      select distinct on (i.row) i.*, p.deal_id, p.account_id
      from incoming_activity i join placed p on p.row = i.row order by i.row, p.deal_id
    )
    select o.row, o.id, o.deal_id, o.kind, o.text,
      case when o.at ~ '(Z|[+-][0-9:]{4,6})$' then o.at::timestamptz
        else o.at::timestamp at time zone ${zone} end as at,
      coalesce(o.side, case when ours.id is not null then 'rep' when theirs.id is not null then 'buyer' end) as side,
      coalesce(ours.name, theirs.name, o.who) as who,
      coalesce(o."externalId", 'line-' || md5(concat_ws('|', o.deal_id, o.kind, o.at, lower(o.who), o.text))) as external_id,
      o."externalId" is not null as has_id
    from one o
    left join lateral (select id, name from person p
      where lower(p.name) = lower(o.who) or lower(p.email) = lower(o.who) limit 1) ours on true
    left join lateral (select c.id, c.name from contact c
      where ours.id is null and (lower(c.email) = lower(o.who) or (lower(c.name) = lower(o.who)
        and (c.account_id = o.account_id or exists (select from deal_contact dc
          where dc.deal_id = o.deal_id and dc.contact_id = c.id)))) limit 1) theirs on true`);
  const { rows: repeated } = await tx.execute<{ row: number; first: number; hasId: boolean }>(sql`
    with numbered as (select row, min(row) over (partition by external_id) as first from logged)
    delete from logged using numbered
    where logged.row = numbered.row and numbered.row <> numbered.first
    returning logged.row, numbered.first, logged.has_id as "hasId"`);
  const differs = sql.raw(
    "(a.deal_id, a.kind, a.at, a.side, a.who, a.text) is distinct from (l.deal_id, l.kind, l.at, l.side, l.who, l.text)",
  );
  if (importId)
    await tx.execute(sql`
      insert into deal_import_row (id, import_id, subject, subject_id, before)
      select gen_random_uuid(), ${importId}::uuid, 'activity', coalesce(a.id, l.id),
        case when a.id is not null then to_jsonb(a) - 'workspace_id' end
      from logged l left join activity a on a.external_id = l.external_id
      where a.id is null or ${differs}`);
  const { rows: written } = await tx.execute<{ added: boolean; count: number }>(sql`
    with written as (
      insert into activity as a (id, external_id, deal_id, kind, at, side, who, text)
      select id, external_id, deal_id, kind, at, side, who, text from logged
      on conflict (workspace_id, external_id) do update
      set (deal_id, kind, at, side, who, text) =
        row(excluded.deal_id, excluded.kind, excluded.at, excluded.side, excluded.who, excluded.text)
      where (a.deal_id, a.kind, a.at, a.side, a.who, a.text) is distinct from
        (excluded.deal_id, excluded.kind, excluded.at, excluded.side, excluded.who, excluded.text)
      returning (xmax = 0) as added
    )
    select added, count(*)::int as count from written group by added`);
  const { rows: counts } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from logged`,
  );
  return {
    imported: counts[0]?.count ?? 0,
    added: written.find(({ added }) => added)?.count ?? 0,
    changed: written.find(({ added }) => !added)?.count ?? 0,
    refused: [
      ...refused,
      ...repeated.map(({ row, first, hasId }) => ({
        row,
        reason: hasId ? `repeats the id of row ${first}` : `says the same as row ${first}`,
      })),
    ].sort((a, b) => a.row - b.row),
  };
}
