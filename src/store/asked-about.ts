import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { debrief, delivery } from "./schema.ts";

/** The message by which a rep was asked about a call; `null` when nobody was. */
export async function askedAbout(
  tx: Transaction,
  callId: string,
): Promise<{ deliveryId: string; recipient: string; personId: string | null } | null> {
  const [row] = await tx
    .select({
      deliveryId: delivery.id,
      recipient: delivery.recipient,
      personId: delivery.personId,
    })
    .from(delivery)
    .innerJoin(debrief, eq(debrief.id, delivery.subjectId))
    .where(and(eq(debrief.callId, callId), eq(delivery.kind, "debrief")))
    .orderBy(desc(delivery.createdAt))
    .limit(1);
  return row ?? null;
}
