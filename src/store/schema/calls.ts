import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { CallType, Transcript } from "../../calls/call.ts";
import {
  bytea,
  createdAt,
  id,
  instant,
  oneOf,
  ownWorkspaceOnly,
  updatedAt,
  within,
} from "./columns.ts";
import { deal } from "./deals.ts";
import { account, person, tenant } from "./people.ts";

export const CALL_STATUSES = [
  "received",
  "analysing",
  "debriefed",
  "failed",
  "quarantined",
  /** Nothing of it is kept or read: somebody had it deleted, or it is another recording of a call we have. */
  "discarded",
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** Another recording of the same conversation, and which of the two transcripts is used. */
export interface OtherRecording {
  callId: string;
  /** The recorder it came from. */
  source: string;
  /** Whose transcript stands in the row. */
  used: "this" | "other";
  /** What decided it; half a sentence for people. */
  because: string;
  /** The revision that came of it; nobody is asked about it a second time. */
  quietRevision?: number;
}

/** What arrived, byte for byte, kept until it has been understood. */
export const upload = pgTable(
  "upload",
  {
    workspaceId: tenant(),
    id: id(),
    source: text("source").notNull(),
    /** The source's id, or the sha256 when it has none. */
    externalId: text("external_id").notNull(),
    sha256: text("sha256").notNull(),
    fileName: text("file_name"),
    mediaType: text("media_type"),
    bytes: bytea("bytes").notNull(),
    size: integer("size").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("upload_intake").on(t.workspaceId, t.source, t.externalId),
    index("upload_sha256").on(t.workspaceId, t.sha256),
    ownWorkspaceOnly(t.workspaceId),
  ],
);

/** One conversation with a buyer, from intake to its last debrief. */
export const call = pgTable(
  "call",
  {
    workspaceId: tenant(),
    id: id(),
    uploadId: uuid("upload_id"),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    /** Goes up with a better transcript or a retry; part of the job's id. */
    revision: integer("revision").notNull().default(1),
    status: text("status", { enum: CALL_STATUSES }).notNull().default("received"),
    /** A sentence a person can act on, when `status` is failed or quarantined. */
    failure: text("failure"),
    title: text("title"),
    type: text("type").$type<CallType>(),
    language: text("language"),
    startedAt: instant("started_at"),
    repId: uuid("rep_id"),
    accountId: uuid("account_id"),
    dealId: uuid("deal_id"),
    requestedBy: uuid("requested_by"),
    /** False for history: it builds baselines, and nobody is written to about it. */
    announce: boolean("announce").notNull().default(true),
    /** The rep's name as given or heard, when no person matched. */
    repName: text("rep_name"),
    transcript: jsonb("transcript").$type<Transcript>(),
    analysis: jsonb("analysis").$type<unknown>(),
    /** What was noticed on the way in: repaired, guessed or left out. */
    notes: jsonb("notes").$type<string[]>().notNull().default([]),
    recordingUrl: text("recording_url"),
    /** Who held the meeting, where the recorder says so and we know them. */
    hostId: uuid("host_id"),
    /** Who was invited or took part, as the recorder knows them; also those who said nothing. */
    invited: jsonb("invited")
      .$type<{ name: string | null; email: string | null }[]>()
      .notNull()
      .default([]),
    /** As the recorder has it; the transcript may end early or begin late. */
    durationMs: integer("duration_ms"),
    /** Whether everybody agreed to be recorded, where the recorder says so. */
    consent: boolean("consent"),
    /** Who let a call be read that a rule had set aside, and when. */
    allowedBy: jsonb("allowed_by").$type<{ personId: string | null; at: string }>(),
    otherRecordings: jsonb("other_recordings").$type<OtherRecording[]>().notNull().default([]),
    stageDetail: text("stage_detail"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique("call_intake").on(t.workspaceId, t.source, t.externalId),
    within(t.workspaceId, t.uploadId, upload),
    within(t.workspaceId, t.repId, person),
    within(t.workspaceId, t.accountId, account),
    within(t.workspaceId, t.dealId, deal),
    within(t.workspaceId, t.requestedBy, person),
    within(t.workspaceId, t.hostId, person),
    index("call_status").on(t.workspaceId, t.status),
    index("call_rep").on(t.workspaceId, t.repId, t.startedAt),
    index("call_deal").on(t.workspaceId, t.dealId),
    index("call_started").on(t.workspaceId, t.startedAt),
    oneOf("call_status_words", t.status, CALL_STATUSES),
    ownWorkspaceOnly(t.workspaceId),
  ],
);
