import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { v7 } from "uuid";
import { openDatabase } from "../src/store/database.ts";
import { startEmbedded } from "../src/store/embedded.ts";
import { addPerson } from "../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../src/store/schema.ts";
import { removeData, run, type ServerProcess, serve } from "../tests/e2e/server-process.ts";
import { load, type Sent, WEBHOOK_SECRET } from "./intake/load.ts";
import { machineLine } from "./machine.ts";

const [RATE = 300, SECONDS = 60] = process.argv.slice(2).map(Number);
const KILLS = 3;
/** One webhook in so many is told twice at once. */
const REPEAT_EVERY = 20;
const LONGEST_DRAIN_MS = 30 * 60_000;

type Worker = ReturnType<typeof run>;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-intake-"));
  await chmod(folder, 0o711);
  const dataDir = join(folder, "data");
  const embedded = await startEmbedded(dataDir);
  const client = new pg.Client({ connectionString: embedded.url });
  let web: ServerProcess | undefined;
  let worker: Worker | undefined;
  try {
    await client.connect();
    const environment = { FATHOM_WEBHOOK_SECRET: WEBHOOK_SECRET, LOG_LEVEL: "error" };
    web = await serve(dataDir, { ...environment, ROLE: "web" });
    await roster(embedded.url);
    worker = await work(dataDir, environment);
    const sending = load(`${web.url}/webhooks/fathom`, {
      rate: RATE,
      seconds: SECONDS,
      repeatEvery: REPEAT_EVERY,
    });
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await sleep((SECONDS * 1000) / (KILLS + 1));
      await killed(worker);
      worker = await work(dataDir, environment);
    }
    const sent = await sending;
    const drained = await drain(client);
    await report(client, sent, drained);
  } finally {
    if (worker) await killed(worker);
    await web?.signal("SIGKILL");
    await client.end();
    await embedded.stop();
    await removeData(dataDir);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Somebody to ask, so that each call is read all the way. */
async function roster(url: string): Promise<void> {
  const database = openDatabase(url);
  await database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    addPerson(tx, { id: v7(), name: "Ines Falk", email: "ines.falk@fern.example", role: "rep" }),
  );
  await database.close();
}

async function work(dataDir: string, environment: Record<string, string>): Promise<Worker> {
  const child = run("src/main.ts", [], { DATA_DIR: dataDir, ...environment, ROLE: "worker" });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on(
      "data",
      (text) => String(text).includes("works in the background") && resolve(),
    );
    child.once("exit", (code) => reject(new Error(`The worker ended with ${code}.`)));
  });
  return child;
}

async function killed(worker: Worker): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, "exit");
  worker.kill("SIGKILL");
  await gone;
}

/** Waits until everything that was parked has become a call; returns how long that took. */
async function drain(client: pg.Client): Promise<number> {
  const begin = performance.now();
  while (performance.now() - begin < LONGEST_DRAIN_MS) {
    const left = await count(
      client,
      "select count(*)::int as n from inbound where status in ('received', 'waiting')",
    );
    if (left === 0) break;
    await sleep(500);
  }
  return performance.now() - begin;
}

async function count(client: pg.Client, statement: string): Promise<number> {
  return (await client.query<{ n: number }>(statement)).rows[0]?.n ?? -1;
}

async function report(client: pg.Client, sent: Sent[], drainedMs: number): Promise<void> {
  const ok = sent.filter(({ status }) => status === 200);
  const keys = new Set(ok.map(({ key }) => key));
  const parked = new Set(
    (await client.query<{ key: string }>("select key from inbound")).rows.map(({ key }) => key),
  );
  const calls = (await client.query<{ key: string }>("select external_id as key from call")).rows;
  const opened = new Set(calls.map(({ key }) => key));
  const lost = [...keys].filter((key) => !parked.has(key)).length;
  const unopened = [...keys].filter((key) => !opened.has(key)).length;
  const times = sent.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(0);
  const debriefed = await count(
    client,
    "select count(*)::int as n from call where status = 'debriefed'",
  );
  const doubled = await count(
    client,
    "select (count(*) - count(distinct call_id))::int as n from debrief",
  );
  const lines: [string, string, string][] = [
    [
      `webhooks sent at ${RATE} a second for ${SECONDS} s, one in ${REPEAT_EVERY} twice`,
      String(sent.length),
      "",
    ],
    ["acknowledged", `${ok.length} of ${sent.length}`, "all"],
    [
      "from due to answered: median; p99; worst",
      `${at(0.5)}; ${at(0.99)}; ${at(1)} ms`,
      "p99 ≤ 300 ms",
    ],
    [`acknowledged and lost, with the worker killed ${KILLS} times`, String(lost), "0"],
    [
      "acknowledged and without a call; with two",
      `${unopened}; ${calls.length - opened.size}`,
      "0; 0",
    ],
    ["after the last one, until all were calls", `${(drainedMs / 1000).toFixed(0)} s`, ""],
    ["of these debriefed by then; twice", `${debriefed}; ${doubled}`, "; 0"],
  ];
  print(`${machineLine()}\n\n| what | measured | goal |\n|---|---|---|`);
  for (const line of lines) print(`| ${line.join(" | ")} |`);
}

const print = (text: string) => process.stdout.write(`${text}\n`);

await main();
