import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, within, workspaceId } from "./columns.ts";

export { DEFAULT_WORKSPACE } from "../default-workspace.ts";

export const ROLES = ["rep", "manager", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** The tenant. The one table without `workspace_id`: it is what that column points at. */
export const workspace = pgTable(
  "workspace",
  {
    id: id().primaryKey(),
    slug: text("slug").notNull().unique(),
    name: text("name").notNull(),
    /** IANA name; the zone of whoever has none of their own. */
    timeZone: text("time_zone").notNull().default("UTC"),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull().default({}),
    /** True for the fictional sales floor, which is never written to a real platform. */
    sample: boolean("sample").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [ownWorkspaceOnly(t.id)],
);

/** One of ours: a rep, a manager or an admin. */
export const person = pgTable(
  "person",
  {
    workspaceId: tenant(),
    id: id(),
    name: text("name").notNull(),
    email: text("email"),
    role: text("role", { enum: ROLES }).notNull(),
    managerId: uuid("manager_id"),
    /** First day in the job, for ramp plans. */
    startedOn: date("started_on"),
    /** Last day in the job; `null` for whoever is here. Their deals then need somebody else. */
    leftOn: date("left_on"),
    timeZone: text("time_zone"),
    /** Since when they want to be left alone: what they ask is answered, and nothing comes unasked. */
    pausedAt: instant("paused_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.managerId], foreignColumns: [t.workspaceId, t.id] }),
    uniqueIndex("person_email").on(t.workspaceId, sql`lower(${t.email})`),
    index("person_manager").on(t.workspaceId, t.managerId),
    oneOf("person_role", t.role, ROLES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** Who a person is elsewhere: a Slack user, a CRM owner, a recorder's speaker. */
export const identity = pgTable(
  "identity",
  {
    workspaceId: tenant(),
    provider: text("provider").notNull(),
    externalId: text("external_id").notNull(),
    personId: uuid("person_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.provider, t.externalId] }),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    index("identity_person").on(t.workspaceId, t.personId),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** A company we sell to. */
export const account = pgTable(
  "account",
  { workspaceId: tenant(), id: id(), name: text("name").notNull(), domain: text("domain") },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("account_domain").on(t.workspaceId, t.domain),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** One of theirs: a person on the buyer's side. */
export const contact = pgTable(
  "contact",
  {
    workspaceId: tenant(),
    id: id(),
    accountId: uuid("account_id"),
    name: text("name").notNull(),
    email: text("email"),
    title: text("title"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.accountId, account),
    index("contact_account").on(t.workspaceId, t.accountId),
    index("contact_email").on(t.workspaceId, sql`lower(${t.email})`),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** `workspace_id`, and gone with the workspace. Here, since every other file's tables import it. */
export function tenant() {
  return workspaceId().references(() => workspace.id, { onDelete: "cascade" });
}
