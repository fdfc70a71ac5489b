import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Cited } from "../../coaching/cited.ts";
import type { PracticeLine } from "../../coaching/practice.ts";
import { createdAt, id, instant, ownWorkspaceOnly, updatedAt, within } from "./columns.ts";
import { person, tenant } from "./people.ts";

/** What a role play is about: whom the buyer is, what is practised, and their own lines from calls. */
export interface PracticeScene {
  account: string;
  buyer: string;
  behaviour: string;
  /** The buyer's own lines that ask for the behaviour, best first. */
  cues: Cited[];
  /** What else they said, for whoever plays them. */
  facts: string[];
}

/** A role play between a person and the coach; its lines are kept only while it goes on. */
export const practice = pgTable(
  "practice",
  {
    workspaceId: tenant(),
    id: id(),
    personId: uuid("person_id").notNull(),
    scene: jsonb("scene").$type<PracticeScene>().notNull(),
    lines: jsonb("lines").$type<PracticeLine[]>().notNull(),
    /** Which of the cues was said last. */
    cue: integer("cue").notNull().default(0),
    /** Who plays the buyer: a model's name, or `local` where nobody can. */
    mind: text("mind").notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    index("practice_person").on(t.workspaceId, t.personId, t.createdAt),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
