import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { CONTACT_ROLES } from "../../deals/contact-roles.ts";
import type { ReviewItem } from "../../deals/review.ts";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { account, contact, person, tenant } from "./people.ts";

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
    /** The owner's name as the source has it, when nobody of ours matched. */
    ownerName: text("owner_name"),
    /** Set when it was handed over: whom the source named then. While it goes on so, the hand-over stands. */
    sourceOwner: text("source_owner"),
    name: text("name").notNull(),
    stage: text("stage").notNull(),
    /** The forecast category that holds: the source's, or what a review has said since. */
    category: text("category"),
    /** What the source said last; while it repeats itself, a review's word stands. */
    sourceCategory: text("source_category"),
    status: text("status", { enum: DEAL_STATUSES }).notNull(),
    /** Minor units of `currency` (cents); `null` when the source gives no amount. */
    amountMinor: bigint("amount_minor", { mode: "number" }),
    currency: text("currency").notNull().default("USD"),
    segment: text("segment"),
    /** New business, renewal, expansion: the source's own word. */
    type: text("type"),
    openedOn: date("opened_on"),
    closeOn: date("close_on"),
    closedOn: date("closed_on"),
    /** What holds as the next step, and its day. */
    nextStep: text("next_step"),
    nextStepOn: date("next_step_on"),
    /** What the source said last of what a review may change: see `sourceCategory`. */
    sourceCloseOn: date("source_close_on"),
    sourceNextStep: text("source_next_step"),
    sourceNextStepOn: date("source_next_step_on"),
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

/** Who of the buyer's people has a part in a deal; `role` is `null` while nobody has said which. */
export const dealContact = pgTable(
  "deal_contact",
  {
    workspaceId: tenant(),
    dealId: uuid("deal_id").notNull(),
    contactId: uuid("contact_id").notNull(),
    role: text("role", { enum: CONTACT_ROLES }),
    /** Who of ours said so in a review; `null` where the source does. */
    saidBy: text("said_by"),
    /** The CRM that has them on the deal: when it no longer does, they go. */
    toldBy: text("told_by"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.dealId, t.contactId] }),
    within(t.workspaceId, t.dealId, deal).onDelete("cascade"),
    within(t.workspaceId, t.contactId, contact).onDelete("cascade"),
    index("deal_contact_contact").on(t.workspaceId, t.contactId),
    oneOf("deal_contact_role", t.role, CONTACT_ROLES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** What a person is to sell in a quarter ("2026-Q4"), in minor units. */
export const quota = pgTable(
  "quota",
  {
    workspaceId: tenant(),
    id: id(),
    personId: uuid("person_id").notNull(),
    quarter: text("quarter").notNull(),
    amountMinor: bigint("amount_minor", { mode: "number" }).notNull(),
    currency: text("currency").notNull(),
    /** The CRM's connection that told it, `null` for a file or a person. */
    source: text("source"),
    /** What that CRM said last; while it repeats itself, what a file or a person said since stands. */
    sourceAmountMinor: bigint("source_amount_minor", { mode: "number" }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("quota_once").on(t.workspaceId, t.personId, t.quarter, t.currency),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

export const ACTIVITY_KINDS = ["email", "meeting", "task", "call", "note"] as const;
export const ACTIVITY_SIDES = ["rep", "buyer"] as const;

/** Something logged on a deal beside its calls: an e-mail, a meeting, a task, a rep's own word. */
export const activity = pgTable(
  "activity",
  {
    workspaceId: tenant(),
    id: id(),
    externalId: text("external_id"),
    dealId: uuid("deal_id").notNull(),
    kind: text("kind", { enum: ACTIVITY_KINDS }).notNull(),
    at: instant("at").notNull(),
    /** Who did it; `null` for both or unknown. */
    side: text("side", { enum: ACTIVITY_SIDES }),
    who: text("who"),
    text: text("text").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("activity_external").on(t.workspaceId, t.externalId),
    within(t.workspaceId, t.dealId, deal).onDelete("cascade"),
    index("activity_deal").on(t.workspaceId, t.dealId, t.at),
    oneOf("activity_kind", t.kind, ACTIVITY_KINDS),
    oneOf("activity_side", t.side, ACTIVITY_SIDES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

export const REVIEW_STATES = ["asking", "telling", "done"] as const;

/** One pipeline review: which deals, how far it is, and what was said. */
export const pipelineReview = pgTable(
  "pipeline_review",
  {
    workspaceId: tenant(),
    id: id(),
    repId: uuid("rep_id").notNull(),
    startedBy: uuid("started_by").notNull(),
    state: text("state", { enum: REVIEW_STATES }).notNull().default("asking"),
    /** Index into `items` of the deal under review. */
    position: integer("position").notNull().default(0),
    items: jsonb("items").$type<ReviewItem[]>().notNull(),
    /** What waits for the 1:1: one line that says it, and one that asks. */
    observation: text("observation"),
    /** The channel it was asked for in, which gets the summary; the team's own when `null`. */
    place: text("place"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.repId, person).onDelete("cascade"),
    within(t.workspaceId, t.startedBy, person).onDelete("cascade"),
    index("pipeline_review_rep").on(t.workspaceId, t.repId, t.createdAt),
    oneOf("pipeline_review_state", t.state, REVIEW_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
