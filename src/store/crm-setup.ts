import { eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { NO_MAPPING } from "../deals/crm/mapping.ts";
import type { ShownDeal } from "../deals/crm/rehearsal.ts";
import { majorText } from "../deals/money.ts";
import type { Transaction } from "./database.ts";
import { account, audit, type CrmSync, crmSetup, deal, person } from "./schema.ts";

export type CrmSetupRow = typeof crmSetup.$inferSelect;
type Change = Partial<Omit<CrmSetupRow, "workspaceId" | "connectionId" | "updatedAt">>;

export async function findSetup(
  tx: Transaction,
  connectionId: string,
): Promise<CrmSetupRow | null> {
  const [row] = await tx.select().from(crmSetup).where(eq(crmSetup.connectionId, connectionId));
  return row ?? null;
}

/** The same, held to the transaction's end, and made where there is none. */
export async function lockSetup(tx: Transaction, connectionId: string): Promise<CrmSetupRow> {
  await tx.insert(crmSetup).values({ connectionId }).onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(crmSetup)
    .where(eq(crmSetup.connectionId, connectionId))
    .for("update");
  if (!row) throw new Error("a set-up that was just made is there");
  return row;
}

export async function changeSetup(
  tx: Transaction,
  connectionId: string,
  change: Change,
): Promise<void> {
  await tx
    .insert(crmSetup)
    .values({ connectionId, ...change })
    .onConflictDoUpdate({ target: [crmSetup.workspaceId, crmSetup.connectionId], set: change });
}

/** What an account keeps where; nothing of its own while nobody has said. */
export const mappingIn = (row: CrmSetupRow | null) => row?.mapping ?? NO_MAPPING;

/** Every connection's last sync. */
export async function syncsOf(tx: Transaction): Promise<Map<string, CrmSync>> {
  const rows = await tx.select({ id: crmSetup.connectionId, sync: crmSetup.sync }).from(crmSetup);
  return new Map(rows.flatMap(({ id, sync }) => (sync ? [[id, sync] as const] : [])));
}

/** Deals by the CRM's ids, with each field in words. */
export async function shownDeals(
  tx: Transaction,
  externalIds: readonly string[],
): Promise<ShownDeal[]> {
  if (externalIds.length === 0) return [];
  const rows = await tx
    .select({ deal, account: account.name, owner: person.name })
    .from(deal)
    .leftJoin(account, eq(account.id, deal.accountId))
    .leftJoin(person, eq(person.id, deal.ownerId))
    .where(inArray(deal.externalId, [...externalIds]));
  return rows.map(({ deal: one, account: accountName, owner }) => ({
    externalId: one.externalId ?? "",
    name: one.name,
    account: accountName,
    fields: {
      name: one.name,
      account: accountName,
      stage: one.stage,
      status: one.status,
      category: one.category,
      // Nobody here is another owner than somebody of the same name.
      owner: owner ?? (one.ownerName ? `${one.ownerName} (nobody here)` : null),
      amount:
        one.amountMinor === null
          ? null
          : `${majorText(one.amountMinor, one.currency)} ${one.currency}`,
      "close date": one.closeOn,
      "next step": one.nextStep,
      type: one.type,
      segment: one.segment,
      "loss reason": one.lossReason,
    },
  }));
}

/** How many of these deals are here. */
export async function countDeals(tx: Transaction, externalIds: readonly string[]): Promise<number> {
  if (externalIds.length === 0) return 0;
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(deal)
    .where(inArray(deal.externalId, [...externalIds]));
  return row?.count ?? 0;
}

/** Who changed what a CRM's words mean, and to what. */
export async function noteSetup(
  tx: Transaction,
  connectionId: string,
  done: { action: string; by: string | null; detail: Record<string, unknown>; at: Date },
): Promise<void> {
  const { by: personId, ...rest } = done;
  await tx.insert(audit).values({ id: v7(), personId, subject: connectionId, ...rest });
}
