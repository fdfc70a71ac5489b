import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Refusal } from "../../deals/import/report.ts";
import type { Transaction } from "../database.ts";

const BATCH = 2000;

/** Rows go to a table of this transaction's own, in batches: memory stays flat however long the file. */
export async function stageRows(
  tx: Transaction,
  table: string,
  columns: string,
  rows: AsyncIterable<object>,
  onRows?: (rows: number) => Promise<void>,
): Promise<void> {
  await tx.execute(sql.raw(`drop table if exists ${table}, placed`));
  await tx.execute(
    sql.raw(
      `create temp table ${table} (row int, id uuid, "dealId" text, "dealName" text, account text, ${columns}) on commit drop`,
    ),
  );
  let batch: object[] = [];
  let count = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    count += batch.length;
    await tx.execute(
      sql`insert into ${sql.raw(table)} select * from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(batch)}::jsonb)`,
    );
    batch = [];
    await onRows?.(count);
  };
  for await (const row of rows) {
    batch.push({ ...row, id: v7() });
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

/**
 * Finds the deals that staged rows belong to, by id, else by name, else by account, into the table
 * `placed` (row, deal_id, account_id), and takes out the rows that belong nowhere or to several.
 * @param wide a row with an account alone belongs to all its open deals; else there must be one
 */
export async function placeRows(tx: Transaction, table: string, wide: boolean): Promise<Refusal[]> {
  await tx.execute(sql`
    create temp table placed on commit drop as
    with said as (
      select row, case when "dealId" is null then null else regexp_split_to_array("dealId", '\\s*;\\s*') end as ids,
        "dealName", account from ${sql.raw(table)}
    ), by_id as (
      select s.row, d.id from said s join deal d on d.external_id = any(s.ids)
    ), by_name as (
      select s.row, d.id, d.status,
        count(*) over (partition by s.row) as many,
        count(*) filter (where d.status = 'open') over (partition by s.row) as open
      from said s join deal d on lower(d.name) = lower(s."dealName")
        and (s.account is null or exists (
          select from account a where a.id = d.account_id and lower(a.name) = lower(s.account)))
      where s.ids is null
    ), by_account as (
      select s.row, d.id, count(*) over (partition by s.row) as many
      from said s join account a on lower(a.name) = lower(s.account)
      join deal d on d.account_id = a.id and d.status = 'open'
      where s.ids is null and s."dealName" is null
    ), found as (
      select row, id from by_id
      union select row, id from by_name where many = 1 or (open = 1 and status = 'open')
      union select row, id from by_account where ${wide} or many = 1
    )
    select f.row, d.id as deal_id, d.account_id from found f join deal d on d.id = f.id`);
  await tx.execute(sql`create index on placed (row)`);
  await tx.execute(sql`analyze placed`);
  const { rows } = await tx.execute<{
    row: number;
    dealId: string | null;
    dealName: string | null;
    account: string | null;
    called: number;
    open: number;
  }>(sql`
    delete from ${sql.raw(table)} t where not exists (select from placed p where p.row = t.row)
    returning t.row, t."dealId", t."dealName", t.account,
      (select count(*)::int from deal d where lower(d.name) = lower(t."dealName")) as called,
      (select count(*)::int from deal d join account a on a.id = d.account_id
        where lower(a.name) = lower(t.account) and d.status = 'open') as open`);
  return rows.map(({ row, dealId, dealName, account, called, open }) => ({
    row,
    reason: dealId
      ? `no deal here has the id "${dealId.slice(0, 60)}"`
      : dealName
        ? called > 1
          ? `${called} deals are called "${dealName.slice(0, 60)}"; give the deal's id`
          : `no deal here is called "${dealName.slice(0, 60)}"`
        : open > 1
          ? `"${(account ?? "").slice(0, 60)}" has ${open} open deals; give the deal's id or name`
          : `no open deal here is with "${(account ?? "").slice(0, 60)}"`,
  }));
}
