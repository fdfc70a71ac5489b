import type { Transaction } from "../database.ts";
import { dealImportRow } from "../schema.ts";

/** Keeps which people an import made, so that its undo can let them go again. */
export async function recordPeople(
  tx: Transaction,
  importId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .insert(dealImportRow)
    .values(ids.map((subjectId) => ({ importId, subject: "person" as const, subjectId })));
}
