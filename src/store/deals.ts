import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { account, deal, person } from "./schema.ts";

/** Deals with the names of their owner and account, open ones first. */
export async function listDeals(tx: Transaction) {
  return await tx
    .select({
      id: deal.id,
      externalId: deal.externalId,
      name: deal.name,
      account: account.name,
      owner: sql<string | null>`coalesce(${person.name}, ${deal.ownerName})`,
      stage: deal.stage,
      category: deal.category,
      status: deal.status,
      amountMinor: deal.amountMinor,
      currency: deal.currency,
      openedOn: deal.openedOn,
      closeOn: deal.closeOn,
      closedOn: deal.closedOn,
      lossReason: deal.lossReason,
    })
    .from(deal)
    .leftJoin(person, eq(person.id, deal.ownerId))
    .leftJoin(account, eq(account.id, deal.accountId))
    .orderBy(asc(deal.status), asc(deal.closeOn), asc(deal.name));
}

/** Why the source says a deal was lost; `null` when it says nothing. */
export async function lossReasonOf(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.select({ lossReason: deal.lossReason }).from(deal).where(eq(deal.id, id));
  return row?.lossReason ?? null;
}

/** What the CRM, or a file, calls a deal; `null` when it is not there or has no such name. */
export async function externalIdOf(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.select({ externalId: deal.externalId }).from(deal).where(eq(deal.id, id));
  return row?.externalId ?? null;
}
