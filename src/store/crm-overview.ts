import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { crmEvent, deal } from "./schema.ts";

type EventState = typeof crmEvent.$inferSelect.state;

/** How many words of change came since an instant, by connection and what became of them. */
export async function countEvents(
  tx: Transaction,
  since: Date,
): Promise<{ connectionId: string; state: EventState; count: number }[]> {
  return await tx
    .select({
      connectionId: crmEvent.connectionId,
      state: crmEvent.state,
      count: sql<number>`count(*)::int`,
    })
    .from(crmEvent)
    .where(gte(crmEvent.receivedAt, since))
    .groupBy(crmEvent.connectionId, crmEvent.state);
}

/** The newest that came, with what became of them. */
export async function newestEvents(
  tx: Transaction,
  limit: number,
): Promise<(typeof crmEvent.$inferSelect & { deal: string | null })[]> {
  const rows = await tx
    .select({ event: crmEvent, deal: deal.name })
    .from(crmEvent)
    .leftJoin(deal, and(eq(crmEvent.object, "deal"), eq(deal.externalId, crmEvent.objectId)))
    .orderBy(desc(crmEvent.receivedAt), desc(crmEvent.id))
    .limit(limit);
  return rows.map(({ event, deal: name }) => ({ ...event, deal: name }));
}

/** Has what failed wait again. Returns how many now wait for the connection. */
export async function waitAgain(tx: Transaction, connectionId: string): Promise<number> {
  const own = eq(crmEvent.connectionId, connectionId);
  await tx
    .update(crmEvent)
    .set({ state: "received", reason: null, endedAt: null })
    .where(and(own, eq(crmEvent.state, "failed")));
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(crmEvent)
    .where(and(own, inArray(crmEvent.state, ["received"])));
  return row?.count ?? 0;
}
