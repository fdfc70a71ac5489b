import { bigint, date, index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { account, person, tenant } from "./people.ts";

export const DEAL_STATUSES = ["open", "won", "lost"] as const;
export type DealStatus = (typeof DEAL_STATUSES)[number];

/** An opportunity as the CRM, or a file, last told it. */
export const deal = pgTable(
  "deal",
  {
    workspaceId: tenant(),
    id: id(),
    externalId: text("external_id"),
    accountId: uuid("account_id"),
    ownerId: uuid("owner_id"),
    name: text("name").notNull(),
    stage: text("stage").notNull(),
    /** The forecast category, in the source's own word. */
    category: text("category"),
    status: text("status", { enum: DEAL_STATUSES }).notNull(),
    /** Minor units of `currency` (cents); `null` when the source gives no amount. */
    amountMinor: bigint("amount_minor", { mode: "number" }),
    currency: text("currency").notNull().default("USD"),
    openedOn: date("opened_on"),
    closeOn: date("close_on"),
    closedOn: date("closed_on"),
    lossReason: text("loss_reason"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("deal_external").on(t.workspaceId, t.externalId),
    within(t.workspaceId, t.accountId, account),
    within(t.workspaceId, t.ownerId, person),
    index("deal_owner").on(t.workspaceId, t.ownerId, t.status),
    index("deal_account").on(t.workspaceId, t.accountId),
    oneOf("deal_status", t.status, DEAL_STATUSES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** One field of a deal that changed, and when: what a pipeline review looks back at. */
export const dealChange = pgTable(
  "deal_change",
  {
    workspaceId: tenant(),
    id: id(),
    dealId: uuid("deal_id").notNull(),
    at: instant("at").notNull().defaultNow(),
    field: text("field").notNull(),
    before: text("before"),
    after: text("after"),
    /** Who changed it, in the source's own words. */
    by: text("by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.dealId, deal).onDelete("cascade"),
    index("deal_change_at").on(t.workspaceId, t.dealId, t.at),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
