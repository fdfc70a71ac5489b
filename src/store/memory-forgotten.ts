import { and, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { eraseTold } from "./erasing.ts";
import { memoryForgotten } from "./schema.ts";

/** Which of these documents somebody wanted gone. */
export async function forgottenOf(
  tx: Transaction,
  bankId: string,
  documentIds: readonly string[],
): Promise<Set<string>> {
  if (documentIds.length === 0) return new Set();
  const rows = await tx
    .select({ documentId: memoryForgotten.documentId })
    .from(memoryForgotten)
    .where(
      and(
        eq(memoryForgotten.bankId, bankId),
        sql`${memoryForgotten.documentId} = any(${sql.param([...documentIds])}::text[])`,
      ),
    );
  return new Set(rows.map((row) => row.documentId));
}

/** Notes that documents are to stay away, and for a while what would bring each back. */
export async function rememberForgetting(
  tx: Transaction,
  bankId: string,
  rows: readonly { documentId: string; personId: string | null; telling: unknown }[],
): Promise<void> {
  for (const { documentId, personId, telling } of rows) {
    await tx
      .insert(memoryForgotten)
      .values({ bankId, documentId, personId, telling })
      .onConflictDoUpdate({
        target: [memoryForgotten.workspaceId, memoryForgotten.bankId, memoryForgotten.documentId],
        set: { telling, at: new Date() },
      });
  }
}

/** What would bring a document back, given out once and only to whose it was; `null` when it is too late. */
export async function takeBack(
  tx: Transaction,
  bankId: string,
  documentId: string,
  personId: string | null,
): Promise<unknown> {
  const [row] = await tx
    .delete(memoryForgotten)
    .where(
      and(
        eq(memoryForgotten.bankId, bankId),
        eq(memoryForgotten.documentId, documentId),
        isNotNull(memoryForgotten.telling),
        personId === null ? undefined : eq(memoryForgotten.personId, personId),
      ),
    )
    .returning({ telling: memoryForgotten.telling });
  return row?.telling ?? null;
}

/** From now on nothing brings back what was forgotten before an instant; that it was is still known. */
export async function letGoOfTellings(tx: Transaction, before: Date): Promise<void> {
  const gone = await tx
    .update(memoryForgotten)
    .set({ telling: null })
    .where(and(isNotNull(memoryForgotten.telling), lt(memoryForgotten.at, before)))
    .returning({ documentId: memoryForgotten.documentId });
  await eraseTold(
    tx,
    gone.map(({ documentId }) => documentId),
  );
}
