import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { ImportedDeal, OptionalField } from "../deals/import/row.ts";
import type { Database, Transaction } from "./database.ts";
import { recordPeople } from "./imports/record-people.ts";

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
  /** Owners who were made reps, since nobody was called so. */
  ownersAdded: number;
  /** Owners as the file has them, with whom they are here; `null`: their deals are kept under the name. */
  owners: { name: string; personId: string | null; person: string | null; deals: number }[];
}

const BATCH = 2000;
/** A million rows take longer than the minute that other statements have. */
export const PATIENCE = "20min";

class DryRun extends Error {}

/** How deals are merged into what is there. */
export interface DealMerging {
  has: ReadonlySet<OptionalField>;
  now: Date;
  /** Makes reps of owners nobody here is called like. */
  addOwners?: boolean;
  /** What an owner's e-mail or name means here, in lower case. */
  owners?: Readonly<Record<string, string>>;
  /** Keeps what was there before under this import, so that it can be undone. */
  importId?: string | null;
  /** Told now and then how many rows were read. */
  onRows?: (rows: number) => Promise<void>;
}

/**
 * Brings deals in, all or none: one transaction a file, so that a file that breaks leaves nothing.
 * @param options.before runs first in the same transaction
 */
export async function importDeals(
  database: Database,
  workspaceId: string,
  deals: AsyncIterable<IncomingDeal> | Iterable<IncomingDeal>,
  options: DealMerging & { dryRun?: boolean; before?: (tx: Transaction) => Promise<void> },
): Promise<DealImport> {
  return await allOrNone(database, workspaceId, options.dryRun ?? false, async (tx) => {
    await options.before?.(tx);
    return await mergeDeals(tx, deals, options);
  });
}

/** Runs an import in a transaction that has time; a dry run is the same and then taken back. */
export async function allOrNone<Result>(
  database: Database,
  workspaceId: string,
  dryRun: boolean,
  run: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  let result: { of: Result } | undefined;
  try {
    await database.inWorkspace(workspaceId, async (tx) => {
      await tx.execute(sql.raw(`set local statement_timeout = '${PATIENCE}'`));
      result = { of: await run(tx) };
      if (dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  if (!result) throw new Error("an import ends with a result");
  return result.of;
}

/**
 * Merges deals within a transaction: known ones (by external id) are updated, and each change of stage,
 * amount, close date, category, status or owner is kept with its time.
 */
export async function mergeDeals(
  tx: Transaction,
  deals: AsyncIterable<IncomingDeal> | Iterable<IncomingDeal>,
  options: DealMerging,
): Promise<DealImport> {
  await stage(tx, deals, options.onRows);
  return await merge(tx, options);
}

/** Rows go to a table of this transaction's own, in batches: memory stays flat however long the file. */
async function stage(
  tx: Transaction,
  deals: AsyncIterable<IncomingDeal> | Iterable<IncomingDeal>,
  onRows?: (rows: number) => Promise<void>,
): Promise<void> {
  await tx.execute(sql`drop table if exists incoming, resolved`);
  await tx.execute(sql`
    create temp table incoming (
      row int, id uuid, "accountId" uuid, "externalId" text, name text, account text, owner text,
      "ownerEmail" text, stage text, status text, category text, "amountMinor" bigint, currency text,
      segment text, type text, "openedOn" date, "closeOn" date, "closedOn" date, "nextStep" text,
      "nextStepOn" date, "lossReason" text
    ) on commit drop`);
  let batch: unknown[] = [];
  let rows = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    rows += batch.length;
    await tx.execute(
      sql`insert into incoming select * from jsonb_populate_recordset(null::incoming, ${JSON.stringify(batch)}::jsonb)`,
    );
    batch = [];
    await onRows?.(rows);
  };
  for await (const one of deals) {
    batch.push({ ...one, id: v7(), accountId: v7() });
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

async function merge(
  tx: Transaction,
  { has, now, owners = {}, importId = null, addOwners = false }: DealMerging,
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
  const { rows: accounts } = await tx.execute<{ id: string }>(sql`
    insert into account (id, name)
    select distinct on (lower(i.account)) i."accountId", i.account from incoming i
    where i.account is not null
      and not exists (select from account a where lower(a.name) = lower(i.account))
    order by lower(i.account), i.row returning id`);
  const strangers = addOwners ? await makeReps(tx, owners) : [];
  if (importId) await recordPeople(tx, importId, strangers);
  await tx.execute(resolved(has, owners));
  await tx.execute(sql`analyze resolved`);
  if (importId) {
    await tx.execute(sql`
      insert into deal_import_row (id, import_id, subject, subject_id)
      select gen_random_uuid(), ${importId}::uuid, 'account', one::uuid
      from jsonb_array_elements_text(${JSON.stringify(accounts.map(({ id }) => id))}::jsonb) one`);
    await tx.execute(remembered(importId));
  }
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
  const { rows: named } = await tx.execute<DealImport["owners"][number] & Record<string, unknown>>(
    sql`select owner_said as name, owner_id as "personId",
      case when owner_id is not null then owner_shown end as person, count(*)::int as deals
      from resolved where owner_said is not null group by 1, 2, 3 order by 1 limit 1000`,
  );
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
    ownersAdded: strangers.length,
    owners: named,
  };
}

/** Owners nobody here is called like, or known by their e-mail, become reps. Returns their ids. */
async function makeReps(
  tx: Transaction,
  owners: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into person (id, name, email, role)
    select gen_random_uuid(), min(i.owner), case when count(distinct i."ownerEmail") = 1 then min(i."ownerEmail") end, 'rep'
    from incoming i
    where i.owner is not null and not ${JSON.stringify(owners)}::jsonb ? lower(i.owner)
      and not exists (select from person p where lower(p.name) = lower(i.owner) or lower(p.email) = i."ownerEmail")
    group by lower(i.owner) on conflict do nothing returning id`);
  return rows.map(({ id }) => id);
}

/**
 * Each row with the ids it points at and what the store held before. A name that two people share
 * belongs to neither; what the source merely repeats does not undo a review.
 */
function resolved(has: ReadonlySet<OptionalField>, owners: Readonly<Record<string, string>>) {
  const keep = (field: OptionalField, fresh: string, known: string) =>
    sql.raw(has.has(field) ? fresh : `case when d.id is null then ${fresh} else ${known} end`);
  // While the source repeats what it said last, what a review has said since stands.
  const said = (field: OptionalField, fresh: string, known: string, source: string) =>
    keep(
      field,
      `case when d.id is not null and ${source} is not distinct from ${fresh} then ${known} else ${fresh} end`,
      known,
    );
  // A deal that was handed over stays so while the source goes on naming the one before.
  const owner = (fresh: string, known: string) =>
    keep(
      "owner",
      `case when lower(d.source_owner) = lower(${SAID_OWNER}) then ${known} else ${fresh} end`,
      known,
    );
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
    ), told as (
      select o.key, p.id, p.name from jsonb_each_text(${JSON.stringify(owners)}::jsonb) o
      join person p on p.id::text = o.value
    ), matched as (
      select i.*, coalesce(e.id, t.id, m.id, p.id) as owner_id,
        coalesce(e.name, t.name, m.name, p.name) as owner_known, a.id as account_known
      from incoming i
      left join told e on e.key = i."ownerEmail"
      left join told t on t.key = lower(i.owner)
      left join mails m on m.key = i."ownerEmail"
      left join people p on p.key = lower(i.owner)
      left join accounts a on a.key = lower(i.account)
    )
    select
      d.id as known, coalesce(d.id, i.id) as id, i."externalId" as external_id, i.name,
      ${keep("account", "i.account_known", "d.account_id")} as account_id,
      ${owner("i.owner_id", "d.owner_id")} as owner_id,
      ${owner("case when i.owner_id is null then i.owner end", "d.owner_name")} as owner_name,
      ${owner(SAID_OWNER, "coalesce(o.name, d.owner_name)")} as owner_shown,
      ${owner("null", "d.source_owner")} as source_owner,
      coalesce(i.owner, i."ownerEmail") as owner_said,
      i.stage, i.status, i.currency,
      ${said("category", "i.category", "d.category", "d.source_category")} as category,
      ${keep("category", "i.category", "d.source_category")} as source_category,
      ${keep("amount", `i."amountMinor"`, "d.amount_minor")} as amount_minor,
      ${keep("segment", "i.segment", "d.segment")} as segment,
      ${keep("type", "i.type", "d.type")} as type,
      ${keep("openedOn", `i."openedOn"`, "d.opened_on")} as opened_on,
      ${said("closeOn", `i."closeOn"`, "d.close_on", "d.source_close_on")} as close_on,
      ${keep("closeOn", `i."closeOn"`, "d.source_close_on")} as source_close_on,
      i."closedOn" as closed_on,
      ${said("nextStep", `i."nextStep"`, "d.next_step", "d.source_next_step")} as next_step,
      ${said("nextStep", `i."nextStepOn"`, "d.next_step_on", "d.source_next_step_on")} as next_step_on,
      ${keep("nextStep", `i."nextStep"`, "d.source_next_step")} as source_next_step,
      ${keep("nextStep", `i."nextStepOn"`, "d.source_next_step_on")} as source_next_step_on,
      ${keep("lossReason", `i."lossReason"`, "d.loss_reason")} as loss_reason,
      d.stage as was_stage, d.status as was_status, d.category as was_category,
      d.amount_minor as was_amount, d.close_on as was_close,
      coalesce(o.name, d.owner_name) as was_owner
    from matched i
    left join deal d on d.external_id = i."externalId"
    left join person o on o.id = d.owner_id`;
}

const SAID_OWNER = "coalesce(i.owner_known, i.owner)";

/** The columns an import writes, and an undo puts back. */
export const WRITTEN = [
  ...["account_id", "owner_id", "owner_name", "name", "stage", "category", "source_category"],
  ...["status", "amount_minor", "currency", "segment", "type", "opened_on", "close_on"],
  ...["closed_on", "next_step", "next_step_on", "loss_reason", "source_close_on"],
  ...["source_next_step", "source_next_step_on", "source_owner"],
];
const of = (table: string) => WRITTEN.map((column) => `${table}.${column}`).join(", ");

/** What each deal that is about to be written was before; nothing for those that stay the same. */
const remembered = (importId: string) => sql`
  insert into deal_import_row (id, import_id, subject, subject_id, before)
  select gen_random_uuid(), ${importId}::uuid, 'deal', r.id,
    case when d.id is not null then ${sql.raw(`jsonb_build_object(${WRITTEN.map((one) => `'${one}', d.${one}`).join(", ")})`)} end
  from resolved r left join deal d on d.id = r.known
  where d.id is null or (${sql.raw(of("d"))}) is distinct from (${sql.raw(of("r"))})`;

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
