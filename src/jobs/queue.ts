import { setTimeout as sleep } from "node:timers/promises";
import {
  type Job as BullJob,
  createPostgresBackend,
  type JobsOptions,
  Queue,
  UnrecoverableError,
  Worker,
} from "bullmq";
import { CoachError, Rejected } from "../errors.ts";
import type { AnyJob, Job, QueueName } from "./job.ts";
import { checked, type JobCounts, type Log, process } from "./process.ts";

/** Jobs at a time, a process. Three queues only: each costs connections. */
const CONCURRENCY: Record<QueueName, number> = { live: 4, default: 4, bulk: 2 };
const NAMES = Object.keys(CONCURRENCY) as QueueName[];

const PATIENCE_MS = 5_000;

export interface QueueOptions<Effects> {
  /** Redis when set, Postgres otherwise. */
  redisUrl?: string | null;
  postgresUrl?: string;
  jobs: readonly AnyJob<NoInfer<Effects>>[];
  effects: Effects;
  log: Log;
  /** False in a process that only enqueues. */
  workers: boolean;
  /** Wait before the second attempt, doubled for each one after; 3000 unless told. */
  backoffMs?: number;
}

/** How a job waits for its turn. */
export interface Enqueued {
  /** Not before so long. */
  delayMs?: number;
  /** Nobody waits for it: it goes after everything in its queue that somebody may be waiting for. */
  behind?: boolean;
}

/** Where work is put, and, in a worker, done. */
export interface JobQueue {
  /** Does nothing when a job of that id is known already; `unavailable` when the queue is not there. */
  enqueue<Data, Effects>(
    job: Job<Data, Effects>,
    data: NoInfer<Data>,
    options?: Enqueued,
  ): Promise<void>;
  /** One job, again and again, once for all processes. */
  every<Data, Effects>(
    job: Job<Data, Effects>,
    data: NoInfer<Data>,
    everyMs: number,
  ): Promise<void>;
  /** Begins to work; before it, and without workers, jobs wait. `unavailable` after five seconds. */
  start(): Promise<void>;
  /** Takes no more, finishes what runs, disconnects. */
  close(): Promise<void>;
  /** Resolves when nothing waits, runs or is to be retried; deliberately delayed jobs do not count. */
  idle(): Promise<void>;
  /** By the job's name. */
  counts(): Record<string, JobCounts>;
  /** Jobs not done yet, by queue. */
  waiting(): Promise<Record<QueueName, number>>;
}

/** Opens the three queues on Redis or on Postgres, and their workers if asked. */
export function openQueue<Effects>(options: QueueOptions<Effects>): JobQueue {
  const { log } = options;
  const jobs = new Map(options.jobs.map((job) => [job.name, job]));
  const counts = Object.fromEntries(
    options.jobs.map(({ name }) => [name, { done: 0, retried: 0, failed: 0, milliseconds: 0 }]),
  );
  const parts = connector(options);
  const onError = (error: Error) => log.warn({ error }, "the queue had trouble");

  const queues = new Map(NAMES.map((name) => [name, parts.queue(name).on("error", onError)]));
  const workers = options.workers
    ? NAMES.map((name) => parts.worker(name, work).on("error", onError))
    : [];
  let closing: Promise<void> | undefined;

  async function work(bull: BullJob): Promise<void> {
    const job = jobs.get(bull.name);
    const known = counts[bull.name];
    // A newer process may have put it there: leave it to a newer worker.
    if (!job || !known) throw new Error(`There is no job named ${bull.name} here.`);
    const number = bull.attemptsMade + 1;
    const last = number >= (bull.opts.attempts ?? 1);
    try {
      await process(
        job,
        { id: bull.id ?? "", data: bull.data, number, last },
        { effects: options.effects, log, counts: known },
      );
    } catch (error) {
      if (error instanceof Rejected) throw new UnrecoverableError(error.message);
      throw error;
    }
  }

  return {
    enqueue: async (job, data, { delayMs = 0, behind = false } = {}) => {
      const added = queueOf(job.queue).add(job.name, checked(job, data), {
        ...settings(options.backoffMs, parts.most),
        jobId: idOf(job, data),
        delay: delayMs,
        // Jobs without a priority go first, and among equals those that came first.
        ...(behind ? { priority: 1 } : {}),
      });
      await inTime(added);
    },
    every: async (job, data, everyMs) => {
      await inTime(
        queueOf(job.queue).upsertJobScheduler(
          job.name,
          { every: everyMs },
          {
            name: job.name,
            data: checked(job, data),
            opts: settings(options.backoffMs, parts.most),
          },
        ),
      );
    },
    start: async () => {
      await inTime(
        Promise.all([...queues.values(), ...workers].map((part) => part.waitUntilReady())),
      );
      for (const worker of workers) worker.run().catch(onError);
    },
    close: () => {
      closing ??= (async () => {
        await Promise.all(workers.map((worker) => worker.close()));
        await Promise.all([...queues.values()].map((queue) => queue.close()));
      })();
      return closing;
    },
    idle: async () => {
      // Twice: a job may have put another into a queue that was looked at before it.
      while ((await busy()) || (await busy())) await sleep(20);
    },
    counts: () => counts,
    waiting: async () => {
      const pending = NAMES.map(async (name) => [name, await queueOf(name).count()] as const);
      return Object.fromEntries(await Promise.all(pending)) as Record<QueueName, number>;
    },
  };

  function queueOf(name: QueueName): Queue {
    const queue = queues.get(name);
    if (!queue) throw new Error(`There is no queue named ${name}.`);
    return queue;
  }

  async function busy(): Promise<boolean> {
    for (const queue of queues.values()) {
      const { waiting = 0, active = 0, prioritized = 0, delayed = 0 } = await queue.getJobCounts();
      if (waiting + active + prioritized > 0) return true;
      const later = await queue.getDelayed();
      // Fewer than were counted: one has come due in between.
      if (later.length !== delayed || later.some((job) => job.attemptsMade > 0)) return true;
    }
    return false;
  }
}

interface Parts {
  /** How many ended jobs are remembered; as many as there are unless told. */
  most?: { count: number };
  queue(name: QueueName): Queue;
  worker(name: QueueName, work: (job: BullJob) => Promise<void>): Worker;
}

/** The only place where it matters what is beneath; both speak the same classes. */
function connector({
  redisUrl,
  postgresUrl,
}: {
  redisUrl?: string | null;
  postgresUrl?: string;
}): Parts {
  const working = (name: QueueName) => ({
    concurrency: CONCURRENCY[name],
    autorun: false,
    maxStalledCount: 2,
  });
  if (redisUrl) {
    return {
      most: { count: 5_000 },
      // Whoever enqueues is told at once; whoever works waits for Redis to come back.
      queue: (name) =>
        new Queue(name, {
          prefix: "coach",
          connection: { url: redisUrl, maxRetriesPerRequest: 1 },
        }),
      worker: (name, work) =>
        new Worker(name, work, {
          ...working(name),
          prefix: "coach",
          connection: { url: redisUrl, maxRetriesPerRequest: null },
        }),
    };
  }
  if (!postgresUrl) throw new CoachError("bad-input", "The queue needs Redis or Postgres.");
  // A config object: given a ready pool it would neither migrate nor find its own schema.
  const connection = { connectionString: postgresUrl, schema: "bullmq", migrate: true, max: 3 };
  return {
    queue: (name) => new Queue(name, { connection }, createPostgresBackend) as unknown as Queue,
    worker: (name, work) =>
      new Worker(
        name,
        work,
        { ...working(name), connection },
        createPostgresBackend,
      ) as unknown as Worker,
  };
}

/**
 * Ids are remembered for a day, or a week when the job failed, so that adding one again does nothing.
 * In Redis at most so many are: memory is dear there. On Postgres a number would be counted anew, over
 * all that are remembered, with each job that ends: 2.9 ms of its time a job instead of 0.8.
 */
function settings(backoffMs = 3_000, most?: { count: number }): JobsOptions {
  return {
    attempts: 5,
    backoff: { type: "exponential", delay: backoffMs, jitter: 0.2 },
    removeOnComplete: { age: 24 * 3600, ...most },
    removeOnFail: { age: 7 * 24 * 3600, ...most },
    stackTraceLimit: 5,
  };
}

function idOf<Data, Effects>(job: Job<Data, Effects>, data: Data): string {
  const id = job.id(data);
  if (!/^[\w.-]+$/.test(id)) {
    throw new CoachError("bad-input", `The job ${job.name} cannot have the id "${id}".`);
  }
  // With the name it is unique in its queue, and never a bare integer, which BullMQ refuses.
  return `${job.name}-${id}`;
}

async function inTime(added: Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: stop.signal }).then(() => {
    throw new Error("No answer in time.");
  });
  late.catch(() => undefined);
  try {
    await Promise.race([added, late]);
  } catch (cause) {
    throw new CoachError(
      "unavailable",
      "The queue does not answer. Check REDIS_URL, or DATABASE_URL when there is no Redis.",
      {
        cause,
      },
    );
  } finally {
    stop.abort();
  }
}
