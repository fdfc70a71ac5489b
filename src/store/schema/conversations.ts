import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Message } from "../../messages/message.ts";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, within } from "./columns.ts";
import { person, tenant } from "./people.ts";

/** `writing` is being made before its reader's eyes: it has an id and a place, and no words of its own yet. */
export const DELIVERY_STATUSES = ["writing", "pending", "sent", "failed", "superseded"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** The outbox: one row a message, whatever happens on the way. */
export const delivery = pgTable(
  "delivery",
  {
    workspaceId: tenant(),
    id: id(),
    kind: text("kind").notNull(),
    /** What it is about: a debrief, a deal, an occurrence of a routine. */
    subjectId: uuid("subject_id").notNull(),
    /** Where it goes, in the platform's words: a user or a channel. */
    recipient: text("recipient").notNull(),
    personId: uuid("person_id"),
    revision: integer("revision").notNull().default(1),
    platform: text("platform").notNull().default("playground"),
    /** The delivery that opened the thread this one answers in. */
    threadId: uuid("thread_id"),
    message: jsonb("message").$type<Message>().notNull(),
    rendered: jsonb("rendered").$type<unknown>(),
    status: text("status", { enum: DELIVERY_STATUSES }).notNull().default("pending"),
    failure: text("failure"),
    /** Tries that may have reached the platform: whoever tries again looks there first. */
    attempts: integer("attempts").notNull().default(0),
    /** Not sent before: quiet hours, a full day, or the platform's own pace. */
    notBefore: instant("not_before"),
    /** A worker is sending it, until then at the latest; after it another one may. */
    claimedUntil: instant("claimed_until"),
    /** Whether somebody waits for it. What comes unasked keeps to quiet hours and to the day's budget. */
    asked: boolean("asked").notNull().default(false),
    /** The platform's id of what was sent, to look it up and to change it. */
    externalRef: text("external_ref"),
    /** The action that was taken on it. */
    answered: text("answered"),
    createdAt: createdAt(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("delivery_once").on(t.workspaceId, t.kind, t.subjectId, t.recipient, t.revision),
    within(t.workspaceId, t.personId, person),
    index("delivery_status").on(t.workspaceId, t.status),
    index("delivery_recipient").on(t.workspaceId, t.recipient, t.createdAt),
    index("delivery_thread").on(t.workspaceId, t.threadId),
    index("delivery_external").on(t.workspaceId, t.platform, t.externalRef),
    oneOf("delivery_status_words", t.status, DELIVERY_STATUSES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** A file on a chat platform that was not fetched yet. */
export interface DroppedFile {
  /** The platform's own id of it, or where to fetch it. */
  ref: string;
  name: string;
  mediaType?: string;
  bytes?: number;
}

/** What a person said or clicked, before anybody has decided what it means. */
export const said = pgTable(
  "said",
  {
    workspaceId: tenant(),
    id: id(),
    place: text("place").notNull(),
    threadId: uuid("thread_id"),
    personId: uuid("person_id").notNull(),
    text: text("text").notNull(),
    platform: text("platform").notNull().default("playground"),
    /** The platform's id of what was written, to answer in its thread. */
    externalRef: text("external_ref"),
    /** What was dropped along with it, in the platform's words; fetched by the job that answers. */
    files: jsonb("files").$type<DroppedFile[]>(),
    actionId: text("action_id"),
    actionValue: text("action_value"),
    /** What was filled in, when the button had a form. */
    fields: jsonb("fields").$type<Record<string, string>>(),
    /** The platform's id of the event: a platform that tells it twice is heard once. */
    eventKey: text("event_key").notNull(),
    at: instant("at").notNull().defaultNow(),
    /** When the coach had dealt with it; `null` is picked up again after a crash. */
    answeredAt: instant("answered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("said_event").on(t.workspaceId, t.eventKey),
    within(t.workspaceId, t.personId, person),
    index("said_thread").on(t.workspaceId, t.threadId, t.at),
    index("said_external").on(t.workspaceId, t.platform, t.externalRef),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** Who did what to what, for the person it concerns to read. */
export const audit = pgTable(
  "audit",
  {
    workspaceId: tenant(),
    id: id(),
    personId: uuid("person_id"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.personId, person),
    index("audit_at").on(t.workspaceId, t.at),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
