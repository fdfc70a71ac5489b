import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { v7 } from "uuid";
import { openDatabase } from "../src/store/database.ts";
import { startEmbedded } from "../src/store/embedded.ts";
import { addPerson } from "../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../src/store/schema.ts";
import { removeData, type ServerProcess, serve } from "../tests/e2e/server-process.ts";
import { load, type Sent, WEBHOOK_SECRET } from "./intake/load.ts";
import { CUSTOMER_EVERY, customersAmong, HOST, payload } from "./intake/meetings.ts";
import { drain, type Proof, prove } from "./intake/proof.ts";
import { type Kill, type KillableWorker, startWorker } from "./intake/worker.ts";
import { machineLine } from "./machine.ts";

const [RATE = 300, SECONDS = 60, LONGEST_MINUTES = 7] = process.argv.slice(2).map(Number);
/** All of it ends by then: what is not worked off is reported as it stands. */
const LONGEST_MS = LONGEST_MINUTES * 60_000;
const KILLS = 3;
/** One webhook in so many is told twice at once. */
const REPEAT_EVERY = 20;
const P99_GOAL_MS = 300;

const begun = performance.now();
let kept = true;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-intake-"));
  await chmod(folder, 0o711);
  const dataDir = join(folder, "data");
  const embedded = await startEmbedded(dataDir);
  const client = new pg.Client({ connectionString: embedded.url });
  let web: ServerProcess | undefined;
  let worker: KillableWorker | undefined;
  try {
    await client.connect();
    const environment = { FATHOM_WEBHOOK_SECRET: WEBHOOK_SECRET, LOG_LEVEL: "error" };
    web = await serve(dataDir, { ...environment, ROLE: "web" });
    await roster(embedded.url);
    worker = await startWorker({ DATA_DIR: dataDir, ...environment });
    print(`${machineLine()}\n\nSending ${RATE} webhooks a second for ${SECONDS} s.`);
    const sending = load(`${web.url}/webhooks/fathom`, {
      ...{ rate: RATE, seconds: SECONDS, repeatEvery: REPEAT_EVERY },
    });
    const killing = worker.killAndRestart(KILLS, SECONDS * 1000);
    const [sent, kills] = await Promise.all([sending, killing]);
    reportAcknowledged(sent, kills);
    const drainBegun = performance.now();
    const drained = await drain(client, begun + LONGEST_MS, ({ parked, unopened, read }) =>
      print(
        `  ${seconds(performance.now() - drainBegun)}: ${parked} parked, ${parked - unopened} calls opened, ${read} read`,
      ),
    );
    const acknowledged = new Set(sent.flatMap(({ status, key }) => (status === 200 ? [key] : [])));
    reportKept(
      acknowledged.size,
      await prove(client, acknowledged),
      drained ? performance.now() - drainBegun : null,
    );
  } finally {
    await worker?.stop();
    await web?.signal("SIGKILL");
    await client.end();
    await embedded.stop();
    await removeData(dataDir);
    await rm(folder, { recursive: true, force: true });
  }
  if (!kept) process.exitCode = 1;
}

/** Somebody to ask, so that the calls with customers are read all the way. */
async function roster(url: string): Promise<void> {
  const database = openDatabase(url);
  await database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    addPerson(tx, { id: v7(), ...HOST, role: "rep" }),
  );
  await database.close();
}

function reportAcknowledged(sent: Sent[], kills: Kill[]): void {
  const acknowledged = sent.filter(({ status }) => status === 200);
  const refused = sent.flatMap(({ refusals }) => refusals);
  const away = sent.filter(({ dueMs }) =>
    kills.some(({ atMs, backMs }) => atMs <= dueMs && dueMs <= backMs),
  );
  const p99 = at(sent, 0.99);
  kept &&= acknowledged.length === sent.length && p99 <= P99_GOAL_MS;
  const when = kills.map(({ atMs, backMs }) => `${seconds(atMs)} to ${seconds(backMs)}`);
  table([
    [
      `sent in ${SECONDS} s, of ${kilobytes(1)}, one in ${CUSTOMER_EVERY} of ${kilobytes(0)}; one in ${REPEAT_EVERY} twice`,
      String(sent.length),
      "",
    ],
    ["acknowledged", `${acknowledged.length} of ${sent.length}`, "all"],
    ["refused at first, and sent again", `${refused.length}${statuses(refused)}`, ""],
    ["from due to acknowledged: median", `${at(sent, 0.5).toFixed(0)} ms`, ""],
    ["the same: p99; worst", `${p99.toFixed(0)}; ${at(sent, 1).toFixed(0)} ms`, "p99 ≤ 300 ms"],
    ["worker killed; back at work", when.join(", "), `${KILLS} times`],
    ["p99 of those due while it was away", `${at(away, 0.99).toFixed(0)} ms`, ""],
  ]);
}

function reportKept(acknowledged: number, proof: Proof, drainedMs: number | null): void {
  const customers = customersAmong(acknowledged);
  const none = (...counts: number[]) => {
    kept &&= counts.every((count) => count === 0);
    return [counts.join("; "), counts.map(() => "0").join("; ")] as const;
  };
  if (drainedMs === null) {
    kept = false;
    print(
      `\nNot all was worked off within ${LONGEST_MINUTES} minutes of the start. What follows is how it stood then.`,
    );
  }
  table([
    ["webhooks of their own, acknowledged", String(acknowledged), ""],
    [
      "of these kept by no row; by two; rows of nobody's",
      ...none(proof.lost, proof.parkedTwice, proof.strangers),
    ],
    ["of these without a call; with two", ...none(proof.withoutCall, proof.calledTwice)],
    ["calls with another meeting's words; failed", ...none(proof.mistaken, proof.failed)],
    [
      "calls of our own set aside, with customers debriefed",
      `${proof.setAside}; ${proof.debriefed}`,
      `${acknowledged - customers}; ${customers}`,
    ],
    ["debriefed or asked about twice", ...none(proof.debriefedTwice)],
    [
      "after the last webhook, until all were read",
      drainedMs === null ? "not reached" : seconds(drainedMs),
      "",
    ],
    ["all in all", seconds(performance.now() - begun), "< 8 min"],
  ]);
}

/** A share of them was faster than this, in milliseconds. */
function at(sent: Sent[], share: number): number {
  const times = sent.map(({ ms }) => ms).sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}

function statuses(refused: number[]): string {
  const kinds = [...new Set(refused)].sort();
  return kinds.length === 0 ? "" : ` (${kinds.map((kind) => kind || "no answer").join(", ")})`;
}

function table(lines: (readonly [string, string, string])[]): void {
  print("\n| what | measured | goal |\n|---|---|---|");
  for (const line of lines) print(`| ${line.join(" | ")} |`);
}

const kilobytes = (number: number) =>
  `${(Buffer.byteLength(payload(number)) / 1000).toFixed(1)} kB`;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const print = (text: string) => process.stdout.write(`${text}\n`);

await main();
