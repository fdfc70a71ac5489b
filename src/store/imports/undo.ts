import { desc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { Rejected } from "../../errors.ts";
import type { Transaction } from "../database.ts";
import { PATIENCE, WRITTEN } from "../deal-import.ts";
import { dealImport, dealImportRow } from "../schema.ts";
import { lockImport } from "./imports.ts";

/** What an undo put back, and what it left because somebody has worked with it since. */
export interface Undone {
  dealsRemoved: number;
  dealsRestored: number;
  activitiesRemoved: number;
  contactsRemoved: number;
  peopleRemoved: number;
  /** Names of deals that were changed after the import; they stay as they are now. */
  kept: string[];
}

/**
 * Takes an import back: what it added goes, what it changed is as before, and its lines in the history
 * go too, as if it had not been. What people or another import have touched since stays.
 * @throws Rejected when it is not done, or too long ago to be taken back
 */
export async function undoImport(tx: Transaction, id: string): Promise<Undone> {
  await tx.execute(sql.raw(`set local statement_timeout = '${PATIENCE}'`));
  const row = await lockImport(tx, id);
  if (!row) throw new Rejected("That import is not here.");
  if (row.state === "undone") throw new Rejected("That import is undone already.");
  if (row.state !== "done") throw new Rejected("That import has written nothing.");
  const [any] = await tx
    .select({ id: dealImportRow.id })
    .from(dealImportRow)
    .where(eq(dealImportRow.importId, id))
    .limit(1);
  if (!any && (row.report?.files ?? []).some(({ added, changed }) => added + changed > 0))
    throw new Rejected(
      `That import is too long ago: only the last ${KEPT_UNDOABLE} can be taken back.`,
    );
  const rows = sql`deal_import_row r`;
  const mine = sql`r.import_id = ${id}::uuid`;
  const count = async (query: ReturnType<typeof sql>) => (await tx.execute(query)).rowCount ?? 0;

  const activitiesRemoved = await count(sql`
    delete from activity a using ${rows}
    where ${mine} and r.subject = 'activity' and r.before is null and a.id = r.subject_id`);
  await tx.execute(sql`
    update activity a set (deal_id, kind, at, side, who, text) = (
      select b.deal_id, b.kind, b.at, b.side, b.who, b.text from jsonb_populate_record(null::activity, r.before) b)
    from ${rows} where ${mine} and r.subject = 'activity' and r.before is not null and a.id = r.subject_id`);
  await tx.execute(sql`
    delete from deal_contact dc using ${rows}
    where ${mine} and r.subject = 'role' and r.before is null and dc.contact_id = r.subject_id and dc.deal_id = r.deal_id`);
  await tx.execute(sql`
    update deal_contact dc set role = r.before->>'role', said_by = r.before->>'saidBy' from ${rows}
    where ${mine} and r.subject = 'role' and r.before is not null and dc.contact_id = r.subject_id and dc.deal_id = r.deal_id`);
  await tx.execute(sql`
    update contact c set email = r.before->>'email', title = r.before->>'title' from ${rows}
    where ${mine} and r.subject = 'contact' and r.before is not null and c.id = r.subject_id`);
  const contactsRemoved = await count(sql`
    delete from contact c using ${rows}
    where ${mine} and r.subject = 'contact' and r.before is null and c.id = r.subject_id
      and not exists (select from deal_contact dc where dc.contact_id = c.id)`);
  await tx.execute(sql`
    update quota q set amount_minor = (r.before->>'amountMinor')::bigint from ${rows}
    where ${mine} and r.subject = 'quota' and r.before is not null and q.id = r.subject_id`);
  await tx.execute(sql`
    delete from quota q using ${rows}
    where ${mine} and r.subject = 'quota' and r.before is null and q.id = r.subject_id`);

  // Compared where it is kept: a Date would lose the microseconds.
  const asLeft = sql`d.updated_at = (select written_at from deal_import where id = ${id}::uuid)`;
  const { rows: touched } = await tx.execute<{ name: string }>(sql`
    select d.name from ${rows} join deal d on d.id = r.subject_id
    where ${mine} and r.subject = 'deal' and not (${asLeft} and (r.before is not null or ${UNUSED}))
    order by 1 limit 200`);
  await tx.execute(sql`
    delete from deal_change c using ${rows}, deal d
    where ${mine} and r.subject = 'deal' and d.id = r.subject_id and ${asLeft}
      and c.deal_id = d.id and c.at = (select at from deal_import where id = ${id}::uuid) and c.by = 'import'`);
  const dealsRemoved = await count(sql`
    delete from deal d using ${rows}
    where ${mine} and r.subject = 'deal' and r.before is null and d.id = r.subject_id and ${asLeft} and ${UNUSED}`);
  const columns = sql.raw(WRITTEN.join(", "));
  const dealsRestored = await count(sql`
    update deal d set (${columns}, updated_at) = (
      select ${sql.raw(WRITTEN.map((one) => `b.${one}`).join(", "))}, now() from jsonb_populate_record(null::deal, r.before) b)
    from ${rows}
    where ${mine} and r.subject = 'deal' and r.before is not null and d.id = r.subject_id and ${asLeft}`);
  await tx.execute(sql`
    delete from account a using ${rows}
    where ${mine} and r.subject = 'account' and a.id = r.subject_id
      and not exists (select from deal d where d.account_id = a.id)
      and not exists (select from contact c where c.account_id = a.id)
      and not exists (select from call c where c.account_id = a.id)`);
  const peopleRemoved = await removePeople(tx, id);
  await tx.delete(dealImportRow).where(eq(dealImportRow.importId, id));
  await tx.update(dealImport).set({ state: "undone" }).where(eq(dealImport.id, id));
  return {
    ...{ dealsRemoved, dealsRestored, activitiesRemoved, contactsRemoved, peopleRemoved },
    kept: touched.map(({ name }) => name),
  };
}

/** Nobody has spoken about it, met or logged anything on it since it came. */
const UNUSED = sql`not exists (select from call c where c.deal_id = d.id)
  and not exists (select from activity a where a.deal_id = d.id)
  and not exists (select from meeting m where m.deal_id = d.id)
  and not exists (select from deal_answer w where w.deal_id = d.id)
  and not exists (select from deal_correction k where k.deal_id = d.id)`;

/** People go one by one: who has been spoken to, or has said something, is no longer only a name on a list. */
async function removePeople(tx: Transaction, importId: string): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select subject_id as id from deal_import_row
    where import_id = ${importId}::uuid and subject = 'person'`);
  let removed = 0;
  for (const { id } of rows) {
    await tx.execute(sql`savepoint one_person`);
    try {
      await tx.execute(sql`update person set manager_id = null where manager_id = ${id}::uuid
        and id in (select subject_id from deal_import_row where import_id = ${importId}::uuid and subject = 'person')`);
      const { rowCount } = await tx.execute(sql`
        delete from person p where p.id = ${id}::uuid
          and not exists (select from deal d where d.owner_id = p.id)
          and not exists (select from quota q where q.person_id = p.id)
          and not exists (select from delivery o where o.person_id = p.id)`);
      await tx.execute(sql`release savepoint one_person`);
      removed += rowCount ?? 0;
    } catch {
      await tx.execute(sql`rollback to savepoint one_person`);
    }
  }
  return removed;
}

/** So many imports can be taken back; what they wrote is forgotten with the next ones. */
const KEPT_UNDOABLE = 5;

/** Forgets what the older imports wrote, so that the store does not grow with each. */
export async function forgetOldImports(tx: Transaction): Promise<void> {
  const newest = await tx
    .select({ id: dealImport.id })
    .from(dealImport)
    .where(inArray(dealImport.state, ["done", "importing"]))
    .orderBy(desc(dealImport.createdAt))
    .limit(KEPT_UNDOABLE);
  const ids = newest.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.delete(dealImportRow).where(notInArray(dealImportRow.importId, ids));
}
