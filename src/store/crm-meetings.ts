import { and, between, eq, gt, inArray, isNull, lt, ne, not, sql } from "drizzle-orm";
import type { Attendee } from "../deals/meeting.ts";
import type { Transaction } from "./database.ts";
import { type Kept, keepMeeting, type MeetingRow } from "./meetings.ts";
import { contact, deal, dealContact, meeting } from "./schema.ts";

/** A meeting logged in the CRM on a deal. */
export interface CrmMeeting {
  externalId: string;
  /** The deal's id in the CRM. */
  dealId: string;
  title: string;
  startsAt: Date;
  endsAt: Date | null;
  cancelled: boolean;
  /** Whom it is with; `null` for the deal's people. */
  with: readonly { name: string; email: string | null }[] | null;
}

/** The CRM says when a meeting begins and seldom when it ends. */
const USUAL_MS = 30 * 60_000;
/** The same meeting in somebody's calendar may be some minutes off. */
const SAME_MS = 15 * 60_000;

/** A calendar tells of it, and so knows who comes. */
const inCalendar = sql`exists (select from connection c where c.kind = 'calendar' and ${meeting.seenIn} ? c.id::text)`;

/**
 * Keeps a meeting that stands in the CRM as it is now: new, moved, off. One that a calendar tells of, with
 * the same account at the same time, is left to the calendar; one among ourselves is nobody's business.
 * @param domains our own e-mail domains, lower case
 * @returns `null` when nothing is to follow from it
 */
export async function keepCrmMeeting(
  tx: Transaction,
  connectionId: string,
  told: CrmMeeting,
  domains: readonly string[],
  now: Date,
): Promise<Kept | null> {
  const [known] = await tx.select().from(meeting).where(eq(meeting.uid, told.externalId));
  // What is over is of no interest, unless it was still to come as far as we knew.
  if (told.startsAt <= now && !(known && known.startsAt > now)) return null;
  if (told.cancelled && !known) return null;
  const [row] = await tx.select().from(deal).where(eq(deal.externalId, told.dealId));
  if (!row?.accountId || !row.ownerId) return null;
  const external: Attendee[] = (told.with ?? (await peopleOn(tx, row.id)))
    .filter(({ email }) => !email || !domains.includes(email.split("@")[1]?.toLowerCase() ?? ""))
    .map(({ name, email }) => ({ name, email, declined: false }));
  const twin = await twinOf(tx, told, row.accountId);
  if (!known && (twin || external.length === 0)) return null;
  const kept = await keepMeeting(
    tx,
    connectionId,
    {
      uid: told.externalId,
      title: told.title,
      startsAt: told.startsAt,
      endsAt: told.endsAt ?? new Date(told.startsAt.getTime() + USUAL_MS),
      cancelled: told.cancelled || twin !== null || external.length === 0,
      ...{ allDay: false, organizer: null, attendees: external },
    },
    { external, accountId: row.accountId, dealId: row.id, ownerId: row.ownerId },
    now,
  );
  if (!twin) return kept;
  if (kept.row.preparedFor && !twin.preparedFor) await prepareAs(tx, twin, kept.row);
  // Its twin goes on in its place: nobody is told that it is off.
  return { row: kept.row, was: "same" };
}

async function peopleOn(tx: Transaction, dealId: string) {
  return await tx
    .select({ name: contact.name, email: contact.email })
    .from(dealContact)
    .innerJoin(contact, eq(contact.id, dealContact.contactId))
    .where(eq(dealContact.dealId, dealId));
}

/** Another meeting with the account at that time. */
async function twinOf(
  tx: Transaction,
  { externalId, startsAt }: CrmMeeting,
  accountId: string,
): Promise<MeetingRow | null> {
  const [found] = await tx
    .select()
    .from(meeting)
    .where(near(accountId, startsAt, externalId));
  return found ?? null;
}

const near = (accountId: string, at: Date, uid: string) =>
  and(
    eq(meeting.accountId, accountId),
    ne(meeting.uid, uid),
    isNull(meeting.cancelledAt),
    between(meeting.startsAt, new Date(at.getTime() - SAME_MS), new Date(at.getTime() + SAME_MS)),
  );

/**
 * A calendar tells of a meeting that was known from the CRM alone: they are one, and the calendar's counts.
 * What was prepared for the one is prepared for the other.
 * @returns the calendar's as it is then
 */
export async function foldIntoCalendar(
  tx: Transaction,
  row: MeetingRow,
  now: Date,
): Promise<MeetingRow> {
  if (!row.accountId || row.cancelledAt) return row;
  const twins = await tx
    .update(meeting)
    .set({ cancelledAt: now })
    .where(and(near(row.accountId, row.startsAt, row.uid), not(inCalendar)))
    .returning();
  const prepared = twins.find(({ preparedFor }) => preparedFor !== null);
  if (!prepared || row.preparedFor) return row;
  return (await prepareAs(tx, row, prepared)) ?? row;
}

/** The prep of the one is the prep of the other. */
async function prepareAs(tx: Transaction, { id }: MeetingRow, done: MeetingRow) {
  const [after] = await tx
    .update(meeting)
    .set({ preparedFor: done.preparedFor, prepId: done.prepId })
    .where(eq(meeting.id, id))
    .returning();
  return after;
}

/** Meetings to come on deals that were read as a whole, and that the CRM no longer has: they are off. */
export async function dropUntoldByCrm(
  tx: Transaction,
  connectionId: string,
  told: { deals: readonly string[]; meetings: readonly string[] },
  now: Date,
): Promise<MeetingRow[]> {
  if (told.deals.length === 0) return [];
  return await tx
    .update(meeting)
    .set({ cancelledAt: now, seenIn: [] })
    .where(
      and(
        eq(meeting.seenIn, [connectionId]),
        gt(meeting.startsAt, now),
        isNull(meeting.cancelledAt),
        inArray(
          meeting.dealId,
          tx
            .select({ id: deal.id })
            .from(deal)
            .where(inArray(deal.externalId, [...told.deals])),
        ),
        ...(told.meetings.length > 0 ? [not(inArray(meeting.uid, [...told.meetings]))] : []),
      ),
    )
    .returning();
}

/** The CRM's ids of deals with a meeting soon that stands in this CRM; one that is off may be on again. */
export async function dealsMeetingSoon(
  tx: Transaction,
  connectionId: string,
  { from, to }: { from: Date; to: Date },
): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ externalId: deal.externalId })
    .from(meeting)
    .innerJoin(deal, eq(deal.id, meeting.dealId))
    .where(
      and(
        sql`${meeting.seenIn} ? ${connectionId}::text`,
        gt(meeting.startsAt, from),
        lt(meeting.startsAt, to),
      ),
    );
  return rows.flatMap(({ externalId }) => externalId ?? []);
}

/** Meetings that only a deal told of go with it. */
export async function cancelWithDeals(
  tx: Transaction,
  dealIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .update(meeting)
    .set({ cancelledAt: now })
    .where(
      and(
        inArray(meeting.dealId, [...dealIds]),
        isNull(meeting.cancelledAt),
        gt(meeting.startsAt, now),
        not(inCalendar),
      ),
    );
}
