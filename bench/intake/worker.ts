import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { run } from "../../tests/e2e/server-process.ts";

/** When a worker was killed and when the next one was at work, in milliseconds since the first webhook. */
export interface Kill {
  atMs: number;
  backMs: number;
}

/** A worker process that can be killed, and started again in its place. */
export interface KillableWorker {
  /** Kills it `times` times, evenly over a span, each time starting another at once. */
  killAndRestart(times: number, spanMs: number): Promise<Kill[]>;
  stop(): Promise<void>;
}

type Child = ReturnType<typeof run>;

/** Starts the worker's half of the product, and waits until it is at work. */
export async function startWorker(environment: Record<string, string>): Promise<KillableWorker> {
  let child = await begin(environment);
  return {
    killAndRestart: async (times, spanMs) => {
      const start = performance.now();
      const since = () => performance.now() - start;
      const kills: Kill[] = [];
      for (let kill = 1; kill <= times; kill += 1) {
        await sleep(Math.max(0, (spanMs * kill) / (times + 1) - since()));
        const atMs = since();
        await end(child);
        child = await begin(environment);
        kills.push({ atMs, backMs: since() });
      }
      return kills;
    },
    stop: () => end(child),
  };
}

async function begin(environment: Record<string, string>): Promise<Child> {
  const child = run("src/main.ts", [], { ...environment, ROLE: "worker" });
  child.stderr.on("data", (text) => process.stderr.write(text));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text) => String(text).includes("in the background") && resolve());
    child.once("exit", (code) => reject(new Error(`The worker ended with ${code}.`)));
  });
  return child;
}

/** Nothing it was at is finished, and it says goodbye to nobody. */
async function end(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
