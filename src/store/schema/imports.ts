import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { Corrections } from "../../deals/import/corrections.ts";
import { FILE_KINDS } from "../../deals/import/kinds.ts";
import type { ImportReport } from "../../deals/import/report.ts";
import { bytea, createdAt, id, instant, oneOf, ownWorkspaceOnly, within } from "./columns.ts";
import { tenant } from "./people.ts";

export const IMPORT_STATES = [
  "checking",
  "checked",
  "importing",
  "done",
  "failed",
  "undone",
] as const;

/** One bringing-in of files of deals and what goes with them: how it is read, how far it is, what it did. */
export const dealImport = pgTable(
  "deal_import",
  {
    workspaceId: tenant(),
    id: id(),
    state: text("state", { enum: IMPORT_STATES }).notNull(),
    /** Who did it, in plain words: a person's name, or that it came by the command line. */
    by: text("by").notNull(),
    /** The names of the files, for people. */
    files: text("files").array().notNull(),
    corrections: jsonb("corrections").$type<Corrections>().notNull(),
    /** Makes people of owners nobody here is called like. */
    addOwners: boolean("add_owners").notNull().default(false),
    /** Counts up with each check or run: a nudge that comes late finds another number. */
    turn: integer("turn").notNull().default(0),
    rowsRead: integer("rows_read").notNull().default(0),
    report: jsonb("report").$type<ImportReport>(),
    /** A sentence to act on, when `state` is failed. */
    problem: text("problem"),
    /** The instant its changes bear in the history. */
    at: instant("at"),
    /** The transaction's own time: a row written since is no longer as the import left it. */
    writtenAt: instant("written_at"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("deal_import_created").on(t.workspaceId, t.createdAt),
    oneOf("deal_import_state", t.state, IMPORT_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** The bytes of an import's files, in parts, until it is done with. */
export const dealImportFile = pgTable(
  "deal_import_file",
  {
    workspaceId: tenant(),
    importId: uuid("import_id").notNull(),
    position: integer("position").notNull(),
    part: integer("part").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: FILE_KINDS }).notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.position, t.part] }),
    within(t.workspaceId, t.importId, dealImport).onDelete("cascade"),
    oneOf("deal_import_file_kind", t.kind, FILE_KINDS),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

export const IMPORT_SUBJECTS = [
  "deal",
  "account",
  "contact",
  "role",
  "activity",
  "quota",
  "person",
] as const;

/** What an import wrote, so that it can be taken back: `before` is `null` where there was nothing. */
export const dealImportRow = pgTable(
  "deal_import_row",
  {
    workspaceId: tenant(),
    id: id(),
    importId: uuid("import_id").notNull(),
    subject: text("subject", { enum: IMPORT_SUBJECTS }).notNull(),
    subjectId: uuid("subject_id").notNull(),
    /** With a role: of which deal. */
    dealId: uuid("deal_id"),
    before: jsonb("before").$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    within(t.workspaceId, t.importId, dealImport).onDelete("cascade"),
    index("deal_import_row_import").on(t.workspaceId, t.importId, t.subject),
    oneOf("deal_import_row_subject", t.subject, IMPORT_SUBJECTS),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
