import { and, asc, eq, gt, gte, inArray, isNull, lt, not, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { CalendarMeeting, MeetingWorld, Understood } from "../deals/meeting.ts";
import type { Transaction } from "./database.ts";
import { account, contact, deal, meeting, person } from "./schema.ts";

export type MeetingRow = typeof meeting.$inferSelect;

/** What it takes to understand invitations: our people, and the companies and deals we know. */
export async function meetingWorld(
  tx: Transaction,
  domains: readonly string[],
): Promise<MeetingWorld> {
  const people = await tx
    .select({ id: person.id, email: person.email, role: person.role })
    .from(person);
  const ours = people.flatMap(({ email }) => email?.split("@")[1]?.toLowerCase() ?? []);
  return {
    domains: [...new Set([...domains.map((one) => one.toLowerCase()), ...ours])],
    people,
    accounts: await tx
      .select({ id: account.id, name: account.name, domain: account.domain })
      .from(account),
    contacts: await tx
      .select({ accountId: contact.accountId, email: contact.email, name: contact.name })
      .from(contact),
    deals: await tx
      .select({
        id: deal.id,
        accountId: deal.accountId,
        ownerId: deal.ownerId,
        open: sql<boolean>`${deal.status} = 'open'`,
      })
      .from(deal)
      .where(eq(deal.status, "open")),
  };
}

/** What became of a meeting when a calendar told it again. */
export interface Kept {
  row: MeetingRow;
  was: "new" | "moved" | "cancelled" | "back" | "same";
}

/** Keeps a meeting as a calendar tells it now; whichever of our calendars tells it, it is one. */
export async function keepMeeting(
  tx: Transaction,
  connectionId: string,
  told: CalendarMeeting,
  understood: Understood,
  now: Date,
): Promise<Kept> {
  const [known] = await tx.select().from(meeting).where(eq(meeting.uid, told.uid)).for("update");
  const values = {
    title: told.title,
    startsAt: told.startsAt,
    endsAt: told.endsAt,
    attendees: understood.external,
    accountId: understood.accountId,
    dealId: understood.dealId,
    ownerId: understood.ownerId,
    cancelledAt: told.cancelled ? (known?.cancelledAt ?? now) : null,
  };
  if (!known) {
    const [row] = await tx
      .insert(meeting)
      .values({ id: v7(), uid: told.uid, seenIn: [connectionId], ...values })
      .returning();
    if (!row) throw new Error("a meeting that was inserted has a row");
    return { row, was: told.cancelled ? "cancelled" : "new" };
  }
  const seenIn = [...new Set([...known.seenIn, connectionId])];
  const [row] = await tx
    .update(meeting)
    .set({ ...values, seenIn })
    .where(eq(meeting.id, known.id))
    .returning();
  if (!row) throw new Error("a locked meeting has a row");
  return { row, was: change(known, row) };
}

function change(before: MeetingRow, after: MeetingRow): Kept["was"] {
  if (after.cancelledAt) return before.cancelledAt ? "same" : "cancelled";
  if (before.cancelledAt) return "back";
  return before.startsAt.getTime() === after.startsAt.getTime() ? "same" : "moved";
}

/**
 * Takes off one calendar what it no longer tells in a span it was read for as a whole; what stands in no
 * calendar any more is off.
 * @returns the meetings that are off now
 */
export async function dropUntold(
  tx: Transaction,
  connectionId: string,
  span: { from: Date; to: Date },
  told: readonly string[],
  now: Date,
): Promise<MeetingRow[]> {
  const gone = await tx
    .update(meeting)
    .set({ seenIn: sql`${meeting.seenIn} - ${connectionId}::text` })
    .where(
      and(
        sql`${meeting.seenIn} ? ${connectionId}::text`,
        gte(meeting.startsAt, span.from),
        lt(meeting.startsAt, span.to),
        ...(told.length > 0 ? [not(inArray(meeting.uid, [...told]))] : []),
      ),
    )
    .returning({ id: meeting.id });
  if (gone.length === 0) return [];
  return await tx
    .update(meeting)
    .set({ cancelledAt: now })
    .where(
      and(
        inArray(
          meeting.id,
          gone.map(({ id }) => id),
        ),
        sql`jsonb_array_length(${meeting.seenIn}) = 0`,
        isNull(meeting.cancelledAt),
      ),
    )
    .returning();
}

export async function findMeeting(tx: Transaction, id: string): Promise<MeetingRow | null> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, id));
  return row ?? null;
}

/** The next meeting with an account that is not off. */
export async function nextMeetingWith(
  tx: Transaction,
  accountId: string,
  now: Date,
): Promise<MeetingRow | null> {
  const [row] = await tx
    .select()
    .from(meeting)
    .where(
      and(eq(meeting.accountId, accountId), gt(meeting.startsAt, now), isNull(meeting.cancelledAt)),
    )
    .orderBy(asc(meeting.startsAt))
    .limit(1);
  return row ?? null;
}

/** What is ahead for one person, or for everybody, soonest first. */
export async function meetingsAhead(
  tx: Transaction,
  filter: { ownerId?: string; from: Date; to: Date },
): Promise<MeetingRow[]> {
  return await tx
    .select()
    .from(meeting)
    .where(
      and(
        gte(meeting.startsAt, filter.from),
        lt(meeting.startsAt, filter.to),
        isNull(meeting.cancelledAt),
        ...(filter.ownerId ? [eq(meeting.ownerId, filter.ownerId)] : []),
      ),
    )
    .orderBy(asc(meeting.startsAt));
}

/** Remembers that the prep went out, and for which hour. */
export async function markPrepared(
  tx: Transaction,
  id: string,
  prepared: { for: Date; prepId: string | null },
): Promise<void> {
  await tx
    .update(meeting)
    .set({
      preparedFor: prepared.for,
      ...(prepared.prepId ? { prepId: prepared.prepId } : {}),
    })
    .where(eq(meeting.id, id));
}
