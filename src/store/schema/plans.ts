import { date, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { PLAN_STATES } from "../../coaching/plan.ts";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { deal } from "./deals.ts";
import { person, tenant } from "./people.ts";

/** One focus as it is kept; the wording is the coach's own where a manager has not changed it. */
export interface StoredFocus {
  behaviour: string;
  targetOn: string;
  aim?: string;
  actions?: string[];
}

/** What a person agreed to work on; the wording is made anew each time it is read. */
export const coachingPlan = pgTable(
  "coaching_plan",
  {
    workspaceId: tenant(),
    id: id(),
    repId: uuid("rep_id").notNull(),
    state: text("state", { enum: PLAN_STATES }).notNull().default("drafted"),
    /** Behaviour and target date of each focus, and what a manager has put in other words. */
    focuses: jsonb("focuses").$type<StoredFocus[]>().notNull(),
    discussedAt: instant("discussed_at"),
    discussedBy: uuid("discussed_by"),
    approvedAt: instant("approved_at"),
    approvedBy: uuid("approved_by"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.repId, person).onDelete("cascade"),
    within(t.workspaceId, t.discussedBy, person),
    within(t.workspaceId, t.approvedBy, person),
    index("coaching_plan_rep").on(t.workspaceId, t.repId, t.createdAt),
    oneOf("coaching_plan_state", t.state, PLAN_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** A milestone or gate of somebody's ramp that a person said yes to. */
export const rampYes = pgTable(
  "ramp_yes",
  {
    workspaceId: tenant(),
    repId: uuid("rep_id").notNull(),
    /** The milestone's or gate's stable id. */
    step: text("step").notNull(),
    personId: uuid("person_id").notNull(),
    on: date("on").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.repId, t.step] }),
    within(t.workspaceId, t.repId, person).onDelete("cascade"),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** What somebody answered to the question a look back at a deal begins with. */
export const dealAnswer = pgTable(
  "deal_answer",
  {
    workspaceId: tenant(),
    id: id(),
    dealId: uuid("deal_id").notNull(),
    personId: uuid("person_id").notNull(),
    text: text("text").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.dealId, deal).onDelete("cascade"),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    index("deal_answer_deal").on(t.workspaceId, t.dealId, t.createdAt),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
