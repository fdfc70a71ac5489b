import { index, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, oneOf, ownWorkspaceOnly, within } from "./columns.ts";
import { debrief } from "./debriefs.ts";
import { person, tenant } from "./people.ts";

export const SHARING_STATES = ["asked", "named", "unnamed", "kept", "withdrawn"] as const;
export type SharingState = (typeof SHARING_STATES)[number];

/** A credited moment whose owner was asked whether the team may see it, and what they said. */
export const sharedMoment = pgTable(
  "shared_moment",
  {
    workspaceId: tenant(),
    id: id(),
    debriefId: uuid("debrief_id").notNull(),
    personId: uuid("person_id").notNull(),
    quote: text("quote").notNull(),
    /** One sentence on what was done, with nobody's name in it. */
    what: text("what").notNull(),
    /** `kept`: they would rather not; `withdrawn`: they said yes and took it back. */
    state: text("state", { enum: SHARING_STATES }).notNull().default("asked"),
    createdAt: createdAt(),
    /** When the state was last theirs. */
    decidedAt: instant("decided_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("shared_moment_debrief").on(t.workspaceId, t.debriefId),
    within(t.workspaceId, t.debriefId, debrief).onDelete("cascade"),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    index("shared_moment_decided").on(t.workspaceId, t.state, t.decidedAt),
    oneOf("shared_moment_state", t.state, SHARING_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
