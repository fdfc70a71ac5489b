import { and, eq, gt, isNotNull, isNull, lt } from "drizzle-orm";
import { v7 } from "uuid";
import type { Transaction } from "./database.ts";
import { hasLeft, type PersonRow } from "./people.ts";
import { person, visit } from "./schema.ts";

/** Opens a way in for a person; returns its id. What has run out is cleared away with it. */
export async function allowVisit(
  tx: Transaction,
  row: { personId: string; now: Date; expiresAt: Date },
): Promise<string> {
  const id = v7();
  await tx.delete(visit).where(lt(visit.expiresAt, row.now));
  await tx.insert(visit).values({ id, personId: row.personId, expiresAt: row.expiresAt });
  return id;
}

/** Uses the link of a visit, which works once. Returns whether it did. */
export async function enterVisit(
  tx: Transaction,
  id: string,
  at: { now: Date; until: Date },
): Promise<boolean> {
  const rows = await tx
    .update(visit)
    .set({ enteredAt: at.now, expiresAt: at.until })
    .where(and(eq(visit.id, id), isNull(visit.enteredAt), gt(visit.expiresAt, at.now)))
    .returning({ id: visit.id });
  return rows.length > 0;
}

/** Who is behind a browser that came in by a link, while that lasts and they are here. */
export async function visitorBehind(
  tx: Transaction,
  id: string,
  now: Date,
): Promise<PersonRow | null> {
  const [row] = await tx
    .select({ person })
    .from(visit)
    .innerJoin(
      person,
      and(eq(person.workspaceId, visit.workspaceId), eq(person.id, visit.personId)),
    )
    .where(and(eq(visit.id, id), isNotNull(visit.enteredAt), gt(visit.expiresAt, now)));
  return row && !hasLeft(row.person, now) ? row.person : null;
}

/** Ends every visit of a person: their links and their open browsers. */
export async function endVisits(tx: Transaction, personId: string): Promise<void> {
  await tx.delete(visit).where(eq(visit.personId, personId));
}
