import { and, asc, between, desc, eq, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { call } from "./schema.ts";

/** Calls that wait for somebody's word, and calls nobody of ours could be asked about; newest first. */
export async function heldBackCalls(
  tx: Transaction,
  limit: number,
): Promise<
  {
    id: string;
    title: string | null;
    source: string;
    status: "quarantined" | "debriefed";
    reason: string | null;
    startedAt: Date | null;
    createdAt: Date;
  }[]
> {
  const stranger = sql<string>`(select note from jsonb_array_elements_text(${call.notes}) note where note like '%is not on the roster%' limit 1)`;
  const rows = await tx
    .select({
      id: call.id,
      title: call.title,
      source: call.source,
      status: call.status,
      reason: sql<string | null>`coalesce(${call.failure}, ${stranger})`,
      startedAt: call.startedAt,
      createdAt: call.createdAt,
    })
    .from(call)
    .where(
      or(
        eq(call.status, "quarantined"),
        and(eq(call.status, "debriefed"), isNull(call.repId), sql`${stranger} is not null`),
      ),
    )
    .orderBy(desc(call.createdAt))
    .limit(limit);
  return rows as Awaited<ReturnType<typeof heldBackCalls>>;
}

/** No call is longer: a recording that began this much earlier may still be of the same conversation. */
const AROUND_MS = 4 * 3600_000;
/** One person cannot begin two calls within so long. */
const SAME_START_MS = 5 * 60_000;

const around = (at: Date, ms: number) =>
  between(call.startedAt, new Date(at.getTime() - ms), new Date(at.getTime() + ms));

/** Calls of about the same time that somebody was asked about and has let be read, or may still decide on. */
export async function decidedAround(
  tx: Transaction,
  callId: string,
  startedAt: Date,
): Promise<string[]> {
  const undecided = and(eq(call.status, "quarantined"), isNull(call.transcript));
  const rows = await tx
    .select({ id: call.id })
    .from(call)
    .where(
      and(
        ne(call.id, callId),
        around(startedAt, AROUND_MS),
        isNotNull(call.uploadId),
        or(undecided, isNotNull(call.allowedBy)),
      ),
    )
    .orderBy(asc(call.createdAt), asc(call.id));
  return rows.map(({ id }) => id);
}

/** Whether this host has deleted a call that began at this time; nothing else of it is known any more. */
export async function deletedByHost(
  tx: Transaction,
  hostId: string,
  startedAt: Date,
): Promise<boolean> {
  const rows = await tx
    .select({ id: call.id })
    .from(call)
    .where(
      and(
        eq(call.status, "discarded"),
        eq(call.hostId, hostId),
        eq(call.failure, DELETED_BY_HOST),
        around(startedAt, SAME_START_MS),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** What stands at a call that its host would not have read. */
export const DELETED_BY_HOST = "Deleted by its host; nothing of it is kept.";

/** Other recordings that wait for what is decided about a call. */
export async function waitingWith(
  tx: Transaction,
  callId: string,
): Promise<{ id: string; revision: number }[]> {
  return await tx
    .select({ id: call.id, revision: call.revision })
    .from(call)
    .where(
      and(
        eq(call.status, "quarantined"),
        sql`${call.otherRecordings} @> ${JSON.stringify([{ callId }])}::jsonb`,
      ),
    )
    .for("update");
}
