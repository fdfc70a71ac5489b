import type { Model } from "../agents/model.ts";
import type { Memories } from "../memory/memory.ts";
import type { Calendar } from "../sources/calendars/calendar.ts";
import type { Database } from "../store/database.ts";
import type { DeliveryRow } from "../store/deliveries.ts";
import type { ChatPerson } from "../store/identities.ts";
import type { DroppedFile } from "../store/schema.ts";
import type { Sealing } from "../store/sealing.ts";
import type { Crms } from "./crms/crms.ts";
import type { JobQueue } from "./queue.ts";
import type { Intake } from "./recording/intake.ts";
import type { Sending } from "./sending.ts";
import type { Sent, Writing } from "./writing.ts";

/** A dropped file with its bytes. */
export interface FetchedFile {
  name: string;
  mediaType: string | null;
  bytes: Buffer;
}

/** What a job tells about a call on its way, so that a person who waits can see it move. */
export interface Progress {
  workspaceId: string;
  callId: string;
  /** Who waits for it: the one who brought the file; `null` when nobody does. */
  personId: string | null;
  title: string;
  stage: "received" | "reading" | "writing" | "done" | "failed";
  detail: string;
}

/** A message as far as it is written, for whoever has it open. */
export interface Draft {
  workspaceId: string;
  deliveryId: string;
  recipient: string;
  threadId: string | null;
  /** What is being done. */
  status: string;
  /** Checked words so far. */
  text: string;
  /** It is gone, or the finished message is there. */
  over: boolean;
}

/** Everything a job may do to the world; handed in by main, so that jobs never know a platform. */
export interface Effects {
  database: Database;
  /** Opens the tokens of connections. */
  sealing: Sealing;
  model: Model;
  /** The CRMs deals come from. */
  crms: Crms;
  /** Every calendar there is an adapter for. */
  calendars: readonly Calendar[];
  /** The page on which somebody connects a calendar by signing in; `null` where that is not set up. */
  calendarSignIn: string | null;
  /** What a workspace remembers. It never fails whoever asks: with the far bank away, ours answers. */
  memory: Memories;
  /** Recorders and transcribers: how calls come in by themselves. */
  intake: Intake;
  /** Where people's browsers reach the pages. */
  publicUrl: string;
  now(): Date;
  enqueue: Enqueue;
  /** Begins a message that its reader sees being written; the row stands in the outbox as `writing`. */
  streaming(delivery: DeliveryRow): Writing;
  /**
   * Sends a message by its platform; throws `NotNow` when it is to wait, `Unreachable` when nobody is
   * there, and anything else when it may or may not have been sent.
   */
  deliver(delivery: DeliveryRow, sending: Sending): Promise<Sent>;
  /** Draws a sent message again where it stands; `null` where the platform shows the newest by itself. */
  redraw(delivery: DeliveryRow): Promise<unknown>;
  /**
   * Fetches what somebody dropped.
   * @throws CoachError `not-found`, `forbidden` or `bad-input` when asking again would not help
   */
  fetchFile(platform: string, workspaceId: string, file: DroppedFile): Promise<FetchedFile>;
  /** Everybody on a platform who could be one of ours; none where it has no such list. */
  peopleOn(platform: string, workspaceId: string): Promise<ChatPerson[]>;
  progress(progress: Progress): Promise<void>;
  /** Tells open pages that a conversation changed. */
  changed(workspaceId: string): Promise<void>;
}

/** Puts a job on its queue. The same id twice is one job. */
export type Enqueue = JobQueue["enqueue"];
