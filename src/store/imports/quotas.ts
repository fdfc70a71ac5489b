import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { ImportedQuota } from "../../deals/import/quota-row.ts";
import type { Refusal } from "../../deals/import/report.ts";
import type { Transaction } from "../database.ts";
import { dealImportRow, person, quota } from "../schema.ts";
import type { Merged, Merging } from "./merging.ts";

/** Sets what people are to sell, by person and quarter; the same currency's quota is replaced. */
export async function mergeQuotas(
  tx: Transaction,
  quotas: AsyncIterable<ImportedQuota & { row: number }>,
  { importId }: Merging,
): Promise<Merged> {
  const people = await tx
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person);
  const result: Merged = { imported: 0, added: 0, changed: 0, refused: [] };
  const seen = new Map<string, number>();
  for await (const one of quotas) {
    const refuse = (reason: string): Refusal => ({ row: one.row, reason });
    const fitting = people.filter(({ name, email }) =>
      one.email
        ? email?.toLowerCase() === one.email
        : name.toLowerCase() === one.person?.toLowerCase(),
    );
    const [who, other] = fitting;
    const called = one.email ?? one.person ?? "";
    if (!who || other) {
      result.refused.push(
        refuse(
          other
            ? `${fitting.length} people here are called "${called}"; give the e-mail`
            : `nobody here is called "${called}"`,
        ),
      );
      continue;
    }
    const key = `${who.id} ${one.quarter} ${one.currency}`;
    const first = seen.get(key);
    if (first !== undefined) {
      result.refused.push(refuse(`repeats the quarter and the person of row ${first}`));
      continue;
    }
    seen.set(key, one.row);
    result.imported += 1;
    const { quarter, currency, amountMinor } = one;
    const [known] = await tx
      .select()
      .from(quota)
      .where(
        and(eq(quota.personId, who.id), eq(quota.quarter, quarter), eq(quota.currency, currency)),
      );
    if (known?.amountMinor === amountMinor) continue;
    const id = known?.id ?? v7();
    if (known) await tx.update(quota).set({ amountMinor }).where(eq(quota.id, id));
    else await tx.insert(quota).values({ id, personId: who.id, quarter, currency, amountMinor });
    result[known ? "changed" : "added"] += 1;
    if (importId)
      await tx.insert(dealImportRow).values({
        importId,
        subject: "quota",
        subjectId: id,
        before: known ? { amountMinor: known.amountMinor } : null,
      });
  }
  return result;
}
