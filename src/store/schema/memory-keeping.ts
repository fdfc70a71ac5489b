import { jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, ownWorkspaceOnly, within } from "./columns.ts";
import { memoryBank } from "./memories.ts";
import { person, tenant } from "./people.ts";

/**
 * What memory has been told: a call, a reflection, a deal, and in which state. A row that is missing or
 * of another state is told again, so nothing depends on a job having run.
 */
export const memoryTold = pgTable(
  "memory_told",
  {
    workspaceId: tenant(),
    /** "call/<id>", "reflection/<id>", "knowledge/<name>" … */
    subject: text("subject").notNull(),
    /** The subject's state when it was told, in that subject's own words. */
    version: text("version").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.subject] }), ownWorkspaceOnly(t.workspaceId)],
);

/**
 * A document that a person wanted gone: it is not kept again, whoever tells it. For a while `telling`
 * holds what would bring it back; then only the id stays.
 */
export const memoryForgotten = pgTable(
  "memory_forgotten",
  {
    workspaceId: tenant(),
    bankId: uuid("bank_id").notNull(),
    documentId: text("document_id").notNull(),
    /** Whose it was. */
    personId: uuid("person_id"),
    telling: jsonb("telling").$type<unknown>(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.bankId, t.documentId] }),
    within(t.workspaceId, t.bankId, memoryBank).onDelete("cascade"),
    within(t.workspaceId, t.personId, person),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
