import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountMapping, Chosen } from "../../deals/crm/mapping.ts";
import type { Rehearsed } from "../../deals/crm/rehearsal.ts";
import type { CrmShape } from "../../deals/crm/shape.ts";
import type { Fact } from "../../deals/evidence.ts";
import { call } from "./calls.ts";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { connection } from "./connections.ts";
import { deal } from "./deals.ts";
import { person, tenant } from "./people.ts";

export const CRM_EVENT_STATES = ["received", "done", "failed"] as const;

/** A CRM's word that something changed; what it is now is asked for. */
export const crmEvent = pgTable(
  "crm_event",
  {
    workspaceId: tenant(),
    id: id(),
    connectionId: uuid("connection_id").notNull(),
    /** The same however often it is told. */
    key: text("key").notNull(),
    object: text("object").notNull(),
    objectId: text("object_id").notNull(),
    state: text("state", { enum: CRM_EVENT_STATES }).notNull().default("received"),
    /** Why it failed, a sentence for people. */
    reason: text("reason"),
    receivedAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("crm_event_once").on(t.workspaceId, t.connectionId, t.key),
    within(t.workspaceId, t.connectionId, connection).onDelete("cascade"),
    index("crm_event_state").on(t.workspaceId, t.connectionId, t.state),
    oneOf("crm_event_states", t.state, CRM_EVENT_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** `off`: the CRM does not tell by it, as long as nobody changes its settings. */
export const CRM_LINE_STATES = ["waiting", "listening", "off"] as const;

/** The line a CRM tells its changes by: who holds it, how far it is, and why it is silent. */
export const crmLine = pgTable(
  "crm_line",
  {
    workspaceId: tenant(),
    connectionId: uuid("connection_id").notNull(),
    state: text("state", { enum: CRM_LINE_STATES }).notNull().default("waiting"),
    /** What does not come by it, a sentence for people. */
    reason: text("reason"),
    /** The last word of each channel whose change is kept here, as the CRM numbers them. */
    positions: jsonb("positions").$type<Record<string, string>>().notNull().default({}),
    /** One process at a time listens; the others wait until then. */
    holder: uuid("holder"),
    heldUntil: instant("held_until"),
    /** Not before this. */
    tryAt: instant("try_at"),
    /** Tries that failed since it was last heard. */
    failures: integer("failures").notNull().default(0),
    heardAt: instant("heard_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId] }),
    within(t.workspaceId, t.connectionId, connection).onDelete("cascade"),
    oneOf("crm_line_states", t.state, CRM_LINE_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

export const CORRECTION_STATES = [
  "proposed",
  "writing",
  "written",
  "declined",
  "taking-back",
  "taken-back",
] as const;

/** A field of the CRM that a call knows better, and what a person decided about it. */
export const dealCorrection = pgTable(
  "deal_correction",
  {
    workspaceId: tenant(),
    id: id(),
    dealId: uuid("deal_id").notNull(),
    callId: uuid("call_id"),
    field: text("field").notNull(),
    /** As a person reads them. */
    inCrm: text("in_crm"),
    said: text("said").notNull(),
    /** What is written: minor units, an ISO day, a name, words. */
    value: text("value").notNull(),
    evidence: jsonb("evidence").$type<Fact>().notNull(),
    state: text("state", { enum: CORRECTION_STATES }).notNull().default("proposed"),
    /** What stood there, and what was made, as the CRM told it. */
    written: jsonb("written").$type<{ before: string | null; made: string | null }>(),
    personId: uuid("person_id"),
    problem: text("problem"),
    createdAt: createdAt(),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("deal_correction_once").on(t.workspaceId, t.dealId, t.field, t.value),
    within(t.workspaceId, t.dealId, deal).onDelete("cascade"),
    within(t.workspaceId, t.callId, call),
    within(t.workspaceId, t.personId, person),
    index("deal_correction_state").on(t.workspaceId, t.state),
    oneOf("deal_correction_states", t.state, CORRECTION_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** How far a connection's deals have been brought in, and what came of it. */
export interface CrmSync {
  state: "running" | "done" | "failed";
  begunAt: string;
  endedAt: string | null;
  deals: number;
  changed: number;
  gone: number;
  /** People's quarters that were taken, and what could not be, a sentence each. */
  quotas: number;
  left: string[];
  problem: string | null;
}

/** How one CRM account is understood: what it is made of, what an admin said, and what that would change. */
export const crmSetup = pgTable(
  "crm_setup",
  {
    workspaceId: tenant(),
    connectionId: uuid("connection_id").notNull(),
    /** The account as it was last described. */
    shape: jsonb("shape").$type<CrmShape>(),
    shapeAt: instant("shape_at"),
    /** What holds. */
    mapping: jsonb("mapping").$type<AccountMapping>(),
    /** What was filled in and not saved yet. */
    draft: jsonb("draft").$type<Chosen>(),
    /** What the last save changed, as it was before. */
    before: jsonb("before").$type<Chosen>(),
    savedAt: instant("saved_at"),
    rehearsal: jsonb("rehearsal").$type<Rehearsed>(),
    sync: jsonb("sync").$type<CrmSync>(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.connectionId] }),
    within(t.workspaceId, t.connectionId, connection).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
