import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Whatever this machine has set for the project would decide what runs; empty means not set. */
const NOTHING_SET = Object.fromEntries(
  ["DATABASE_URL", "REDIS_URL", "API_KEY", "PUBLIC_URL", "ROLE", "ANTHROPIC_API_KEY"].map(
    (name) => [name, ""],
  ),
);

/** Runs a program of the project as a person would, with an environment of its own. */
export function run(
  program: string,
  given: string[],
  environment: Record<string, string>,
  /** What is typed; the end of it is the end of the input. */
  typed = "",
) {
  const child = spawn(process.execPath, ["--import", "tsx", join(ROOT, program), ...given], {
    cwd: ROOT,
    env: { ...process.env, ...NOTHING_SET, ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  // A program that never reads closes it by itself.
  child.stdin.on("error", () => undefined).end(typed);
  return child;
}

/** What a program printed and how it ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export async function end(child: ReturnType<typeof run>): Promise<Ended> {
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      said[stream] += text;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...said };
}

export interface ServerProcess {
  url: string;
  child: ChildProcess;
  /** Sends the signal and waits for the end; the exit code is null when it was killed. */
  signal(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<{ code: number | null; ms: number }>;
}

/** Starts a server on a free port and waits until it says that it is ready. */
export async function serve(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = run("src/main.ts", [], { PORT: "0", DATA_DIR: dataDir, ...environment });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += String(text);
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += String(text);
      const port = /http:\/\/localhost:(\d+)\/playground/.exec(said)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    child,
    signal: async (signal) => {
      const before = performance.now();
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, "exit");
        child.kill(signal);
        await gone;
      }
      return { code: child.exitCode, ms: performance.now() - before };
    },
  };
}

/** Removes a data folder, and what root's database keeps elsewhere because nobody may pass through it. */
export async function removeData(dataDir: string): Promise<void> {
  const elsewhere = await readFile(join(dataDir, "postgres.path"), "utf8").catch(() => null);
  if (elsewhere) await rm(elsewhere.trim(), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}
