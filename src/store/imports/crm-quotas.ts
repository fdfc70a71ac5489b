import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { ownerKey } from "../../deals/crm/mapping.ts";
import type { TargetQuota } from "../../deals/crm/targets.ts";
import { wordKey } from "../../deals/import/corrections.ts";
import type { Transaction } from "../database.ts";
import { person, quota } from "../schema.ts";

/** What came of a CRM's quotas. */
export interface QuotasKept {
  quotas: number;
  changed: number;
  /** What was not kept and why, a sentence each. */
  left: string[];
}

/**
 * Makes people's quotas what a CRM says they are: the same answer twice changes nothing, what it no
 * longer says is taken away, and what it merely repeats does not undo a file that came since.
 * @param owners what an owner's e-mail or name means here
 */
export async function keepCrmQuotas(
  tx: Transaction,
  source: string,
  told: readonly TargetQuota[],
  owners: Readonly<Record<string, string>>,
): Promise<QuotasKept> {
  const people = await tx
    .select({ id: person.id, name: person.name, email: person.email })
    .from(person);
  const known = await tx.select().from(quota);
  const kept: QuotasKept = { quotas: 0, changed: 0, left: [] };
  const strangers = new Set<string>();
  const still = new Set<string>();
  for (const one of told) {
    const name = one.person ?? one.email ?? "";
    const said = owners[ownerKey({ name, email: one.email })] ?? owners[wordKey(name)];
    const mail = people.find(({ email }) => one.email && email?.toLowerCase() === one.email);
    const [same, other] = people.filter((who) => wordKey(who.name) === wordKey(name));
    const personId = said ?? mail?.id ?? (other ? undefined : same?.id);
    if (!personId || !people.some(({ id }) => id === personId)) {
      strangers.add(name);
      continue;
    }
    const { quarter, currency, amountMinor } = one;
    const key = `${personId} ${quarter} ${currency}`;
    if (still.has(key)) {
      kept.left.push(`${name} has two quotas for ${quarter}; the first was taken.`);
      continue;
    }
    still.add(key);
    kept.quotas += 1;
    const row = known.find(
      (had) => had.personId === personId && had.quarter === quarter && had.currency === currency,
    );
    const fresh = { amountMinor, source, sourceAmountMinor: amountMinor };
    if (!row) {
      await tx.insert(quota).values({ id: v7(), personId, quarter, currency, ...fresh });
    } else if (row.source !== source || row.sourceAmountMinor !== amountMinor) {
      await tx.update(quota).set(fresh).where(eq(quota.id, row.id));
    } else {
      // It only repeats itself: a file's word that came since stands.
      continue;
    }
    if (row?.amountMinor !== amountMinor) kept.changed += 1;
  }
  for (const row of known) {
    if (row.source !== source || still.has(`${row.personId} ${row.quarter} ${row.currency}`))
      continue;
    const untouched = row.amountMinor === row.sourceAmountMinor;
    const which = and(eq(quota.id, row.id), eq(quota.source, source));
    if (untouched) await tx.delete(quota).where(which);
    else await tx.update(quota).set({ source: null, sourceAmountMinor: null }).where(which);
    if (untouched) kept.changed += 1;
  }
  if (strangers.size > 0) {
    const names = [...strangers].slice(0, 5).join(", ");
    kept.left.push(`Nobody here is ${names}${strangers.size > 5 ? " and others" : ""}.`);
  }
  return kept;
}
