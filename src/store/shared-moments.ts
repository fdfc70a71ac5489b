import { and, desc, eq, gte, inArray } from "drizzle-orm";
import type { SharedMoment } from "../coaching/shared-moment.ts";
import type { Transaction } from "./database.ts";
import { person, type SharingState, sharedMoment } from "./schema.ts";

export type SharedMomentRow = typeof sharedMoment.$inferSelect;

/** Notes that somebody is asked about a moment, once a debrief; `null` when they were asked before. */
export async function askToShare(
  tx: Transaction,
  row: Pick<SharedMomentRow, "debriefId" | "personId" | "quote" | "what" | "createdAt">,
): Promise<string | null> {
  const [added] = await tx
    .insert(sharedMoment)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: sharedMoment.id });
  return added?.id ?? null;
}

/** Whether somebody was asked about any moment since. */
export async function askedToShareSince(
  tx: Transaction,
  personId: string,
  since: Date,
): Promise<boolean> {
  const [row] = await tx
    .select({ id: sharedMoment.id })
    .from(sharedMoment)
    .where(and(eq(sharedMoment.personId, personId), gte(sharedMoment.createdAt, since)))
    .limit(1);
  return row !== undefined;
}

export async function lockShared(tx: Transaction, id: string): Promise<SharedMomentRow | null> {
  const [row] = await tx.select().from(sharedMoment).where(eq(sharedMoment.id, id)).for("update");
  return row ?? null;
}

export async function decideSharing(
  tx: Transaction,
  id: string,
  state: SharingState,
  at: Date,
): Promise<void> {
  await tx.update(sharedMoment).set({ state, decidedAt: at }).where(eq(sharedMoment.id, id));
}

/** What these people have given to the team since, newest first. */
export async function sharedSince(
  tx: Transaction,
  personIds: readonly string[],
  since: Date,
): Promise<SharedMoment[]> {
  if (personIds.length === 0) return [];
  const rows = await tx
    .select({
      state: sharedMoment.state,
      quote: sharedMoment.quote,
      what: sharedMoment.what,
      name: person.name,
    })
    .from(sharedMoment)
    .innerJoin(person, eq(person.id, sharedMoment.personId))
    .where(
      and(
        inArray(sharedMoment.personId, [...personIds]),
        inArray(sharedMoment.state, ["named", "unnamed"]),
        gte(sharedMoment.decidedAt, since),
      ),
    )
    .orderBy(desc(sharedMoment.decidedAt));
  return rows.map(({ state, name, quote, what }) => ({
    ...{ quote, what },
    by: state === "named" ? name : null,
  }));
}
