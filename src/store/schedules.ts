import { and, asc, eq, lt } from "drizzle-orm";
import type { Rule } from "../coaching/schedule.ts";
import type { Transaction } from "./database.ts";
import { occurrence, person, schedule } from "./schema.ts";

export type ScheduleRow = typeof schedule.$inferSelect;
export type OccurrenceRow = typeof occurrence.$inferSelect;

/** A schedule with the zone of its person, where it has one, and whether they want to be left alone. */
export type ScheduleInZone = ScheduleRow & { personZone: string | null; isPaused: boolean };

/** Every schedule of the workspace, oldest first. */
export async function listSchedules(tx: Transaction): Promise<ScheduleInZone[]> {
  const rows = await tx
    .select({ schedule, personZone: person.timeZone, pausedAt: person.pausedAt })
    .from(schedule)
    .leftJoin(person, eq(person.id, schedule.personId))
    .orderBy(asc(schedule.createdAt), asc(schedule.id));
  return rows.map((row) => ({
    ...row.schedule,
    personZone: row.personZone,
    isPaused: row.pausedAt !== null,
  }));
}

/** What identifies a schedule, and its rule. */
export interface NewSchedule {
  kind: string;
  personId: string | null;
  subject?: string;
  place?: string | null;
  rule: Rule;
  since: Date;
}

/** Makes a schedule where there is none of that kind, person and subject; one that is there stays as it is. */
export async function ensureSchedule(tx: Transaction, row: NewSchedule): Promise<void> {
  await tx.insert(schedule).values(row).onConflictDoNothing();
}

/** Makes a schedule, or gives the one that is there another rule, which holds from `since`. */
export async function putSchedule(tx: Transaction, row: NewSchedule): Promise<void> {
  const { rule, since, place = null } = row;
  await tx
    .insert(schedule)
    .values(row)
    .onConflictDoUpdate({
      target: [schedule.workspaceId, schedule.kind, schedule.personId, schedule.subject],
      set: { rule, since, place, enabled: true },
    });
}

/** Another hour, another place, or off; `null` when there is no such schedule. */
export async function changeSchedule(
  tx: Transaction,
  id: string,
  change: Partial<Pick<ScheduleRow, "rule" | "since" | "place" | "enabled" | "timeZone">>,
): Promise<ScheduleRow | null> {
  const [row] = await tx.update(schedule).set(change).where(eq(schedule.id, id)).returning();
  return row ?? null;
}

/** What a person or a meeting no longer needs. */
export async function dropSchedule(
  tx: Transaction,
  { kind, subject }: { kind: string; subject: string },
): Promise<void> {
  await tx.delete(schedule).where(and(eq(schedule.kind, kind), eq(schedule.subject, subject)));
}

/** Takes an occurrence, for one process alone; `null` when it was taken before. */
export async function takeOccurrence(
  tx: Transaction,
  { scheduleId, on, dueAt, now }: { scheduleId: string; on: string; dueAt: Date; now: Date },
): Promise<string | null> {
  const [row] = await tx
    .insert(occurrence)
    .values({ scheduleId, on, dueAt, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: occurrence.id });
  if (!row) return null;
  await tx.update(schedule).set({ lastOn: on }).where(eq(schedule.id, scheduleId));
  return row.id;
}

/** An occurrence with its schedule. */
export async function findOccurrence(
  tx: Transaction,
  id: string,
): Promise<{ occurrence: OccurrenceRow; schedule: ScheduleRow } | null> {
  const [row] = await tx
    .select({ occurrence, schedule })
    .from(occurrence)
    .innerJoin(schedule, eq(schedule.id, occurrence.scheduleId))
    .where(eq(occurrence.id, id));
  return row ?? null;
}

export async function endOccurrence(
  tx: Transaction,
  id: string,
  state: "done" | "failed",
  at: Date,
): Promise<void> {
  await tx
    .update(occurrence)
    .set({ state, endedAt: at })
    .where(and(eq(occurrence.id, id), eq(occurrence.state, "pending")));
}

/** Occurrences that were taken before an instant and have not ended. */
export async function unendedOccurrences(tx: Transaction, before: Date): Promise<string[]> {
  const rows = await tx
    .select({ id: occurrence.id })
    .from(occurrence)
    .where(and(eq(occurrence.state, "pending"), lt(occurrence.createdAt, before)))
    .limit(100);
  return rows.map(({ id }) => id);
}
