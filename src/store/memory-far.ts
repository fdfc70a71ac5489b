import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import type { PlacedMemory } from "./memories.ts";
import { type FarState, memory, memoryErasure, memoryShelf } from "./schema.ts";

/** Tries before the far bank's refusal is taken as final. */
const MOST_ATTEMPTS = 12;

/** What the far bank has not got yet, oldest first, with the shelf that says who may see it. */
export async function waitingMemories(
  tx: Transaction,
  bankId: string,
  limit: number,
): Promise<(PlacedMemory & { shelfPersonId: string | null })[]> {
  const rows = await tx
    .select({ memory, audience: memoryShelf.audience, shelfPersonId: memoryShelf.personId })
    .from(memory)
    .innerJoin(memoryShelf, eq(memoryShelf.id, memory.shelfId))
    .where(
      and(
        eq(memory.bankId, bankId),
        eq(memory.far, "waiting"),
        lt(memory.farAttempts, MOST_ATTEMPTS),
      ),
    )
    .orderBy(asc(memory.number))
    .limit(limit);
  return rows.map((row) => ({
    ...row.memory,
    audience: row.audience,
    shelfPersonId: row.shelfPersonId,
  }));
}

/** Everything that was kept while no far bank was connected waits for it now. */
export async function queueForFar(tx: Transaction, bankId: string): Promise<void> {
  await tx
    .update(memory)
    .set({ far: "waiting" })
    .where(and(eq(memory.bankId, bankId), eq(memory.far, "none")));
}

/** Notes how the far bank took it; a memory that changed meanwhile keeps waiting. */
export async function noteFar(
  tx: Transaction,
  id: string,
  digest: string,
  state: FarState,
): Promise<void> {
  await tx
    .update(memory)
    .set({ far: state, farAttempts: sql`${memory.farAttempts} + 1` })
    .where(and(eq(memory.id, id), eq(memory.digest, digest)));
}

/** How many wait, and how many erasures. */
export async function farBacklog(tx: Transaction, bankId: string) {
  const [row] = await tx
    .select({
      waiting: sql<number>`count(*)::int`,
      erasures: sql<number>`(select count(*)::int from ${memoryErasure} where ${memoryErasure.bankId} = ${bankId})`,
    })
    .from(memory)
    .where(and(eq(memory.bankId, bankId), eq(memory.far, "waiting")));
  return { waiting: row?.waiting ?? 0, erasures: row?.erasures ?? 0 };
}

/** Notes documents the far bank must forget as well. */
export async function noteErasures(
  tx: Transaction,
  bankId: string,
  documentIds: readonly string[],
): Promise<void> {
  if (documentIds.length === 0) return;
  await tx
    .insert(memoryErasure)
    .values(documentIds.map((documentId) => ({ bankId, documentId })))
    .onConflictDoNothing();
}

export async function waitingErasures(tx: Transaction, bankId: string, limit: number) {
  return await tx
    .select({ id: memoryErasure.id, documentId: memoryErasure.documentId })
    .from(memoryErasure)
    .where(eq(memoryErasure.bankId, bankId))
    .orderBy(asc(memoryErasure.createdAt))
    .limit(limit);
}

export async function erasuresDone(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(memoryErasure).where(inArray(memoryErasure.id, [...ids]));
}
