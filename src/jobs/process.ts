import type { z } from "zod";
import { Rejected } from "../errors.ts";
import type { AnyJob } from "./job.ts";

/** What of a logger the queue uses; pino's is one. */
export interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** How often a job went how, since this process started; `milliseconds` is of all runs together. */
export interface JobCounts {
  done: number;
  retried: number;
  failed: number;
  milliseconds: number;
}

/** One attempt at a job, as the queue hands it over. */
export interface Attempt {
  id: string;
  data: unknown;
  /** 1 the first time. */
  number: number;
  last: boolean;
}

/** Runs one attempt: checks the data, measures, counts, logs, and tells the job when it is the end. */
export async function process<Effects>(
  job: AnyJob<Effects>,
  attempt: Attempt,
  { effects, log, counts }: { effects: Effects; log: Log; counts: JobCounts },
): Promise<void> {
  const fields = { job: job.name, id: attempt.id, attempt: attempt.number };
  const before = performance.now();
  try {
    await job.run(checked(job, attempt.data), effects);
    counts.done += 1;
    log.info({ ...fields, milliseconds: elapsed(before) }, "job done");
  } catch (error) {
    if (!(error instanceof Rejected) && !attempt.last) {
      counts.retried += 1;
      log.warn({ ...fields, error }, "job failed and will be tried again");
      throw error;
    }
    counts.failed += 1;
    log.error({ ...fields, error }, "job failed for good");
    await giveUp(job, attempt.data, effects, error, log);
    throw error;
  } finally {
    counts.milliseconds += elapsed(before);
  }
}

/** The data as the job's schema has it; `Rejected` when they do not fit. */
export function checked<Data>(job: { name: string; schema: z.ZodType<Data> }, data: unknown): Data {
  const parsed = job.schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new Rejected(`The data of the job ${job.name} do not fit: ${parsed.error.message}`, {
    cause: parsed.error,
  });
}

async function giveUp<Effects>(
  job: AnyJob<Effects>,
  data: unknown,
  effects: Effects,
  error: unknown,
  log: Log,
): Promise<void> {
  const parsed = job.schema.safeParse(data);
  if (!parsed.success || !job.gaveUp) return;
  try {
    await job.gaveUp(parsed.data, effects, error);
  } catch (second) {
    log.error({ job: job.name, error: second }, "the failure of a job could not be recorded");
  }
}

const elapsed = (before: number) => Math.round(performance.now() - before);
