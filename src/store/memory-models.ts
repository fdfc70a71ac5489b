import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { memoryDirective, memoryModel, memoryObservation, memoryShelf, person } from "./schema.ts";

export type ObservationRow = typeof memoryObservation.$inferSelect;
export type ModelRow = typeof memoryModel.$inferSelect;

/** Which way the counts of an observation go. */
export type Trend = "rising" | "steady" | "falling" | "mixed" | "too few";

/** Versions of a mental model that are kept on a shelf. */
const KEPT_VERSIONS = 20;

/** What is observed on some shelves, the most often seen first. */
export async function observationsOn(
  tx: Transaction,
  shelfIds: readonly string[],
  personId?: string,
) {
  if (shelfIds.length === 0) return [];
  const rows = await tx
    .select({ observation: memoryObservation, audience: memoryShelf.audience })
    .from(memoryObservation)
    .innerJoin(memoryShelf, eq(memoryShelf.id, memoryObservation.shelfId))
    .where(
      and(
        inArray(memoryObservation.shelfId, [...shelfIds]),
        personId ? eq(memoryObservation.personId, personId) : undefined,
      ),
    )
    .orderBy(
      desc(sql`${memoryObservation.seen} + ${memoryObservation.missed}`),
      asc(memoryObservation.kind),
      asc(memoryObservation.subject),
    );
  return rows.map((row) => ({
    ...row.observation,
    trend: row.observation.trend as Trend,
    audience: row.audience,
  }));
}

/** Writes an observation anew, or in the place of the one on the same subject. */
export async function putObservation(
  tx: Transaction,
  row: Omit<ObservationRow, "workspaceId" | "updatedAt">,
): Promise<void> {
  await tx
    .insert(memoryObservation)
    .values(row)
    .onConflictDoUpdate({
      target: [memoryObservation.workspaceId, memoryObservation.id],
      set: { ...row, updatedAt: new Date() },
    });
}

export async function deleteObservations(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.delete(memoryObservation).where(inArray(memoryObservation.id, [...ids]));
}

/** The newest version of a model on each of these shelves, with whose shelf it is. */
export async function newestModels(tx: Transaction, modelId: string, shelfIds: readonly string[]) {
  if (shelfIds.length === 0) return [];
  const rows = await tx
    .selectDistinctOn([memoryModel.shelfId], {
      model: memoryModel,
      audience: memoryShelf.audience,
      person: person.name,
    })
    .from(memoryModel)
    .innerJoin(memoryShelf, eq(memoryShelf.id, memoryModel.shelfId))
    .leftJoin(person, eq(person.id, memoryShelf.personId))
    .where(and(eq(memoryModel.modelId, modelId), inArray(memoryModel.shelfId, [...shelfIds])))
    .orderBy(memoryModel.shelfId, desc(memoryModel.version));
  return rows.map((row) => ({ ...row.model, audience: row.audience, person: row.person }));
}

/** Every kept version on these shelves, newest first, with whose shelf it is. */
export async function modelVersions(tx: Transaction, modelId: string, shelfIds: readonly string[]) {
  if (shelfIds.length === 0) return [];
  const rows = await tx
    .select({ model: memoryModel, audience: memoryShelf.audience, person: person.name })
    .from(memoryModel)
    .innerJoin(memoryShelf, eq(memoryShelf.id, memoryModel.shelfId))
    .leftJoin(person, eq(person.id, memoryShelf.personId))
    .where(and(eq(memoryModel.modelId, modelId), inArray(memoryModel.shelfId, [...shelfIds])))
    .orderBy(desc(memoryModel.createdAt), desc(memoryModel.version));
  return rows.map((row) => ({ ...row.model, audience: row.audience, person: row.person }));
}

/** Adds a version and lets go of the oldest. */
export async function addModelVersion(
  tx: Transaction,
  row: Pick<ModelRow, "shelfId" | "modelId" | "version" | "markdown" | "observations">,
): Promise<void> {
  await tx.insert(memoryModel).values(row);
  await tx
    .delete(memoryModel)
    .where(
      and(
        eq(memoryModel.shelfId, row.shelfId),
        eq(memoryModel.modelId, row.modelId),
        sql`${memoryModel.version} <= ${row.version - KEPT_VERSIONS}`,
      ),
    );
}

/** Every version on these shelves goes: an old one may quote what was forgotten. */
export async function deleteModels(tx: Transaction, shelfIds: readonly string[]): Promise<void> {
  if (shelfIds.length > 0)
    await tx.delete(memoryModel).where(inArray(memoryModel.shelfId, [...shelfIds]));
}

export async function putDirective(
  tx: Transaction,
  row: { bankId: string; name: string; content: string; priority: number },
): Promise<void> {
  await tx
    .insert(memoryDirective)
    .values(row)
    .onConflictDoUpdate({
      target: [memoryDirective.workspaceId, memoryDirective.bankId, memoryDirective.name],
      set: { content: row.content, priority: row.priority },
    });
}

/** The rules of a bank, the weightiest first. */
export async function directivesOf(tx: Transaction, bankId: string) {
  return await tx
    .select({
      name: memoryDirective.name,
      content: memoryDirective.content,
      priority: memoryDirective.priority,
    })
    .from(memoryDirective)
    .where(eq(memoryDirective.bankId, bankId))
    .orderBy(desc(memoryDirective.priority), asc(memoryDirective.name));
}
