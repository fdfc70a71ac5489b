import { asc, eq } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { dealAnswer, person } from "./schema.ts";

/** Keeps what somebody answered about a deal; the same id twice is kept once. */
export async function keepDealAnswer(
  tx: Transaction,
  row: { id: string; dealId: string; personId: string; text: string; createdAt: Date },
): Promise<void> {
  await tx.insert(dealAnswer).values(row).onConflictDoNothing();
}

/** Everything that was answered about a deal, oldest first. */
export async function dealAnswers(
  tx: Transaction,
  dealId: string,
): Promise<{ who: string; on: string; text: string }[]> {
  const rows = await tx
    .select({ who: person.name, at: dealAnswer.createdAt, text: dealAnswer.text })
    .from(dealAnswer)
    .innerJoin(person, eq(person.id, dealAnswer.personId))
    .where(eq(dealAnswer.dealId, dealId))
    .orderBy(asc(dealAnswer.createdAt), asc(dealAnswer.id));
  return rows.map(({ who, at, text }) => ({ who, text, on: at.toISOString().slice(0, 10) }));
}
