import { and, asc, eq, inArray, lt } from "drizzle-orm";
import { v7 } from "uuid";
import type { Discrepancy } from "../deals/discrepancy.ts";
import type { Transaction } from "./database.ts";
import { audit, deal, dealCorrection } from "./schema.ts";

export type CorrectionRow = typeof dealCorrection.$inferSelect;
type State = CorrectionRow["state"];

/** Keeps what was found and was not proposed before, at most so many; returns the new ones in their order. */
export async function proposeCorrections(
  tx: Transaction,
  dealId: string,
  found: readonly Discrepancy[],
  most: number,
): Promise<CorrectionRow[]> {
  if (found.length === 0) return [];
  const known = await tx
    .select({ field: dealCorrection.field, value: dealCorrection.value })
    .from(dealCorrection)
    .where(eq(dealCorrection.dealId, dealId));
  // What there is no room for is not kept: the next call brings it.
  const fresh = found
    .filter((one) => !known.some(({ field, value }) => field === one.field && value === one.value))
    .slice(0, most);
  if (fresh.length === 0) return [];
  return await tx
    .insert(dealCorrection)
    .values(
      fresh.map(({ field, inCrm, said, value, evidence }) => ({
        ...{ id: v7(), dealId, callId: evidence.callId, field, inCrm, said, value, evidence },
      })),
    )
    .onConflictDoNothing()
    .returning();
}

/** Proposals on a deal that nobody has decided on. */
export async function openCorrections(tx: Transaction, dealId: string): Promise<CorrectionRow[]> {
  return await tx
    .select()
    .from(dealCorrection)
    .where(and(eq(dealCorrection.dealId, dealId), eq(dealCorrection.state, "proposed")))
    .orderBy(asc(dealCorrection.createdAt));
}

/** A correction with the deal's id in the CRM, held until the transaction ends. */
export async function lockCorrection(
  tx: Transaction,
  id: string,
): Promise<{ row: CorrectionRow; externalId: string | null; currency: string } | null> {
  const [found] = await tx
    .select({ row: dealCorrection, externalId: deal.externalId, currency: deal.currency })
    .from(dealCorrection)
    .innerJoin(deal, eq(deal.id, dealCorrection.dealId))
    .where(eq(dealCorrection.id, id))
    .for("update", { of: dealCorrection });
  return found ?? null;
}

/** Moves a correction on, if it is where it must be for that; the audit says who and what. */
export async function moveCorrection(
  tx: Transaction,
  row: CorrectionRow,
  to: State,
  by: { personId: string | null; at: Date },
  more: { written?: CorrectionRow["written"]; problem?: string | null } = {},
): Promise<boolean> {
  const moved = await tx
    .update(dealCorrection)
    .set({
      state: to,
      decidedAt: by.at,
      problem: null,
      ...more,
      ...(by.personId ? { personId: by.personId } : {}),
    })
    .where(and(eq(dealCorrection.id, row.id), eq(dealCorrection.state, row.state)))
    .returning({ id: dealCorrection.id });
  if (moved.length === 0) return false;
  const { dealId, field, inCrm, value } = row;
  await tx.insert(audit).values({
    id: v7(),
    personId: by.personId,
    action: `correction-${to}`,
    subject: row.id,
    detail: { dealId, field, inCrm, value, ...more },
    at: by.at,
  });
  return true;
}

/** Keeps what stands in the CRM before it is written. */
export async function keepWritten(
  tx: Transaction,
  id: string,
  written: NonNullable<CorrectionRow["written"]>,
): Promise<void> {
  await tx.update(dealCorrection).set({ written }).where(eq(dealCorrection.id, id));
}

/**
 * Corrections that were on their way to a CRM, or back, before an instant. Younger ones are in somebody's
 * hands, and a second pair would write what is made, as a contact, twice.
 */
export async function correctionsUnderWay(tx: Transaction, before: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: dealCorrection.id })
    .from(dealCorrection)
    .where(
      and(
        inArray(dealCorrection.state, ["writing", "taking-back"]),
        lt(dealCorrection.decidedAt, before),
      ),
    );
  return rows.map(({ id }) => id);
}
