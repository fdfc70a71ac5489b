import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant, ownWorkspaceOnly, within } from "./columns.ts";
import { person, tenant } from "./people.ts";

/** Somebody's way to the pages: a link that the coach gave them, and the browser it opened. */
export const visit = pgTable(
  "visit",
  {
    workspaceId: tenant(),
    id: id(),
    personId: uuid("person_id").notNull(),
    createdAt: createdAt(),
    /** Until when the link opens, and then until when the browser stays. */
    expiresAt: instant("expires_at").notNull(),
    /** When the link was used; it opens one browser. */
    enteredAt: instant("entered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.personId, person).onDelete("cascade"),
    index("visit_person").on(t.workspaceId, t.personId),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
