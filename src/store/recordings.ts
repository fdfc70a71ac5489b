import { and, asc, gte, inArray, lte, ne, sql } from "drizzle-orm";
import type { Participant } from "../calls/call.ts";
import type { Transaction } from "./database.ts";
import { call } from "./schema.ts";

/** No call is longer: a recording that began this much earlier may still be of the same conversation. */
const AROUND_MS = 4 * 3600_000;

/** Whoever looks for another recording of a call waits for whoever is looking, until their transaction ends. */
export async function lockIntake(tx: Transaction): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('intake/' || current_setting('app.workspace'), 0))`,
  );
}

/** Calls of about the same time, without their words. */
export async function recordingsAround(
  tx: Transaction,
  callId: string,
  startedAt: Date,
): Promise<
  {
    id: string;
    revision: number;
    startedAt: string | null;
    durationMs: number | null;
    participants: Participant[];
  }[]
> {
  const rows = await tx
    .select({
      id: call.id,
      revision: call.revision,
      startedAt: call.startedAt,
      durationMs: sql<
        number | null
      >`coalesce(${call.durationMs}, (${call.transcript}->'turns'->-1->>'endMs')::float::int, (${call.transcript}->'turns'->-1->>'startMs')::float::int)`,
      participants: sql<Participant[]>`${call.transcript}->'participants'`,
    })
    .from(call)
    .where(
      and(
        ne(call.id, callId),
        inArray(call.status, ["analysing", "debriefed", "quarantined"]),
        gte(call.startedAt, new Date(startedAt.getTime() - AROUND_MS)),
        lte(call.startedAt, new Date(startedAt.getTime() + AROUND_MS)),
        sql`${call.transcript} is not null`,
      ),
    )
    .orderBy(asc(call.createdAt), asc(call.id));
  return rows.map((row) => ({ ...row, startedAt: row.startedAt?.toISOString() ?? null }));
}
