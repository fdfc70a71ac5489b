import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startEmbedded } from "../src/store/embedded.ts";
import { removeData, type ServerProcess, serve } from "../tests/e2e/server-process.ts";
import { visit } from "../tests/e2e/visitor.ts";
import { machineLine } from "./machine.ts";
import { longCall } from "./main-job/long-call.ts";

const RUNS = 5;
const IMPORTED = 100;
const ROOT = fileURLToPath(new URL("../", import.meta.url));

type Line = [what: string, measured: string, goal: string];

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-"));
  await chmod(folder, 0o711);
  const dataDir = join(folder, "data");
  const servers: ServerProcess[] = [];
  try {
    const words = longCall(0, "Maya Okafor").split(/\s+/).length;
    print(`${machineLine()}\n\n| what | measured | goal |\n|---|---|---|`);
    const { lines, server } = await starts(dataDir, servers);
    for (const line of lines) row(line);
    for (const line of await drops(server, dataDir, words)) row(line);
    for (const line of await commandLine(folder)) row(line);
    for (const line of await imports(server, dataDir)) row(line);
  } finally {
    for (const server of servers) await server.signal("SIGKILL");
    // The last to leave stops the database, which outlives a killed server.
    await (await startEmbedded(dataDir)).stop();
    await removeData(dataDir);
    await rm(folder, { recursive: true, force: true });
  }
}

/** First start in an empty folder, then later ones; the last server stays. */
async function starts(
  dataDir: string,
  servers: ServerProcess[],
): Promise<{ lines: Line[]; server: ServerProcess }> {
  const start = async () => {
    const started = await timed(() => serve(dataDir));
    servers.push(started.value);
    return started;
  };
  let server = await start();
  const lines: Line[] = [["first start, to ready", seconds(server.ms), "≤ 8 s"]];
  await settled(dataDir);
  const later: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    await server.value.signal("SIGTERM");
    server = await start();
    later.push(server.ms);
  }
  lines.push(["later start, to ready (median of 3)", seconds(median(later)), "≤ 3 s"]);
  return { lines, server: server.value };
}

/** From the drop of an hour's transcript to the question in the conversation, over HTTP. */
async function drops(server: ServerProcess, dataDir: string, words: number): Promise<Line[]> {
  const maya = await visit(server.url, "Maya");
  const took: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const name = `hour-${run}`;
    const { ms } = await timed(async () => {
      await maya.drop(`${name}.vtt`, longCall(run, maya.person.name));
      await maya.message("the debrief", ({ text }) => text.includes(name));
    });
    took.push(ms);
    await settled(dataDir);
  }
  maya.leave();
  return [
    [
      `drop of 60 minutes, ${words} words, to the debrief (median of ${RUNS}; worst)`,
      `${seconds(median(took))}; ${seconds(Math.max(...took))}`,
      "≤ 1 s",
    ],
  ];
}

async function commandLine(folder: string): Promise<Line[]> {
  const file = join(folder, "hour.vtt");
  await writeFile(file, longCall(0, "Maya Okafor"));
  const ways: [string, string, string[]][] = [
    ["npm run -s coach -- debrief", "npm", ["run", "-s", "coach", "--", "debrief", file]],
    [
      "node --import tsx … debrief",
      process.execPath,
      ["--import", "tsx", "src/cli.ts", "debrief", file],
    ],
  ];
  const lines: Line[] = [];
  for (const [what, program, given] of ways) {
    const took: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { ms } = await timed(async () => {
        const child = spawn(program, given, { cwd: ROOT, stdio: "ignore" });
        const [code] = await once(child, "close");
        if (code !== 0) throw new Error(`${what} ended with ${code}.`);
      });
      took.push(ms);
    }
    lines.push([`${what} of the same (median of ${RUNS})`, seconds(median(took)), "≤ 1.5 s"]);
  }
  return lines;
}

async function imports(server: ServerProcess, dataDir: string): Promise<Line[]> {
  const before = await memory(server, "VmRSS");
  const { ms, value: ids } = await timed(async () => {
    const posted = await Promise.all(
      Array.from({ length: IMPORTED }, async (_, index) => {
        const body = longCall(1000 + index, "Tom Brandt");
        const response = await fetch(`${server.url}/api/calls`, { method: "POST", body });
        return ((await response.json()) as { callId: string }).callId;
      }),
    );
    await settled(dataDir);
    return posted;
  });
  const [counts] = await ask(
    dataDir,
    `select count(distinct call_id)::int as done, count(*)::int - count(distinct call_id)::int as doubled
       from debrief where call_id = any($1::uuid[])`,
    [ids],
  );
  const [connections] = await ask(dataDir, "select count(*)::int as n from pg_stat_activity");
  return [
    [`${IMPORTED} such files at once, until all are debriefed`, seconds(ms), ""],
    ["of these lost; doubled", `${IMPORTED - Number(counts?.done)}; ${counts?.doubled}`, "0; 0"],
    [
      "server's memory before; highest",
      `${before ?? "unknown"}; ${(await memory(server, "VmHWM")) ?? "unknown"}`,
      "flat",
    ],
    ["database connections then", String(connections?.n), ""],
  ];
}

/** Waits until no call is on its way and the outbox is empty. */
async function settled(dataDir: string): Promise<void> {
  for (;;) {
    const [left] = await ask(
      dataDir,
      `select (select count(*) from call where status in ('received', 'analysing'))::int
            + (select count(*) from delivery where status = 'pending')::int as n`,
    );
    if (left?.n === 0) return;
    await sleep(100);
  }
}

/** Asks the server's database directly, past every workspace. */
async function ask(
  dataDir: string,
  statement: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const embedded = await startEmbedded(dataDir);
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
    await embedded.stop();
  }
}

/** Where the system tells: Linux. */
async function memory(server: ServerProcess, field: "VmHWM" | "VmRSS"): Promise<string | null> {
  const status = await readFile(`/proc/${server.child.pid}/status`, "utf8").catch(() => "");
  const kilobytes = new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1];
  return kilobytes ? `${Math.round(Number(kilobytes) / 1024)} MiB` : null;
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const before = performance.now();
  const value = await run();
  return { value, ms: performance.now() - before };
}

const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const print = (text: string) => process.stdout.write(`${text}\n`);
const row = ([what, measured, goal]: Line) => print(`| ${what} | ${measured} | ${goal} |`);

await main();
