import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  bytea,
  createdAt,
  id,
  instant,
  oneOf,
  ownWorkspaceOnly,
  updatedAt,
  within,
  workspaceId,
} from "./columns.ts";
import { person, tenant } from "./people.ts";

/** Who a memory is for: everybody here; a person and their manager; that person alone. */
export const AUDIENCES = ["workspace", "team", "private"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Where a memory stands with the far bank, when one is connected. */
export const FAR_STATES = ["none", "waiting", "sent", "refused"] as const;
export type FarState = (typeof FAR_STATES)[number];

/** A body of memories that is searched as one; the workspace's own, or a scratch one of the command line. */
export const memoryBank = pgTable(
  "memory_bank",
  {
    workspaceId: tenant(),
    id: id(),
    name: text("name").notNull(),
    /** The number the next memory gets; neighbours in a conversation have neighbouring numbers. */
    nextNumber: integer("next_number").notNull().default(0),
    /** Goes up with each change, so that what was derived from it knows that it is old. */
    revision: bigint("revision", { mode: "number" }).notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_bank_name").on(t.workspaceId, t.name),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/**
 * What the same people may see of a bank, with the statistics of its words. Words, counts, observations
 * and mental models are kept by shelf, so nothing is ever weighed, counted or worded from what its
 * reader may not see.
 */
export const memoryShelf = pgTable(
  "memory_shelf",
  {
    workspaceId: tenant(),
    id: id(),
    bankId: uuid("bank_id").notNull(),
    audience: text("audience", { enum: AUDIENCES }).notNull(),
    /** Whose it is; `null` for everybody's. */
    personId: uuid("person_id"),
    memories: integer("memories").notNull().default(0),
    /** Counted words of all its memories: the mean length is this over `memories`. */
    words: bigint("words", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_shelf_once")
      .on(t.workspaceId, t.bankId, t.audience, t.personId)
      .nullsNotDistinct(),
    within(t.workspaceId, t.bankId, memoryBank).onDelete("cascade"),
    within(t.workspaceId, t.personId, person),
    oneOf("memory_shelf_audience", t.audience, AUDIENCES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** What a memory says in a form that can be counted: "this was (not) seen of that". */
export interface Fact {
  kind: string;
  /** What it is about, in that kind's own words: a behaviour's id, an objection's category. */
  subject: string;
  /** Seen (`for`) or missed (`against`); a subject that has both keeps both. */
  stance: "for" | "against";
}

/** Where a memory comes from, enough to show and to check it. */
export interface Provenance {
  callId?: string;
  /** Index of the turn in that call. */
  turn?: number;
  /** Verbatim. */
  quote?: string;
  title?: string;
  debriefId?: string;
  url?: string;
  /** When its person put their own words in its place, ISO. */
  corrected?: string;
}

/** One remembered thing. It goes with its shelf, and the shelf with its bank and workspace: one check a row. */
export const memory = pgTable(
  "memory",
  {
    workspaceId: workspaceId(),
    id: id(),
    bankId: uuid("bank_id").notNull(),
    shelfId: uuid("shelf_id").notNull(),
    /** Its place in the bank, in the order of telling. */
    number: integer("number").notNull(),
    documentId: text("document_id").notNull(),
    kind: text("kind").notNull(),
    text: text("text").notNull(),
    at: instant("at"),
    /** The days its words speak of ("yesterday", "in March"), resolved against `at`. */
    aboutFrom: instant("about_from"),
    aboutUntil: instant("about_until"),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    speaker: text("speaker"),
    /** Memories of one conversation are neighbours. */
    thread: text("thread"),
    personId: uuid("person_id"),
    dealId: uuid("deal_id"),
    callId: uuid("call_id"),
    fact: jsonb("fact").$type<Fact>(),
    source: jsonb("source").$type<Provenance>().notNull().default({}),
    /** The stems it is found by, with a space between; the same that `memory_posting` holds. */
    words: text("words").notNull(),
    length: integer("length").notNull(),
    /** sha256 of everything told, so that the same thing told twice changes nothing. */
    digest: text("digest").notNull(),
    /** Its person called it wrong: kept for them to see, used for nothing. */
    disputed: boolean("disputed").notNull().default(false),
    far: text("far", { enum: FAR_STATES }).notNull().default("none"),
    farAttempts: smallint("far_attempts").notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_document").on(t.workspaceId, t.documentId, t.bankId),
    // The only index that begins with the bank and holds every row: the planner has no worse choice.
    unique("memory_number").on(t.workspaceId, t.bankId, t.number),
    within(t.workspaceId, t.shelfId, memoryShelf).onDelete("cascade"),
    within(t.workspaceId, t.personId, person),
    index("memory_at").on(t.workspaceId, t.bankId, t.at).where(sql`${t.at} is not null`),
    index("memory_person")
      .on(t.workspaceId, t.bankId, t.personId)
      .where(sql`${t.personId} is not null`),
    index("memory_deal").on(t.workspaceId, t.bankId, t.dealId).where(sql`${t.dealId} is not null`),
    index("memory_far").on(t.workspaceId, t.bankId, t.number).where(sql`${t.far} = 'waiting'`),
    index("memory_fact").on(t.workspaceId, t.shelfId).where(sql`${t.fact} is not null`),
    oneOf("memory_far_words", t.far, FAR_STATES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/**
 * Which memories hold a word, in blocks of 4,096 numbers: four bytes a memory, its place in the block
 * (16 bits), how often the word stands in it and how long it is (8 bits each, the most they hold is
 * meant as "or more"). `memories` is the document frequency within the block.
 */
export const memoryPosting = pgTable(
  "memory_posting",
  {
    workspaceId: workspaceId(),
    shelfId: uuid("shelf_id").notNull(),
    term: text("term").notNull(),
    block: integer("block").notNull(),
    memories: integer("memories").notNull(),
    entries: bytea("entries").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.shelfId, t.term, t.block] }),
    within(t.workspaceId, t.shelfId, memoryShelf).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** One of the memories an observation rests on. */
export interface ObservationSource {
  memoryId: string;
  documentId: string;
  at: string | null;
  stance: "for" | "against";
  callId?: string;
  turn?: number;
  /** The call as people call it. */
  title?: string;
  /** Verbatim. */
  quote?: string;
  /** What is remembered, where the point is that nothing was said. */
  text?: string;
}

/** What several memories of one shelf say together. */
export const memoryObservation = pgTable(
  "memory_observation",
  {
    workspaceId: tenant(),
    id: id(),
    bankId: uuid("bank_id").notNull(),
    shelfId: uuid("shelf_id").notNull(),
    personId: uuid("person_id"),
    kind: text("kind").notNull(),
    subject: text("subject").notNull(),
    statement: text("statement").notNull(),
    seen: integer("seen").notNull(),
    missed: integer("missed").notNull(),
    firstSeen: instant("first_seen"),
    lastSeen: instant("last_seen"),
    trend: text("trend").notNull(),
    sources: jsonb("sources").$type<ObservationSource[]>().notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_observation_once")
      .on(t.workspaceId, t.shelfId, t.personId, t.kind, t.subject)
      .nullsNotDistinct(),
    within(t.workspaceId, t.bankId, memoryBank).onDelete("cascade"),
    within(t.workspaceId, t.shelfId, memoryShelf).onDelete("cascade"),
    within(t.workspaceId, t.personId, person),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** A mental model as it stands on one shelf, each version kept. */
export const memoryModel = pgTable(
  "memory_model",
  {
    workspaceId: tenant(),
    id: id(),
    shelfId: uuid("shelf_id").notNull(),
    /** The id in mental-models/. */
    modelId: text("model_id").notNull(),
    version: integer("version").notNull(),
    markdown: text("markdown").notNull(),
    /** The observations it was composed from. */
    observations: jsonb("observations").$type<string[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_model_version").on(t.workspaceId, t.shelfId, t.modelId, t.version),
    within(t.workspaceId, t.shelfId, memoryShelf).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** A rule that every answer from memory keeps to. */
export const memoryDirective = pgTable(
  "memory_directive",
  {
    workspaceId: tenant(),
    id: id(),
    bankId: uuid("bank_id").notNull(),
    name: text("name").notNull(),
    content: text("content").notNull(),
    priority: integer("priority").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_directive_name").on(t.workspaceId, t.bankId, t.name),
    within(t.workspaceId, t.bankId, memoryBank).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** What was forgotten here and must still be forgotten by the far bank. */
export const memoryErasure = pgTable(
  "memory_erasure",
  {
    workspaceId: tenant(),
    id: id(),
    bankId: uuid("bank_id").notNull(),
    documentId: text("document_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("memory_erasure_once").on(t.workspaceId, t.bankId, t.documentId),
    within(t.workspaceId, t.bankId, memoryBank).onDelete("cascade"),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
