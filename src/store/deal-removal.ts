import { inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { cancelWithDeals } from "./crm-meetings.ts";
import type { Transaction } from "./database.ts";
import { audit, deal } from "./schema.ts";

/**
 * Lets deals go that the CRM has deleted. Their calls stay with the account; what the deal was is kept
 * in the audit, so that nobody wonders where it went. Returns how many there were.
 */
export async function removeDeals(
  tx: Transaction,
  externalIds: readonly string[],
  by: { source: string; at: Date },
): Promise<number> {
  if (externalIds.length === 0) return 0;
  const rows = await tx
    .select()
    .from(deal)
    .where(inArray(deal.externalId, [...externalIds]))
    .for("update");
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
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
