import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt } from "./columns.ts";
import { tenant } from "./people.ts";

export const CONNECTION_KINDS = ["chat", "recorder", "crm", "calendar", "transcriber"] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export const CONNECTION_STATUSES = ["active", "paused", "broken", "revoked"] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

/** What a workspace is connected to: a recorder, a CRM, a calendar, a chat platform's team. */
export const connection = pgTable(
  "connection",
  {
    workspaceId: tenant(),
    id: id(),
    kind: text("kind", { enum: CONNECTION_KINDS }).notNull(),
    /** The vendor, as its adapter's file is named. */
    provider: text("provider").notNull(),
    /** The provider's own name of what is connected, e.g. a Slack team's id; unique for one provider. */
    externalId: text("external_id"),
    label: text("label").notNull(),
    status: text("status", { enum: CONNECTION_STATUSES }).notNull().default("active"),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default({}),
    /** Tokens and webhook secrets, JSON sealed for this row alone; see store/sealing.ts. */
    sealed: text("sealed"),
    /** What went wrong last, as a sentence a person can act on. */
    problem: text("problem"),
    problemAt: instant("problem_at"),
    /** When something last came in or was fetched. */
    seenAt: instant("seen_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("connection_by_id").on(t.id),
    index("connection_external").on(t.provider, t.externalId),
    oneOf("connection_kind", t.kind, CONNECTION_KINDS),
    oneOf("connection_status", t.status, CONNECTION_STATUSES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** Where a recipient lives on a chat platform, in that platform's words. */
export const place = pgTable(
  "place",
  {
    workspaceId: tenant(),
    platform: text("platform").notNull(),
    /** `dm:<person>` or `channel:<key>`. */
    recipient: text("recipient").notNull(),
    name: text("name"),
    /** A Slack team and channel, a Teams conversation reference. */
    address: jsonb("address").$type<Record<string, unknown>>().notNull(),
    /** When somebody was last heard there: the newest place is the one people look at. */
    seenAt: instant("seen_at").notNull().defaultNow(),
    /** When the next message may go there: platforms take about one a second. */
    freeAt: instant("free_at"),
    /** Archived, left, uninstalled. */
    goneAt: instant("gone_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.platform, t.recipient] }),
    index("place_recipient").on(t.workspaceId, t.recipient, t.seenAt),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
