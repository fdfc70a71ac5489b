import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { call } from "./calls.ts";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { person, tenant } from "./people.ts";

export const DEBRIEF_STATES = [
  "silent",
  "held",
  "waiting",
  "asked",
  "answered",
  "told",
  "practising",
  "disputed",
  "released",
  "closed",
] as const;
export type DebriefState = (typeof DEBRIEF_STATES)[number];

/** The review of one revision of a call, and how far the conversation about it has come. */
export const debrief = pgTable(
  "debrief",
  {
    workspaceId: tenant(),
    id: id(),
    callId: uuid("call_id").notNull(),
    revision: integer("revision").notNull(),
    repId: uuid("rep_id"),
    /** Which mind wrote it: the model's name, or `local`. */
    mind: text("mind").notNull(),
    output: jsonb("output").$type<unknown>().notNull(),
    state: text("state", { enum: DEBRIEF_STATES }).notNull(),
    /** The id of the one behaviour it coaches, `null` when it keeps silent. */
    behaviour: text("behaviour"),
    /** How much the moment is worth a rep's one question of the day, 0 to about 1. */
    worth: real("worth").notNull().default(0),
    /** The quiet line about how it was written, for when it is sent later. */
    note: text("note"),
    history: jsonb("history").$type<unknown[]>().notNull().default([]),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("debrief_revision").on(t.workspaceId, t.callId, t.revision),
    within(t.workspaceId, t.callId, call).onDelete("cascade"),
    within(t.workspaceId, t.repId, person),
    index("debrief_rep").on(t.workspaceId, t.repId, t.createdAt),
    oneOf("debrief_state", t.state, DEBRIEF_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** What a person said when asked to look back. */
export const reflection = pgTable(
  "reflection",
  {
    workspaceId: tenant(),
    id: id(),
    debriefId: uuid("debrief_id"),
    personId: uuid("person_id").notNull(),
    text: text("text").notNull(),
    /** What the coach said to it: an answer, a practised line, why a reading was not fair. */
    step: text("step"),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.debriefId, debrief).onDelete("cascade"),
    within(t.workspaceId, t.personId, person),
    index("reflection_person").on(t.workspaceId, t.personId, t.at),
    index("reflection_debrief").on(t.workspaceId, t.debriefId),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** What a manager taught the coach, by changing or refusing what it had written or in plain words. */
export const directive = pgTable(
  "directive",
  {
    workspaceId: tenant(),
    id: id(),
    debriefId: uuid("debrief_id"),
    personId: uuid("person_id").notNull(),
    /** What the coach had written; empty when it was told without an occasion. */
    before: text("before").notNull(),
    /** What it should have been, or why not at all, or the rule itself. */
    after: text("after").notNull(),
    at: instant("at").notNull().defaultNow(),
    /** From then on it is no longer heeded. */
    retiredAt: instant("retired_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.debriefId, debrief).onDelete("cascade"),
    within(t.workspaceId, t.personId, person),
    index("directive_at").on(t.workspaceId, t.at),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
