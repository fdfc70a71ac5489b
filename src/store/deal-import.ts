import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { ImportedDeal } from "../deals/import/row.ts";
import type { Database, Transaction } from "./database.ts";

/** One row of a file on its way in; `row` is its number in the file. */
export interface IncomingDeal extends ImportedDeal {
  row: number;
}

export interface DealImport {
  /** Rows now in the store, whether new, changed or as before. */
  imported: number;
  added: number;
  changed: number;
  /** Deals that were lost and are open again. */
  reopened: number;
  refused: { row: number; reason: string }[];
  /** Owners' names that belong to nobody here; their deals are kept under the name. */
  unmatchedOwners: string[];
}

/** Fields that a file may leave out; what it does not have a column for stays as it is. */
export type OptionalField =
  | "account"
  | "owner"
  | "category"
  | "amount"
  | "segment"
  | "type"
  | "openedOn"
  | "closeOn"
  | "nextStep"
  | "lossReason";

const BATCH = 2000;
/** A million rows take longer than the minute that other statements have. */
const PATIENCE = "20min";

class DryRun extends Error {}

/**
 * Brings deals in, all or none: one transaction a file, so that a file that breaks leaves nothing.
 * Known deals (by external id) are updated, and each change of stage, amount, close date, category,
 * status or owner is kept with its time.
 * @param options.before runs first in the same transaction
 */
export async function importDeals(
  database: Database,
  workspaceId: string,
  deals: AsyncIterable<IncomingDeal> | Iterable<IncomingDeal>,
  options: {
    has: ReadonlySet<OptionalField>;
    now: Date;
    dryRun?: boolean;
    before?: (tx: Transaction) => Promise<void>;
  },
): Promise<DealImport> {
  let result: DealImport | undefined;
  try {
    await database.inWorkspace(workspaceId, async (tx) => {
      await tx.execute(sql.raw(`set local statement_timeout = '${PATIENCE}'`));
      await options.before?.(tx);
      await stage(tx, deals);
      result = await merge(tx, options.has, options.now);
      if (options.dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  if (!result) throw new Error("an import ends with a result");
  return result;
}

/** Rows go to a table of this transaction's own, in batches: memory stays flat however long the file. */
async function stage(
  tx: Transaction,
  deals: AsyncIterable<IncomingDeal> | Iterable<IncomingDeal>,
): Promise<void> {
  await tx.execute(sql`
    create temp table incoming (
      row int, id uuid, "accountId" uuid, "externalId" text, name text, account text, owner text,
      "ownerEmail" text, stage text, status text, category text, "amountMinor" bigint, currency text,
      segment text, type text, "openedOn" date, "closeOn" date, "closedOn" date, "nextStep" text,
      "nextStepOn" date, "lossReason" text
    ) on commit drop`);
  let batch: unknown[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    await tx.execute(
      sql`insert into incoming select * from jsonb_populate_recordset(null::incoming, ${JSON.stringify(batch)}::jsonb)`,
    );
    batch = [];
  };
  for await (const one of deals) {
    batch.push({ ...one, id: v7(), accountId: v7() });
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

async function merge(
  tx: Transaction,
  has: ReadonlySet<OptionalField>,
  now: Date,
): Promise<DealImport> {
  const { rows: repeated } = await tx.execute<{
    row: number;
    externalId: string;
    first: number;
  }>(sql`
    with numbered as (
      select ctid, "externalId", min(row) over (partition by "externalId") as first, row from incoming
    )
    delete from incoming using numbered
    where incoming.ctid = numbered.ctid and numbered.row <> numbered.first
    returning incoming.row, incoming."externalId", numbered.first`);
  await tx.execute(sql`
    insert into account (id, name)
    select distinct on (lower(i.account)) i."accountId", i.account from incoming i
    where i.account is not null
      and not exists (select from account a where lower(a.name) = lower(i.account))
    order by lower(i.account), i.row`);
  await tx.execute(resolved(has));
  await tx.execute(sql`analyze resolved`);
  await tx.execute(sql`
    insert into deal_change (id, deal_id, at, field, before, after, by)
    select gen_random_uuid(), r.known, ${now.toISOString()}::timestamptz, f.field, f.before, f.after, 'import'
    from resolved r, lateral (values
      ('stage', r.was_stage, r.stage),
      ('status', r.was_status, r.status),
      ('category', r.was_category, r.category),
      ('amountMinor', r.was_amount::text, r.amount_minor::text),
      ('closeOn', r.was_close::text, r.close_on::text),
      ('owner', r.was_owner, r.owner_shown)
    ) f(field, before, after)
    where r.known is not null and f.before is distinct from f.after`);
  const { rows: written } = await tx.execute<{ added: boolean; count: number }>(UPSERT);
  const { rows: counts } = await tx.execute<{ count: number; reopened: number }>(sql`
    select count(*)::int as count,
      (count(*) filter (where was_status = 'lost' and status = 'open'))::int as reopened from resolved`);
  const { rows: owners } = await tx.execute<{ owner: string }>(sql`
    select distinct owner_name as owner from resolved where owner_name is not null order by 1 limit 1000`);
  const countOf = (added: boolean) => written.find((one) => one.added === added)?.count ?? 0;
  return {
    imported: counts[0]?.count ?? 0,
    added: countOf(true),
    changed: countOf(false),
    reopened: counts[0]?.reopened ?? 0,
    refused: repeated
      .map(({ row, externalId, first }) => ({
        row,
        reason: `repeats the deal id "${externalId.slice(0, 60)}" of row ${first}`,
      }))
      .sort((a, b) => a.row - b.row),
    unmatchedOwners: owners.map(({ owner }) => owner),
  };
}

/**
 * Each row with the ids it points at and what the store held before. A name that two people share
 * belongs to neither; a category that the source merely repeats does not undo a review.
 */
function resolved(has: ReadonlySet<OptionalField>) {
  const keep = (field: OptionalField, fresh: string, known: string) =>
    sql.raw(has.has(field) ? fresh : `case when d.id is null then ${fresh} else ${known} end`);
  return sql`
    create temp table resolved on commit drop as
    with people as (
      select lower(name) as key, min(id::text)::uuid as id, min(name) as name
      from person group by 1 having count(*) = 1
    ), mails as (
      select lower(email) as key, min(id::text)::uuid as id, min(name) as name
      from person where email is not null group by 1
    ), accounts as (
      select lower(name) as key, min(id::text)::uuid as id from account group by 1
    ), matched as (
      select i.*, coalesce(m.id, p.id) as owner_id, coalesce(m.name, p.name) as owner_known,
        a.id as account_known
      from incoming i
      left join mails m on m.key = i."ownerEmail"
      left join people p on p.key = lower(i.owner)
      left join accounts a on a.key = lower(i.account)
    )
    select
      d.id as known, coalesce(d.id, i.id) as id, i."externalId" as external_id, i.name,
      ${keep("account", "i.account_known", "d.account_id")} as account_id,
      ${keep("owner", "i.owner_id", "d.owner_id")} as owner_id,
      ${keep("owner", "case when i.owner_id is null then i.owner end", "d.owner_name")} as owner_name,
      ${keep("owner", "coalesce(i.owner_known, i.owner)", "coalesce(o.name, d.owner_name)")} as owner_shown,
      i.stage, i.status, i.currency,
      ${keep("category", "case when d.id is not null and d.source_category is not distinct from i.category then d.category else i.category end", "d.category")} as category,
      ${keep("category", "i.category", "d.source_category")} as source_category,
      ${keep("amount", `i."amountMinor"`, "d.amount_minor")} as amount_minor,
      ${keep("segment", "i.segment", "d.segment")} as segment,
      ${keep("type", "i.type", "d.type")} as type,
      ${keep("openedOn", `i."openedOn"`, "d.opened_on")} as opened_on,
      ${keep("closeOn", `i."closeOn"`, "d.close_on")} as close_on,
      i."closedOn" as closed_on,
      ${keep("nextStep", `i."nextStep"`, "d.next_step")} as next_step,
      ${keep("nextStep", `i."nextStepOn"`, "d.next_step_on")} as next_step_on,
      ${keep("lossReason", `i."lossReason"`, "d.loss_reason")} as loss_reason,
      d.stage as was_stage, d.status as was_status, d.category as was_category,
      d.amount_minor as was_amount, d.close_on as was_close,
      coalesce(o.name, d.owner_name) as was_owner
    from matched i
    left join deal d on d.external_id = i."externalId"
    left join person o on o.id = d.owner_id`;
}

const WRITTEN = [
  ...["account_id", "owner_id", "owner_name", "name", "stage", "category", "source_category"],
  ...["status", "amount_minor", "currency", "segment", "type", "opened_on", "close_on"],
  ...["closed_on", "next_step", "next_step_on", "loss_reason"],
];
const of = (table: string) => WRITTEN.map((column) => `${table}.${column}`).join(", ");

/** Writes new deals and those that differ, and leaves alone what is the same. */
const UPSERT = sql.raw(`
  with written as (
    insert into deal (id, external_id, ${WRITTEN.join(", ")})
    select r.id, r.external_id, ${of("r")} from resolved r
    on conflict (workspace_id, external_id) do update
    set (${WRITTEN.join(", ")}, updated_at) = row(${of("excluded")}, now())
    where (${of("deal")}) is distinct from (${of("excluded")})
    returning (xmax = 0) as added
  )
  select added, count(*)::int as count from written group by added`);
