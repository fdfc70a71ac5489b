import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { crmLine } from "./schema.ts";

export type CrmLineRow = typeof crmLine.$inferSelect;

/** Who listens, and until when nobody else does. */
export interface Lease {
  holder: string;
  until: Date;
}

/** Takes a connection's line for one process; `null` while another has it, or it is to be left alone. */
export async function takeLine(
  tx: Transaction,
  connectionId: string,
  { holder, until, now }: Lease & { now: Date },
): Promise<CrmLineRow | null> {
  await tx.insert(crmLine).values({ connectionId }).onConflictDoNothing();
  const [row] = await tx
    .update(crmLine)
    .set({ holder, heldUntil: until })
    .where(
      and(
        eq(crmLine.connectionId, connectionId),
        or(isNull(crmLine.heldUntil), lte(crmLine.heldUntil, now)),
        or(isNull(crmLine.tryAt), lte(crmLine.tryAt, now)),
      ),
    )
    .returning();
  return row ?? null;
}

/**
 * Something was heard: the line is this process's for longer, and as far as the positions say.
 * @returns false when another process has it by now; nothing is kept then
 */
export async function keepLine(
  tx: Transaction,
  connectionId: string,
  { holder, until }: Lease,
  heard: { at: Date; positions: Record<string, string> } & Partial<
    Pick<CrmLineRow, "reason" | "failures">
  >,
): Promise<boolean> {
  const { at, positions, ...rest } = heard;
  const kept = await tx
    .update(crmLine)
    .set({
      ...{ state: "listening", heldUntil: until, heardAt: at, tryAt: null, ...rest },
      positions: sql`${crmLine.positions} || ${JSON.stringify(positions)}::jsonb`,
    })
    .where(and(eq(crmLine.connectionId, connectionId), eq(crmLine.holder, holder)))
    .returning({ id: crmLine.connectionId });
  return kept.length > 0;
}

/** Lets go of the line, with what is to be known of it. */
export async function leaveLine(
  tx: Transaction,
  connectionId: string,
  holder: string,
  left: Partial<Pick<CrmLineRow, "state" | "reason" | "tryAt" | "failures">> = {},
): Promise<void> {
  await tx
    .update(crmLine)
    .set({ ...left, holder: null, heldUntil: null })
    .where(and(eq(crmLine.connectionId, connectionId), eq(crmLine.holder, holder)));
}

/** Tries a line again at once: somebody has mended its connection. */
export async function freeLine(tx: Transaction, connectionId: string): Promise<void> {
  await tx
    .update(crmLine)
    .set({ tryAt: null, failures: 0 })
    .where(eq(crmLine.connectionId, connectionId));
}

/** The lines of the workspace, those that were never heard too. */
export async function listLines(tx: Transaction): Promise<CrmLineRow[]> {
  return await tx.select().from(crmLine);
}
