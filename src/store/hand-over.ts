import { and, eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "./database.ts";
import type { Editor } from "./deal-edits.ts";
import { audit, deal, dealChange, person } from "./schema.ts";

const HANDED = "deals-handed-over";

interface Handed {
  dealId: string;
  ownerId: string | null;
  ownerName: string | null;
  sourceOwner: string | null;
  /** As the history has it. */
  before: string | null;
}

/**
 * Gives open deals to somebody, with who said so. While the source goes on naming the one before, an
 * import leaves it so.
 * @returns the way back, and the deals that moved
 */
export async function handOver(
  tx: Transaction,
  dealIds: readonly string[],
  toId: string,
  editor: Editor,
): Promise<{ id: string; moved: string[] } | null> {
  const [to] = await tx.select().from(person).where(eq(person.id, toId));
  if (!to || dealIds.length === 0) return null;
  const rows = await tx
    .select({ row: deal, owner: person.name })
    .from(deal)
    .leftJoin(person, eq(person.id, deal.ownerId))
    .where(and(inArray(deal.id, [...dealIds]), eq(deal.status, "open")))
    .for("update", { of: deal });
  const handed = rows
    .filter(({ row }) => row.ownerId !== toId)
    .map(
      ({ row, owner }): Handed => ({
        dealId: row.id,
        ownerId: row.ownerId,
        ownerName: row.ownerName,
        sourceOwner: row.sourceOwner,
        before: owner ?? row.ownerName,
      }),
    );
  if (handed.length === 0) return null;
  for (const { dealId, before, sourceOwner } of handed) {
    await tx
      .update(deal)
      .set({ ownerId: toId, ownerName: null, sourceOwner: sourceOwner ?? before })
      .where(eq(deal.id, dealId));
    await tx.insert(dealChange).values({
      ...{ dealId, field: "owner", before, after: to.name },
      at: editor.at,
      by: editor.by,
    });
  }
  const id = v7();
  await tx.insert(audit).values({
    ...{ id, personId: editor.personId, action: HANDED, subject: toId },
    detail: { handed, by: editor.by, at: editor.at.toISOString() },
    at: editor.at,
  });
  return { id, moved: handed.map(({ dealId }) => dealId) };
}

/** Takes it back for the deals that are still with whom they were given to; returns how many those are. */
export async function undoHandOver(tx: Transaction, id: string, editor: Editor): Promise<number> {
  const [kept] = await tx
    .select()
    .from(audit)
    .where(and(eq(audit.id, id), eq(audit.action, HANDED)))
    .for("update");
  if (!kept || kept.detail.undone) return 0;
  const { handed, by, at } = kept.detail as unknown as { handed: Handed[]; by: string; at: string };
  let count = 0;
  for (const { dealId, ownerId, ownerName, sourceOwner } of handed) {
    const back = await tx
      .update(deal)
      .set({ ownerId, ownerName, sourceOwner })
      .where(and(eq(deal.id, dealId), eq(deal.ownerId, kept.subject)))
      .returning({ id: deal.id });
    if (back.length === 0) continue;
    count += 1;
    await tx
      .delete(dealChange)
      .where(
        and(
          eq(dealChange.dealId, dealId),
          eq(dealChange.field, "owner"),
          eq(dealChange.by, by),
          sql`${dealChange.at} = ${at}::timestamptz`,
        ),
      );
  }
  await tx
    .update(audit)
    .set({ detail: { ...kept.detail, undone: true } })
    .where(eq(audit.id, id));
  await tx.insert(audit).values({
    ...{ personId: editor.personId, action: `${HANDED}-undone`, subject: kept.subject },
    detail: { handOver: id, count, by: editor.by },
    at: editor.at,
  });
  return count;
}
