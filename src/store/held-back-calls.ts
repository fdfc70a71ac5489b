import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
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
