import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import type { Attendee } from "../../deals/meeting.ts";
import { createdAt, id, instant, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { deal } from "./deals.ts";
import { account, person, tenant } from "./people.ts";

/** A meeting with people from elsewhere, as our calendars tell it; one row however many of us are in it. */
export const meeting = pgTable(
  "meeting",
  {
    workspaceId: tenant(),
    id: id(),
    /** The same in every calendar, and after the meeting was moved. */
    uid: text("uid").notNull(),
    title: text("title").notNull(),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** Those from elsewhere. */
    attendees: jsonb("attendees").$type<Attendee[]>().notNull(),
    accountId: uuid("account_id"),
    dealId: uuid("deal_id"),
    /** Who of ours it is prepared for. */
    ownerId: uuid("owner_id"),
    /** The connections in whose calendars it stands; in none any more, it is off. */
    seenIn: jsonb("seen_in").$type<string[]>().notNull().default([]),
    cancelledAt: instant("cancelled_at"),
    /** Its start as it was when the prep went out. */
    preparedFor: instant("prepared_for"),
    /** The outbox row of that prep. */
    prepId: uuid("prep_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("meeting_once").on(t.workspaceId, t.uid),
    within(t.workspaceId, t.accountId, account),
    within(t.workspaceId, t.dealId, deal),
    within(t.workspaceId, t.ownerId, person),
    index("meeting_start").on(t.workspaceId, t.startsAt),
    index("meeting_account").on(t.workspaceId, t.accountId, t.startsAt),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
