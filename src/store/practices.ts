import { eq } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { practice } from "./schema.ts";

export type PracticeRow = typeof practice.$inferSelect;

export async function addPractice(
  tx: Transaction,
  row: Pick<PracticeRow, "id" | "personId" | "scene" | "lines" | "mind">,
): Promise<void> {
  await tx.insert(practice).values(row).onConflictDoNothing();
}

export async function findPractice(tx: Transaction, id: string): Promise<PracticeRow | null> {
  const [row] = await tx.select().from(practice).where(eq(practice.id, id));
  return row ?? null;
}

/** One exchange further. */
export async function movePractice(
  tx: Transaction,
  id: string,
  next: Pick<PracticeRow, "lines" | "cue" | "mind">,
): Promise<void> {
  await tx.update(practice).set(next).where(eq(practice.id, id));
}

/** It is over, and what was said in it goes. */
export async function endPractice(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.update(practice).set({ endedAt: at, lines: [] }).where(eq(practice.id, id));
}
