import { and, between, eq, isNull } from "drizzle-orm";
import type { Transaction } from "./database.ts";
import { type Kept, keepMeeting } from "./meetings.ts";
import { contact, deal, dealContact, meeting } from "./schema.ts";

/** A meeting logged in the CRM on a deal. */
export interface CrmMeeting {
  externalId: string;
  /** The deal's id in the CRM. */
  dealId: string;
  title: string;
  startsAt: Date;
}

/** The CRM says when a meeting begins and seldom when it ends. */
const USUAL_MS = 30 * 60_000;
/** The same meeting in somebody's calendar may be some minutes off. */
const SAME_MS = 15 * 60_000;

/**
 * Keeps a meeting that stands in the CRM, unless a calendar tells of one with the same account at the
 * same time: that one knows who comes.
 * @returns `null` when it is kept already by a calendar, or its deal is not here
 */
export async function keepCrmMeeting(
  tx: Transaction,
  connectionId: string,
  told: CrmMeeting,
  now: Date,
): Promise<Kept | null> {
  const [row] = await tx.select().from(deal).where(eq(deal.externalId, told.dealId));
  if (!row?.accountId || !row.ownerId) return null;
  const near = await tx
    .select({ uid: meeting.uid })
    .from(meeting)
    .where(
      and(
        eq(meeting.accountId, row.accountId),
        isNull(meeting.cancelledAt),
        between(
          meeting.startsAt,
          new Date(told.startsAt.getTime() - SAME_MS),
          new Date(told.startsAt.getTime() + SAME_MS),
        ),
      ),
    );
  if (near.some(({ uid }) => uid !== told.externalId)) return null;
  const people = await tx
    .select({ name: contact.name, email: contact.email })
    .from(dealContact)
    .innerJoin(contact, eq(contact.id, dealContact.contactId))
    .where(eq(dealContact.dealId, row.id));
  const external = people.map(({ name, email }) => ({ name, email, declined: false }));
  return await keepMeeting(
    tx,
    connectionId,
    {
      uid: told.externalId,
      title: told.title,
      startsAt: told.startsAt,
      endsAt: new Date(told.startsAt.getTime() + USUAL_MS),
      ...{ cancelled: false, allDay: false, organizer: null, attendees: external },
    },
    { external, accountId: row.accountId, dealId: row.id, ownerId: row.ownerId },
    now,
  );
}
