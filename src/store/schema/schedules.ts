import {
  boolean,
  date,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Rule } from "../../coaching/schedule.ts";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { person, tenant } from "./people.ts";

/** Something that happens again and again, or once at a time to come, without anybody asking. */
export const schedule = pgTable(
  "schedule",
  {
    workspaceId: tenant(),
    id: id(),
    /** The routine that runs: "digest", "synthesis". */
    kind: text("kind").notNull(),
    /** Whom it is for or about; their zone is the rule's. */
    personId: uuid("person_id"),
    /** Where what it writes goes: `dm:<person>` or `channel:<key>`; the routine's own choice when `null`. */
    place: text("place"),
    /** What it is about where one person has several of a kind, as a meeting's id. */
    subject: text("subject").notNull().default(""),
    rule: jsonb("rule").$type<Rule>().notNull(),
    /** IANA name; the person's, else the workspace's, when `null`. */
    timeZone: text("time_zone"),
    enabled: boolean("enabled").notNull().default(true),
    /** Since when the rule holds as it is. */
    since: instant("since").notNull().defaultNow(),
    /** Local date of the last occurrence. */
    lastOn: date("last_on"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("schedule_once").on(t.workspaceId, t.kind, t.personId, t.subject).nullsNotDistinct(),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

export const OCCURRENCE_STATES = ["pending", "done", "failed"] as const;

/** One time a schedule came due. Unique by its local date: whoever comes second finds it taken. */
export const occurrence = pgTable(
  "occurrence",
  {
    workspaceId: tenant(),
    id: id(),
    scheduleId: uuid("schedule_id").notNull(),
    on: date("on").notNull(),
    /** When it should have happened; later than that it was caught up. */
    dueAt: instant("due_at").notNull(),
    state: text("state", { enum: OCCURRENCE_STATES }).notNull().default("pending"),
    createdAt: createdAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("occurrence_once").on(t.workspaceId, t.scheduleId, t.on),
    within(t.workspaceId, t.scheduleId, schedule).onDelete("cascade"),
    index("occurrence_state").on(t.workspaceId, t.state),
    oneOf("occurrence_state_words", t.state, OCCURRENCE_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
