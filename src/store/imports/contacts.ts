import { sql } from "drizzle-orm";
import type { ImportedContact } from "../../deals/import/contact-row.ts";
import type { Transaction } from "../database.ts";
import { placeRows, stageRows } from "./deal-places.ts";
import type { Merged, Merging } from "./merging.ts";

/**
 * Merges the buyer's people and their parts in deals. Somebody is the same by e-mail, else by name at
 * the same account; a role that a file leaves open stays as it is.
 */
export async function mergeContacts(
  tx: Transaction,
  contacts: AsyncIterable<ImportedContact & { row: number }>,
  { importId, onRows }: Merging,
): Promise<Merged> {
  await stageRows(
    tx,
    "incoming_contact",
    `name text, email text, title text, role text`,
    contacts,
    onRows,
  );
  const refused = await placeRows(tx, "incoming_contact", true);
  await tx.execute(sql`drop table if exists met`);
  // One line a person: their rows share a key, and the id of whoever is here already, else a new one.
  await tx.execute(sql`
    create temp table met on commit drop as
    with keyed as (
      select i.*, p.deal_id, p.account_id,
        coalesce(i.email, coalesce(p.account_id, p.deal_id)::text || '|' || lower(i.name)) as key
      from incoming_contact i join placed p on p.row = i.row
    ), known as (
      select distinct on (k.key) k.key, c.id
      from keyed k join contact c on
        (k.email is not null and lower(c.email) = k.email)
        or (lower(c.name) = lower(k.name) and (k.email is null or c.email is null)
          and (c.account_id = k.account_id or exists (
            select from deal_contact dc where dc.deal_id = k.deal_id and dc.contact_id = c.id)))
      order by k.key, (lower(c.email) = k.email) desc nulls last
    ), fresh as (select key, gen_random_uuid() as id from keyed group by key)
    select k.row, k.deal_id, k.account_id, k.name, k.email, k.title, k.role,
      coalesce(known.id, fresh.id) as contact_id, known.id is null as is_new
    from keyed k join fresh on fresh.key = k.key left join known on known.key = k.key`);
  if (importId) {
    await tx.execute(sql`
      insert into deal_import_row (id, import_id, subject, subject_id, before)
      select distinct on (m.contact_id) gen_random_uuid(), ${importId}::uuid, 'contact', m.contact_id,
        case when not m.is_new then jsonb_build_object('email', c.email, 'title', c.title) end
      from met m left join contact c on c.id = m.contact_id
      where m.is_new or coalesce(c.email, m.email) is distinct from c.email
        or coalesce(m.title, c.title) is distinct from c.title`);
    await tx.execute(sql`
      insert into deal_import_row (id, import_id, subject, subject_id, deal_id, before)
      select distinct on (m.contact_id, m.deal_id) gen_random_uuid(), ${importId}::uuid, 'role',
        m.contact_id, m.deal_id, case when dc.contact_id is not null then jsonb_build_object('role', dc.role, 'saidBy', dc.said_by) end
      from met m left join deal_contact dc on dc.deal_id = m.deal_id and dc.contact_id = m.contact_id
      where dc.contact_id is null or coalesce(m.role, dc.role) is distinct from dc.role`);
  }
  await tx.execute(sql`
    insert into contact (id, account_id, name, email, title)
    select distinct on (contact_id) contact_id, account_id, name, email, title
    from met where is_new order by contact_id, row`);
  await tx.execute(sql`
    update contact c set email = coalesce(c.email, m.email), title = coalesce(m.title, c.title)
    from (select distinct on (contact_id) * from met where not is_new order by contact_id, row desc) m
    where c.id = m.contact_id
      and (coalesce(c.email, m.email) is distinct from c.email or coalesce(m.title, c.title) is distinct from c.title)`);
  const { rows: written } = await tx.execute<{ added: boolean; count: number }>(sql`
    with written as (
      insert into deal_contact as dc (deal_id, contact_id, role)
      select distinct on (deal_id, contact_id) deal_id, contact_id, role
      from met order by deal_id, contact_id, (role is null), row
      on conflict (workspace_id, deal_id, contact_id) do update set role = excluded.role, said_by = null
      where excluded.role is not null and dc.role is distinct from excluded.role
      returning (xmax = 0) as added
    )
    select added, count(*)::int as count from written group by added`);
  const { rows: counts } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from incoming_contact`,
  );
  return {
    imported: counts[0]?.count ?? 0,
    added: written.find(({ added }) => added)?.count ?? 0,
    changed: written.find(({ added }) => !added)?.count ?? 0,
    refused,
  };
}

/**
 * After `mergeContacts` of what a CRM has on some deals, all of it: whoever it had there before and has
 * no longer leaves them, be it that two were merged into one. Whom a person of ours named stays.
 * @param deals the CRM's ids of the deals that were read
 */
export async function dropUntoldContacts(
  tx: Transaction,
  source: string,
  deals: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    update deal_contact dc set told_by = ${source} from met m
    where dc.deal_id = m.deal_id and dc.contact_id = m.contact_id and dc.told_by is distinct from ${source}`);
  await tx.execute(sql`
    delete from deal_contact dc using deal d
    where d.id = dc.deal_id and d.external_id = any(${sql.param([...deals])}::text[])
      and dc.told_by = ${source} and dc.said_by is null
      and not exists (select from met m where m.deal_id = dc.deal_id and m.contact_id = dc.contact_id)`);
}
