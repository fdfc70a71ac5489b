import { and, desc, eq } from "drizzle-orm";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { DialogueState } from "../coaching/dialogue.ts";
import type { Transaction } from "./database.ts";
import { debrief, reflection } from "./schema.ts";

export type DebriefRow = typeof debrief.$inferSelect;

/** Writes the debrief of one revision of a call; a second worker's attempt changes nothing. */
export async function addDebrief(
  tx: Transaction,
  row: {
    id: string;
    callId: string;
    revision: number;
    repId: string | null;
    mind: string;
    output: CallDebrief | null;
    behaviour: string | null;
  },
): Promise<boolean> {
  const added = await tx
    .insert(debrief)
    .values({ ...row, output: row.output ?? {}, state: row.output ? "asked" : "silent" })
    .onConflictDoNothing()
    .returning({ id: debrief.id });
  return added.length > 0;
}

export async function findDebrief(tx: Transaction, id: string): Promise<DebriefRow | null> {
  const [row] = await tx.select().from(debrief).where(eq(debrief.id, id));
  return row ?? null;
}

export async function lockDebrief(tx: Transaction, id: string): Promise<DebriefRow | null> {
  const [row] = await tx.select().from(debrief).where(eq(debrief.id, id)).for("update");
  return row ?? null;
}

/** The newest debrief of a call. */
export async function debriefOf(tx: Transaction, callId: string): Promise<DebriefRow | null> {
  const [row] = await tx
    .select()
    .from(debrief)
    .where(eq(debrief.callId, callId))
    .orderBy(desc(debrief.revision))
    .limit(1);
  return row ?? null;
}

/** A rep's last debriefs that asked something, newest first. */
export async function recentDebriefs(
  tx: Transaction,
  repId: string,
  limit: number,
): Promise<CallDebrief[]> {
  const rows = await tx
    .select({ output: debrief.output, state: debrief.state })
    .from(debrief)
    .where(eq(debrief.repId, repId))
    .orderBy(desc(debrief.createdAt))
    .limit(limit);
  return rows.filter((row) => row.state !== "silent").map((row) => row.output as CallDebrief);
}

export async function moveDebrief(
  tx: Transaction,
  row: DebriefRow,
  state: DialogueState,
  event: { at: string; what: string },
): Promise<void> {
  await tx
    .update(debrief)
    .set({ state, history: [...row.history, { ...event, from: row.state, to: state }] })
    .where(and(eq(debrief.id, row.id)));
}

export async function keepReflection(
  tx: Transaction,
  row: { id: string; debriefId: string; personId: string; text: string },
): Promise<void> {
  await tx.insert(reflection).values(row);
}
