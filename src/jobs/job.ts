import type { z } from "zod";

/** `live` is somebody waiting, `bulk` may take all night, everything else is `default`. */
export type QueueName = "live" | "default" | "bulk";

/** What is to be done and with what; jobs carry ids, never transcripts. */
export interface Job<Data, Effects> {
  name: string;
  queue: QueueName;
  /** Checked when it is enqueued and again when it runs. */
  schema: z.ZodType<Data>;
  /** The same id is done once; made of letters, digits, `-`, `_` and `.`, without the job's name. */
  id(data: NoInfer<Data>): string;
  /**
   * Safe to run twice: it looks at the row first. A thrown `Rejected` is final, anything else is tried
   * again.
   */
  run(data: NoInfer<Data>, effects: Effects): Promise<void>;
  /** After the last attempt: the place to write into the row why nothing more will come. */
  gaveUp?(data: NoInfer<Data>, effects: Effects, error: unknown): Promise<void>;
}

/** A job of any data, for lists of them. */
export type AnyJob<Effects> = Job<unknown, Effects>;

/**
 * Names a job once, with its data's shape and its handler.
 *
 * @example
 * defineJob({ name: "review", queue: "live", schema, id: (data) => data.callId, run: async (data, effects: Effects) => {} })
 */
export function defineJob<Data, Effects>(job: Job<Data, Effects>): Job<Data, Effects> {
  return job;
}
