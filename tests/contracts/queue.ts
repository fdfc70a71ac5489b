import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Rejected } from "../../src/errors.ts";
import { type AnyJob, defineJob } from "../../src/jobs/job.ts";
import { type JobQueue, openQueue } from "../../src/jobs/queue.ts";

interface Effects {
  ran: string[];
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What every queue must do, whatever is beneath; each test has jobs with names of its own. */
export function queueContract(
  name: string,
  connection: () => { redisUrl?: string; postgresUrl?: string },
): void {
  describe(`the queue on ${name}`, () => {
    const open: JobQueue[] = [];
    let ran: string[] = [];

    afterEach(async () => {
      await Promise.all(open.splice(0).map((queue) => queue.close()));
      ran = [];
    });

    async function opened(jobs: AnyJob<Effects>[], { workers = true } = {}): Promise<JobQueue> {
      const queue = openQueue<Effects>({
        ...connection(),
        jobs,
        effects: { ran },
        log: silent,
        workers,
        backoffMs: 20,
      });
      open.push(queue);
      await queue.start();
      return queue;
    }

    function job(run: (id: string, effects: Effects) => Promise<void> | void, gaveUp?: () => void) {
      return defineJob({
        name: `job-${randomUUID()}`,
        queue: "default",
        schema: z.object({ id: z.string() }),
        id: (data: { id: string }) => data.id,
        run: async (data, effects: Effects) => {
          effects.ran.push(data.id);
          await run(data.id, effects);
        },
        ...(gaveUp ? { gaveUp: async () => gaveUp() } : {}),
      });
    }

    it("does a job once though it was put there twice, also when it was done already", async () => {
      const once = job(() => undefined);
      const queue = await opened([once]);
      await Promise.all([queue.enqueue(once, { id: "a" }), queue.enqueue(once, { id: "a" })]);
      await queue.idle();
      await queue.enqueue(once, { id: "a" });
      await queue.enqueue(once, { id: "b" });
      await queue.idle();
      expect(ran).toEqual(["a", "b"]);
      expect(queue.counts()[once.name]).toMatchObject({ done: 2, retried: 0, failed: 0 });
    });

    it("never tries a rejected job again, and says that it gave up", async () => {
      let gaveUp = 0;
      const rejected = job(
        () => {
          throw new Rejected("This is no transcript.");
        },
        () => {
          gaveUp += 1;
        },
      );
      const queue = await opened([rejected]);
      await queue.enqueue(rejected, { id: "a" });
      await queue.idle();
      expect([ran, gaveUp]).toEqual([["a"], 1]);
      expect(queue.counts()[rejected.name]).toMatchObject({ done: 0, retried: 0, failed: 1 });
    });

    it("tries a failing job again until it works", async () => {
      const flaky = job((_, { ran: tries }) => {
        if (tries.length < 3) throw new Error("not yet");
      });
      const queue = await opened([flaky]);
      await queue.enqueue(flaky, { id: "a" });
      await queue.idle();
      expect(ran).toEqual(["a", "a", "a"]);
      expect(queue.counts()[flaky.name]).toMatchObject({ done: 1, retried: 2, failed: 0 });
    });

    it("gives up after five tries, once", async () => {
      let gaveUp = 0;
      const hopeless = job(
        () => {
          throw new Error("never");
        },
        () => {
          gaveUp += 1;
        },
      );
      const queue = await opened([hopeless]);
      await queue.enqueue(hopeless, { id: "a" });
      await queue.idle();
      expect([ran.length, gaveUp]).toEqual([5, 1]);
    });

    it("finishes the running job before it closes", async () => {
      let begun: () => void = () => undefined;
      const running = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const slow = job(async (_, effects) => {
        begun();
        await new Promise((resolve) => setTimeout(resolve, 300));
        effects.ran.push("finished");
      });
      const queue = await opened([slow]);
      await queue.enqueue(slow, { id: "a" });
      await running;
      await queue.close();
      expect(ran).toEqual(["a", "finished"]);
    });

    it("keeps a delayed job until its time, and does not wait for it to be idle", async () => {
      const later = job(() => undefined);
      const queue = await opened([later]);
      await queue.enqueue(later, { id: "later" }, { delayMs: 600 });
      await queue.enqueue(later, { id: "now" });
      await queue.idle();
      expect(ran).toEqual(["now"]);
      await expect.poll(() => ran, { timeout: 10_000 }).toEqual(["now", "later"]);
    });

    it("does later what was put there while nobody worked", async () => {
      const kept = job(() => undefined);
      const producer = await opened([kept], { workers: false });
      await producer.enqueue(kept, { id: "a" });
      expect((await producer.waiting()).default).toBe(1);
      await producer.close();
      const worker = await opened([kept]);
      await expect.poll(() => ran, { timeout: 10_000 }).toEqual(["a"]);
      await worker.idle();
    });

    it("does what somebody may wait for before what nobody does, whichever came first", async () => {
      const some = job(() => undefined);
      const producer = await opened([some], { workers: false });
      for (const id of ["a", "b", "c", "d", "e", "f"])
        await producer.enqueue(some, { id }, { behind: true });
      await producer.enqueue(some, { id: "waited-for" });
      const worker = await opened([some]);
      await worker.idle();
      expect(ran).toHaveLength(7);
      // Four are taken at once, so that it is among the first four.
      expect(ran.slice(0, 4)).toContain("waited-for");
    });

    it("refuses data that do not fit, when they are put there", async () => {
      const strict = job(() => undefined);
      const queue = await opened([strict], { workers: false });
      await expect(queue.enqueue(strict, { id: 7 as unknown as string })).rejects.toBeInstanceOf(
        Rejected,
      );
      await expect(queue.enqueue(strict, { id: "a:b" })).rejects.toThrow(/cannot have the id/);
    });

    // Last: it goes on being due, and a worker that does not know it counts that as a failure.
    it("repeats a scheduled job, once for two processes", async () => {
      const tick = job(() => undefined);
      const [one, two] = [await opened([tick]), await opened([tick])];
      await one.every(tick, { id: "tick" }, 400);
      await two.every(tick, { id: "tick" }, 400);
      await expect.poll(() => ran.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
      const counts = [one, two].map((queue) => queue.counts()[tick.name]?.done ?? 0);
      expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(ran.length);
    });
  });
}
