import { inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { cancelWithDeals } from "./crm-meetings.ts";
import type { Transaction } from "./database.ts";
import { audit, deal } from "./schema.ts";

/** What hangs on a deal that was merged hangs on the one it is part of now. */
async function moveOver(tx: Transaction, from: string, into: string): Promise<void> {
  for (const table of ["call", "meeting", "activity"]) {
    await tx.execute(sql`
      update ${sql.identifier(table)} t set deal_id = n.id from deal o, deal n
      where o.external_id = ${from} and n.external_id = ${into} and t.deal_id = o.id`);
  }
}

/**
 * Lets deals go that the CRM has deleted, or merged into others. Their calls stay with the account; what the deal was is kept
 * in the audit, so that nobody wonders where it went. Returns how many there were.
 */
export async function removeDeals(
  tx: Transaction,
  externalIds: readonly string[],
  by: { source: string; at: Date; merged?: readonly { from: string; into: string }[] },
): Promise<number> {
  if (externalIds.length === 0) return 0;
  const rows = await tx
    .select()
    .from(deal)
    .where(inArray(deal.externalId, [...externalIds]))
    .for("update");
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  for (const { from, into } of by.merged ?? []) await moveOver(tx, from, into);
  await tx.execute(
    sql`update call set deal_id = null where deal_id = any(${sql.param(ids)}::uuid[])`,
  );
  await cancelWithDeals(tx, ids, by.at);
  await tx.execute(
    sql`update meeting set deal_id = null where deal_id = any(${sql.param(ids)}::uuid[])`,
  );
  await tx.delete(deal).where(inArray(deal.id, ids));
  await tx.insert(audit).values(
    rows.map((row) => ({
      id: v7(),
      action: "deal-removed",
      subject: row.id,
      detail: { source: by.source, deal: row },
      at: by.at,
    })),
  );
  return rows.length;
}
