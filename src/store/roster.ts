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
  /** Their last day, when they have left or will. */
  leftOn?: string | null;
  quotas: { quarter: string; amountMinor: number; currency: string }[];
}

/** Adds people who are not here yet, and fills in what a list knows more about those who are. */
export async function addRoster(
  tx: Transaction,
  entries: readonly RosterEntry[],
): Promise<{ added: string[]; changed: number }> {
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
  const added: string[] = [];
  let changed = 0;
  const before = new Map(known.map((one) => [one.id, one]));
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
      leftOn: entry.leftOn ?? null,
    });
    byName.set(entry.name.toLowerCase(), id);
    if (entry.email) byEmail.set(entry.email.toLowerCase(), id);
    added.push(id);
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
    const was = before.get(id);
    const startedOn = entry.startedOn ?? was?.startedOn ?? null;
    const leftOn = entry.leftOn ?? was?.leftOn ?? null;
    if (was && (startedOn !== was.startedOn || leftOn !== was.leftOn)) {
      changed += 1;
      await tx.update(person).set({ startedOn, leftOn }).where(eq(person.id, id));
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
  return { added, changed };
}
