import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { type Audience, memoryBank, memoryShelf, person } from "./schema.ts";

export type BankRow = typeof memoryBank.$inferSelect;
export type ShelfRow = typeof memoryShelf.$inferSelect;

/** Who asks; see memory/memory.ts. */
type Reader = { personId: string } | "everyone";

/**
 * The one rule of who sees which memories, whichever bank answers: everybody what is for the workspace;
 * a person what is about them; a manager also what their reports' team shelves hold, as the roster says
 * at this moment. A private shelf has one reader. Somebody who does not work here sees nothing.
 */
function visibleTo(reader: Reader): SQL {
  const forAll = eq(memoryShelf.audience, "workspace");
  if (reader === "everyone") return forAll;
  const here = sql`exists (select from ${person} me where me.id = ${reader.personId})`;
  const mine = eq(memoryShelf.personId, reader.personId);
  const reports = sql`(${memoryShelf.audience} = 'team' and exists (
    select from ${person} me join ${person} report on report.manager_id = me.id
    where me.id = ${reader.personId} and me.role = 'manager' and report.id = ${memoryShelf.personId}))`;
  return sql`${here} and (${forAll} or ${mine} or ${reports})`;
}

/** The shelves of a bank that a reader may see. */
export async function shelvesVisibleTo(
  tx: Transaction,
  bankId: string,
  reader: Reader,
): Promise<ShelfRow[]> {
  return await tx
    .select()
    .from(memoryShelf)
    .where(and(eq(memoryShelf.bankId, bankId), visibleTo(reader)));
}

/** The same by the bank's name, with how many numbers the bank has given out, in one statement. */
export async function visibleShelves(tx: Transaction, bankName: string, reader: Reader) {
  const rows = await tx
    .select({ shelf: memoryShelf, numbers: memoryBank.nextNumber })
    .from(memoryShelf)
    .innerJoin(memoryBank, eq(memoryBank.id, memoryShelf.bankId))
    .where(and(eq(memoryBank.name, bankName), visibleTo(reader)));
  return { shelves: rows.map((row) => row.shelf), numbers: rows[0]?.numbers ?? 0 };
}

/** A bank by name, `null` when nothing was ever kept there. */
export async function findBank(tx: Transaction, name: string): Promise<BankRow | null> {
  const [row] = await tx.select().from(memoryBank).where(eq(memoryBank.name, name));
  return row ?? null;
}

/** The bank, made when it is new, and held by this transaction: two writers take turns. */
export async function lockBank(tx: Transaction, name: string): Promise<BankRow> {
  await tx.insert(memoryBank).values({ name }).onConflictDoNothing();
  const [row] = await tx.select().from(memoryBank).where(eq(memoryBank.name, name)).for("update");
  if (!row) throw new Error(`the bank ${name} went away while it was opened`);
  return row;
}

/** Takes the next `count` numbers of a locked bank and marks it as changed. */
export async function takeNumbers(tx: Transaction, bank: BankRow, count: number): Promise<number> {
  await tx
    .update(memoryBank)
    .set({ nextNumber: bank.nextNumber + count, revision: bank.revision + 1 })
    .where(eq(memoryBank.id, bank.id));
  const first = bank.nextNumber;
  bank.nextNumber += count;
  bank.revision += 1;
  return first;
}

/** The shelf for an audience, made when it is new. */
export async function shelfFor(
  tx: Transaction,
  bankId: string,
  audience: Audience,
  personId: string | null,
): Promise<string> {
  await tx.insert(memoryShelf).values({ bankId, audience, personId }).onConflictDoNothing();
  const [row] = await tx
    .select({ id: memoryShelf.id })
    .from(memoryShelf)
    .where(
      and(
        eq(memoryShelf.bankId, bankId),
        eq(memoryShelf.audience, audience),
        sql`${memoryShelf.personId} is not distinct from ${personId}::uuid`,
      ),
    );
  if (!row) throw new Error("the shelf went away while it was opened");
  return row.id;
}

export async function shelvesOf(tx: Transaction, ids: readonly string[]): Promise<ShelfRow[]> {
  if (ids.length === 0) return [];
  return await tx
    .select()
    .from(memoryShelf)
    .where(inArray(memoryShelf.id, [...ids]));
}

export async function allShelves(tx: Transaction, bankId: string): Promise<ShelfRow[]> {
  return await tx.select().from(memoryShelf).where(eq(memoryShelf.bankId, bankId));
}

/** What somebody may do here, `null` when they do not work here. */
export async function roleOf(tx: Transaction, personId: string) {
  const [row] = await tx.select({ role: person.role }).from(person).where(eq(person.id, personId));
  return row?.role ?? null;
}
