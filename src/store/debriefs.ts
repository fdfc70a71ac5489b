import { and, desc, eq, gte, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { DialogueState, DialogueStep } from "../coaching/dialogue.ts";
import type { Transaction } from "./database.ts";
import { debrief, delivery, reflection } from "./schema.ts";

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
    /** `silent`: nobody hears of it; `held` until a manager has looked; `waiting` for the end of the day. */
    state: "silent" | "held" | "waiting" | "asked";
    worth: number;
    note: string | null;
    createdAt: Date;
  },
): Promise<boolean> {
  const added = await tx
    .insert(debrief)
    .values({ ...row, output: row.output ?? {} })
    .onConflictDoNothing()
    .returning({ id: debrief.id });
  return added.length > 0;
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

/** The last debriefs a rep was shown, newest first; what they never saw does not count as said. */
export async function recentDebriefs(
  tx: Transaction,
  repId: string,
  limit: number,
): Promise<CallDebrief[]> {
  const rows = await tx
    .select({ output: debrief.output })
    .from(debrief)
    .innerJoin(delivery, and(eq(delivery.subjectId, debrief.id), eq(delivery.kind, "debrief")))
    // One of a call that was erased since has no words left.
    .where(and(eq(debrief.repId, repId), isNotNull(debrief.behaviour)))
    .orderBy(desc(debrief.createdAt))
    .limit(limit);
  return rows.map((row) => row.output as CallDebrief);
}

/** The wordings of the last debriefs sent to anybody else here, oldest first: a team reads in company. */
export async function wordingsOfOthers(
  tx: Transaction,
  repId: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .select({ wordings: sql<string[] | null>`${debrief.output} -> 'wordings'` })
    .from(debrief)
    .innerJoin(delivery, and(eq(delivery.subjectId, debrief.id), eq(delivery.kind, "debrief")))
    .where(ne(debrief.repId, repId))
    .orderBy(desc(debrief.createdAt))
    .limit(limit);
  return rows.reverse().flatMap(({ wordings }) => wordings ?? []);
}

export async function moveDebrief(
  tx: Transaction,
  row: DebriefRow,
  state: DialogueState | "held" | "silent",
  event: { at: string; what: string },
  output?: CallDebrief,
): Promise<void> {
  await tx
    .update(debrief)
    .set({
      state,
      ...(output ? { output } : {}),
      history: [...row.history, { ...event, from: row.state, to: state }],
    })
    .where(eq(debrief.id, row.id));
}

/** Whether the rep was asked about an earlier revision of this call and has not answered yet. */
export async function standsUnanswered(
  tx: Transaction,
  callId: string,
  repId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .innerJoin(debrief, and(eq(delivery.subjectId, debrief.id), eq(delivery.kind, "debrief")))
    .where(
      and(
        eq(debrief.callId, callId),
        eq(debrief.state, "asked"),
        eq(delivery.recipient, `dm:${repId}`),
        eq(delivery.status, "sent"),
        isNull(delivery.answered),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** How many of a rep's debriefs, written since an instant, still wait for a manager. */
export async function countHeld(tx: Transaction, repId: string, since: Date): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(debrief)
    .where(and(eq(debrief.repId, repId), eq(debrief.state, "held"), gte(debrief.createdAt, since)));
  return row?.count ?? 0;
}

/** How many debriefs managers have decided about: sent as they were or changed, or refused. */
export async function countDecided(tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(debrief)
    .where(
      or(
        ...["approved", "edited", "rejected"].map(
          (what) => sql`${debrief.history} @> ${JSON.stringify([{ what }])}::jsonb`,
        ),
      ),
    );
  return row?.count ?? 0;
}

/** Debriefs that wait for the end of their rep's day, the most worthwhile first. */
export async function waitingDebriefs(tx: Transaction): Promise<DebriefRow[]> {
  return await tx
    .select()
    .from(debrief)
    .where(eq(debrief.state, "waiting"))
    .orderBy(desc(debrief.worth), debrief.createdAt)
    .for("update");
}

/** Lets go of questions asked before an instant and never answered; nobody is reminded. */
export async function releaseUnanswered(tx: Transaction, before: Date, now: Date): Promise<number> {
  const event = { at: now.toISOString(), what: "released", from: "asked", to: "released" };
  const released = await tx
    .update(debrief)
    .set({
      state: "released",
      history: sql`${debrief.history} || ${JSON.stringify([event])}::jsonb`,
    })
    // Since it last moved: a manager may have held it for days before it was asked.
    .where(and(eq(debrief.state, "asked"), lt(debrief.updatedAt, before)))
    .returning({ id: debrief.id });
  return released.length;
}

export async function keepReflection(
  tx: Transaction,
  row: {
    id: string;
    debriefId: string;
    personId: string;
    text: string;
    step: DialogueStep;
    at: Date;
  },
): Promise<void> {
  await tx.insert(reflection).values(row);
}

/** The calls about which a question still waits for this person's answer. */
export async function waitingQuestions(tx: Transaction, repId: string): Promise<Set<string>> {
  const rows = await tx
    .select({ callId: debrief.callId })
    .from(debrief)
    .where(and(eq(debrief.repId, repId), eq(debrief.state, "asked")));
  return new Set(rows.map((row) => row.callId));
}

/** Takes a memory out of debriefs that begin with it: what its rep put right is not brought up again. */
export async function unciteMemory(tx: Transaction, repId: string, memory: string): Promise<void> {
  await tx
    .update(debrief)
    .set({ output: sql`${debrief.output} - 'remembered'` })
    .where(
      and(eq(debrief.repId, repId), sql`${debrief.output} #>> '{remembered,memory}' = ${memory}`),
    );
}
