import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "./database.ts";
import { person, quota, type Role } from "./schema.ts";

/** Somebody on a list of people: ours, with their manager by name. */
export interface RosterEntry {
  name: string;
  email: string | null;
  role: Role;
  manager: string | null;
  startedOn: string | null;
  quotas: { quarter: string; amountMinor: number; currency: string }[];
}

/** Adds people who are not here yet, and fills in what a list knows more about those who are. */
export async function addRoster(
  tx: Transaction,
  entries: readonly RosterEntry[],
): Promise<{ added: number }> {
  const known = await tx.select().from(person);
  const byEmail = new Map(
    known.flatMap((one) => (one.email ? [[one.email.toLowerCase(), one.id]] : [])),
  );
  const byName = new Map<string, string | null>();
  for (const one of known) {
    const key = one.name.toLowerCase();
    // Two of one name: which of them is meant, a name cannot say.
    byName.set(key, byName.has(key) ? null : one.id);
  }
  let added = 0;
  const idOf = async (entry: RosterEntry): Promise<string> => {
    const found =
      (entry.email && byEmail.get(entry.email.toLowerCase())) ||
      byName.get(entry.name.toLowerCase());
    if (found) return found;
    const id = v7();
    await tx.insert(person).values({
      id,
      name: entry.name,
      email: entry.email,
      role: entry.role,
      startedOn: entry.startedOn,
    });
    byName.set(entry.name.toLowerCase(), id);
    if (entry.email) byEmail.set(entry.email.toLowerCase(), id);
    added += 1;
    return id;
  };
  const listedAs = new Map(entries.map((one) => [one.name.toLowerCase(), one]));
  for (const entry of entries) {
    const id = await idOf(entry);
    for (const one of entry.quotas) {
      await tx
        .insert(quota)
        .values({ personId: id, ...one })
        .onConflictDoUpdate({
          target: [quota.workspaceId, quota.personId, quota.quarter, quota.currency],
          set: { amountMinor: one.amountMinor },
        });
    }
    if (!entry.manager || entry.manager.toLowerCase() === entry.name.toLowerCase()) continue;
    const listed = listedAs.get(entry.manager.toLowerCase());
    const managerId = await idOf(
      listed
        ? { ...listed, role: "manager" }
        : {
            name: entry.manager,
            email: null,
            role: "manager",
            manager: null,
            startedOn: null,
            quotas: [],
          },
    );
    await tx.update(person).set({ managerId }).where(eq(person.id, id));
  }
  return { added };
}
