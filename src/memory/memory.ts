import type { Trend } from "../store/memory-models.ts";
import type { Audience, Fact, ObservationSource, Provenance } from "../store/schema.ts";

export type { Audience, Fact, Provenance };

/**
 * Who asks. A person sees what is for everybody here, what is about themselves, and as a manager what
 * their reports' memories say to the team; `everyone` sees only what is for everybody. The role and the
 * team are read from the store at that moment and never taken from whoever calls.
 */
export type Reader = { personId: string } | "everyone";

/** Who may erase or correct: a person what is about them, an admin anything, `"system"` for retention rules. */
export type Actor = { personId: string } | "system";

/** A thing to remember. The same `documentId` told again replaces what it said before. */
export interface Telling {
  documentId: string;
  /** 1 to 200,000 characters. */
  text: string;
  /** What sort of thing it is: `said`, `behaviour`, `reflection`, `commitment`, `outcome`, `knowledge` … */
  kind?: string;
  /** When it was said or happened. */
  at?: Date | null;
  /** At most 100, each at most 200 characters. */
  tags?: string[];
  /** For whom; `workspace` unless said. `team` and `private` need `personId`. */
  audience?: Audience;
  /** Whom it is about. */
  personId?: string | null;
  dealId?: string | null;
  callId?: string | null;
  /** Who said it, by name. */
  speaker?: string | null;
  /** Memories of one conversation, told in their order, are each other's context. */
  thread?: string | null;
  fact?: Fact | null;
  source?: Provenance;
}

/** How a batch was taken in; each document counts once. */
export interface Retained {
  added: number;
  replaced: number;
  unchanged: number;
}

/** What narrows a recall; all given conditions hold together. */
export interface Narrowing {
  personId?: string;
  dealId?: string;
  kinds?: string[];
  /** A memory must carry all of them. */
  tags?: string[];
  since?: Date;
  until?: Date;
}

/** A memory as its reader gets it, with where it comes from. */
export interface Memory {
  id: string;
  documentId: string;
  kind: string;
  text: string;
  at: Date | null;
  tags: string[];
  audience: Audience;
  personId: string | null;
  dealId: string | null;
  callId: string | null;
  speaker: string | null;
  fact: Fact | null;
  source: Provenance;
  disputed: boolean;
}

/** A memory that answers a question; the score orders the hits of one question and means nothing else. */
export interface Hit extends Memory {
  score: number;
}

/** An answer put together from memories, each line with the memory it comes from. */
export interface Reflection {
  answer: string;
  /** In the order the answer cites them: [1], [2] … */
  sources: Hit[];
  /** The directives it kept to. */
  directives: string[];
  /** True when the far memory was asked and did not answer. */
  degraded: boolean;
}

/** What several memories say together, with both sides where they disagree. */
export interface Observation {
  id: string;
  personId: string | null;
  audience: Audience;
  kind: string;
  subject: string;
  /** One readable sentence. */
  statement: string;
  seen: number;
  missed: number;
  firstSeen: Date | null;
  lastSeen: Date | null;
  trend: Trend;
  sources: ObservationSource[];
}

/** A mental model as one reader may see it. */
export interface MentalModel {
  id: string;
  name: string;
  /** Readable markdown; every line with a claim carries its citation. */
  markdown: string;
  /** Sum of its shelves' versions: goes up when anything changed. */
  version: number;
  /** `null` before its first refresh. */
  refreshedAt: Date | null;
}

/** How one part of a mental model read at a time. */
export interface ModelVersion {
  /** Whose part; `null` for everybody's. */
  part: string | null;
  version: number;
  markdown: string;
  at: Date;
}

/** A rule that every answer keeps to. */
export interface Directive {
  name: string;
  content: string;
  priority: number;
}

/** What is to be forgotten: one document, everything about a person, or about a deal. */
export type Forgetting = { documentId: string } | { personId: string } | { dealId: string };

/** A workspace's memory: the local bank or the far one, with the same promises. */
export interface MemoryBank {
  /** Whether there is a far bank that `flush` sends to. */
  readonly sendsOn: boolean;
  /**
   * Idempotent by document. What its person corrected stays as they put it, and what they had forgotten
   * stays away. With `under`, documents whose ids begin so and that are not told again are gone: the
   * second look at a call leaves nothing of the first.
   * @throws Rejected when a telling is empty, too long or names nobody.
   */
  retain(tellings: readonly Telling[], options?: { under?: string }): Promise<Retained>;
  /**
   * The best first; never anything the reader may not see, nor anything disputed. An empty question with
   * a narrowing gives the newest of what that lets through.
   */
  recall(
    question: string,
    options: { reader: Reader; limit: number; now?: Date; within?: Narrowing },
  ): Promise<Hit[]>;
  reflect(
    question: string,
    options: { reader: Reader; now?: Date; within?: Narrowing },
  ): Promise<Reflection>;
  /** What is remembered about a person, newest first, with what they disputed: for that person to see. */
  about(personId: string, options: { limit: number; kinds?: string[] }): Promise<Memory[]>;
  /** Folds new memories into observations; returns how many observations changed. */
  consolidate(): Promise<number>;
  observations(options: { reader: Reader; personId?: string }): Promise<Observation[]>;
  /** Composes again what rests on changed observations; returns the ids that changed. */
  refreshModels(): Promise<string[]>;
  model(id: string, reader: Reader): Promise<MentalModel>;
  /** Every version that is kept, newest first, as far as the reader may see it; each part has its own. */
  modelHistory(id: string, reader: Reader): Promise<ModelVersion[]>;
  direct(directive: Directive): Promise<void>;
  directives(): Promise<Directive[]>;
  /** Puts the person's own words in place of what was remembered. */
  correct(documentId: string, text: string, by: Actor): Promise<void>;
  /** Sets it aside: kept for its person to see, used for nothing. `false` takes that back. */
  dispute(documentId: string, by: Actor, disputed: boolean): Promise<void>;
  /** Lets the manager see a private memory, or no longer; only its own person may. */
  share(documentId: string, by: Actor, shared: boolean): Promise<void>;
  /**
   * Gone with its words, its statistics and all that was derived from it; returns how many. What a
   * person wants gone is not kept again when it is told again, and with `undo` can be brought back.
   */
  forget(what: Forgetting, by: Actor, options?: { undo: boolean }): Promise<number>;
  /** Takes a forgetting back; `false` when it is too late for that, or was nobody's wish. */
  bringBack(documentId: string, by: Actor): Promise<boolean>;
  /** Lets go of the words of what was forgotten before an instant: from then on nothing brings them back. */
  letGo(before: Date): Promise<void>;
  /** Everything the reader may see, oldest first. */
  export(reader: Reader): AsyncIterable<Memory>;
  /**
   * Sends what waits for a far bank: what was forgotten first, then what is new. An outage stops it and
   * the rest waits for the next time; a local bank has nothing to send. Never throws for the far side.
   */
  flush(limit?: number): Promise<Flushed>;
}

/** What a flush did, in documents, and what still waits. */
export interface Flushed {
  sent: number;
  erased: number;
  waiting: number;
}

/** The memory of a workspace; the same bank each time it is asked for. */
export type Memories = (workspaceId: string) => MemoryBank;
