import { sql } from "drizzle-orm";
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
import { call } from "./calls.ts";
import {
  bytea,
  createdAt,
  id,
  instant,
  oneOf,
  ownWorkspaceOnly,
  updatedAt,
  within,
} from "./columns.ts";
import { connection } from "./connections.ts";
import { tenant } from "./people.ts";

/**
 * `received` waits for a worker, `waiting` for the vendor; `done`, `nothing` (genuine, and no call in it)
 * and `failed` are final until somebody has it done again.
 */
export const INBOUND_STATUSES = ["received", "waiting", "done", "nothing", "failed"] as const;
export type InboundStatus = (typeof INBOUND_STATUSES)[number];

export const INBOUND_WAYS = ["webhook", "backfill", "folder", "upload"] as const;
export type InboundWay = (typeof INBOUND_WAYS)[number];

/** What came in from elsewhere, before and after it became a call: the raw payload and what became of it. */
export const inbound = pgTable(
  "inbound",
  {
    workspaceId: tenant(),
    id: id(),
    connectionId: uuid("connection_id"),
    backfillId: uuid("backfill_id"),
    /** The recorder, or `media` for a recording somebody brought. */
    source: text("source").notNull(),
    way: text("way", { enum: INBOUND_WAYS }).notNull(),
    /** The same thing told twice has the same key. */
    key: text("key").notNull(),
    callKey: text("call_key").notNull(),
    title: text("title"),
    /** What it takes to fetch it; ids and links. */
    reference: jsonb("reference").$type<Record<string, unknown>>().notNull().default({}),
    /** Of the request, those that say what its body is. */
    headers: jsonb("headers").$type<Record<string, string>>().notNull().default({}),
    body: bytea("body"),
    status: text("status", { enum: INBOUND_STATUSES }).notNull().default("received"),
    /** Why it waits, failed or brought nothing; a sentence for people. */
    reason: text("reason"),
    attempts: integer("attempts").notNull().default(0),
    /** How often it was told again. */
    repeats: integer("repeats").notNull().default(0),
    /** Not before this; while somebody works on it, when their time is up. */
    nextAt: instant("next_at").notNull().defaultNow(),
    callId: uuid("call_id"),
    /** False for history: nobody is written to about it. */
    announce: boolean("announce").notNull().default(true),
    receivedAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("inbound_once").on(t.workspaceId, t.source, t.key),
    within(t.workspaceId, t.callId, call),
    within(t.workspaceId, t.connectionId, connection),
    // Of the open ones alone: in a flood the next six are asked for thousands of times.
    index("inbound_due")
      .on(t.workspaceId, t.nextAt, t.id)
      .where(sql`${t.status} in ('received', 'waiting')`),
    index("inbound_newest").on(t.workspaceId, t.connectionId, t.receivedAt),
    index("inbound_backfill").on(t.workspaceId, t.backfillId, t.status),
    oneOf("inbound_status", t.status, INBOUND_STATUSES),
    oneOf("inbound_way", t.way, INBOUND_WAYS),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

export const BACKFILL_STATUSES = ["running", "done", "failed", "stopped"] as const;
export type BackfillStatus = (typeof BACKFILL_STATUSES)[number];

/** Past calls being brought in from one recorder: where it is, so that it goes on after a restart. */
export const backfill = pgTable(
  "backfill",
  {
    workspaceId: tenant(),
    id: id(),
    connectionId: uuid("connection_id").notNull(),
    from: instant("from").notNull(),
    to: instant("to").notNull(),
    /** The vendor's mark of the next page; `null` before the first. */
    cursor: text("cursor"),
    /** Whether every page has been listed. */
    listed: boolean("listed").notNull().default(false),
    pages: integer("pages").notNull().default(0),
    /** True for days that were missed: their calls are written about like any other. */
    announce: boolean("announce").notNull().default(false),
    status: text("status", { enum: BACKFILL_STATUSES }).notNull().default("running"),
    reason: text("reason"),
    nextAt: instant("next_at").notNull().defaultNow(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.connectionId, connection).onDelete("cascade"),
    index("backfill_status").on(t.workspaceId, t.status),
    oneOf("backfill_status_words", t.status, BACKFILL_STATUSES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
