import { chmod, mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbedded } from "../src/store/embedded.ts";
import { botToken } from "../tests/bots/slack/emulated-team.ts";
import { SIGNING_SECRET, signed } from "../tests/bots/slack/signing.ts";
import { openStandIn } from "../tests/bots/slack/stand-in.ts";
import { removeData, serve } from "../tests/e2e/server-process.ts";
import { machineLine } from "./machine.ts";

const TEAM = "TBENCH0001";
const RATE = 200;
const SECONDS = Number(process.argv[2] ?? 60);
const OVERLOAD_SECONDS = Math.min(10, SECONDS);
const PEOPLE = 40;

interface Told {
  id: string;
  status: number;
  ms: number;
}

/** Signed events into a real server over loopback: how soon each is acknowledged, and what is kept of them. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "coach-bench-slack-"));
  await chmod(folder, 0o711);
  const dataDir = join(folder, "data");
  const standIn = await openStandIn();
  standIn.paceMs = 0;
  const names = Array.from({ length: PEOPLE }, (_, at) => `Person ${at}`);
  const emailOf = (name: string) => `${name.replace(" ", ".").toLowerCase()}@bench.test`;
  const team = await standIn.addTeam(
    TEAM,
    "Bench",
    names.map((name) => ({ name, email: emailOf(name) })),
  );
  const embedded = await startEmbedded(dataDir);
  const client = new pg.Client({ connectionString: embedded.url });
  // The web's half alone: what is heard is kept and queued, as where workers run beside it.
  const server = await serve(dataDir, {
    ...{ SLACK_BOT_TOKEN: botToken(TEAM), SLACK_SIGNING_SECRET: SIGNING_SECRET },
    ...{ SLACK_API_URL: standIn.apiUrl, LOG_LEVEL: "silent", ROLE: "web" },
  });
  try {
    await client.connect();
    const workspace = "00000000-0000-7000-8000-000000000001";
    for (const name of names) {
      await client.query(
        "insert into person (workspace_id, id, name, email, role) values ($1, gen_random_uuid(), $2, $3, 'rep')",
        [workspace, name, emailOf(name)],
      );
    }
    const users = await Promise.all(names.map((name) => team.userId(name)));
    const agent = new Agent({ keepAlive: true, maxSockets: 400 });
    const tell = teller(server.url, users, agent);
    await burst(tell, "warm", 50, 2);
    process.stdout.write(`${machineLine()}\n\n| what | measured | goal |\n|---|---|---|\n`);

    const steady = await burst(tell, "steady", RATE, SECONDS);
    const kept = await keptOf(client, "steady");
    const taken = steady.filter(({ status }) => status === 200);
    row(`${RATE} events/s for ${SECONDS} s: acknowledged, p50`, `${at(taken, 0.5)} ms`, "");
    row("… p99", `${at(taken, 0.99)} ms`, "≤ 250 ms");
    row("… refused", `${steady.length - taken.length}`, "0");
    row("… lost", `${taken.filter(({ id }) => !kept.has(id)).length}`, "0");
    row("… doubled", `${await doubled(client, "steady")}`, "0");

    const over = await burst(tell, "over", RATE * 10, OVERLOAD_SECONDS);
    const overTaken = over.filter(({ status }) => status === 200);
    const overKept = await keptOf(client, "over");
    row(
      `${RATE * 10} events/s for ${OVERLOAD_SECONDS} s: taken`,
      `${overTaken.length} of ${over.length}`,
      "",
    );
    row("… refused with 503", `${over.filter(({ status }) => status === 503).length}`, "");
    row("… no answer", `${over.filter(({ status }) => status === 0).length}`, "0");
    row("… taken and lost", `${overTaken.filter(({ id }) => !overKept.has(id)).length}`, "0");
    row("… doubled", `${await doubled(client, "over")}`, "0");
    row("… p99 of those taken", `${at(overTaken, 0.99)} ms`, "≤ 3,000 ms");
    const alive = await fetch(`${server.url}/healthz`);
    row(
      "… and the process lives",
      alive.ok && server.child.exitCode === null ? "yes" : "no",
      "yes",
    );
    agent.destroy();
  } finally {
    await client.end().catch(() => undefined);
    await server.signal("SIGTERM");
    await embedded.stop();
    await standIn.close();
    await removeData(dataDir);
    await rm(folder, { recursive: true, force: true });
  }
}

type Tell = (id: string, at: number) => Promise<Told>;

function teller(url: string, users: readonly string[], agent: Agent): Tell {
  return (id, number) => {
    const who = number % users.length;
    const ts = `${1_700_000_000 + number}.${String(number).padStart(6, "0")}`;
    const body = JSON.stringify({
      ...{ type: "event_callback", team_id: TEAM, api_app_id: "A1", event_id: id, event_time: 1 },
      authorizations: [{ team_id: TEAM, is_bot: true }],
      event: {
        ...{ type: "message", channel_type: "im", channel: `D${String(who).padStart(9, "0")}` },
        ...{ user: users[who], text: "what did they say about budget?", ts, event_ts: ts },
      },
    });
    const before = performance.now();
    return new Promise((resolve) => {
      const asked = request(
        `${url}/slack/events`,
        {
          method: "POST",
          agent,
          headers: { ...signed(body), "content-length": Buffer.byteLength(body) },
        },
        (answer) => {
          answer.resume();
          answer.once("end", () =>
            resolve({ id, status: answer.statusCode ?? 0, ms: performance.now() - before }),
          );
        },
      );
      asked.once("error", () => resolve({ id, status: 0, ms: performance.now() - before }));
      asked.end(body);
    });
  };
}

/** So many a second, evenly, whether or not the ones before were answered; every tenth is told twice. */
async function burst(tell: Tell, name: string, rate: number, seconds: number): Promise<Told[]> {
  const waiting: Promise<Told>[] = [];
  const start = performance.now();
  for (let number = 0; number < rate * seconds; ) {
    const due = Math.floor(((performance.now() - start) / 1000) * rate);
    for (; number <= due && number < rate * seconds; number += 1) {
      waiting.push(tell(`${name}-${number}`, number));
      if (number % 10 === 0) waiting.push(tell(`${name}-${number}`, number));
    }
    await sleep(5);
  }
  return await Promise.all(waiting);
}

async function keptOf(client: pg.Client, name: string): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    "select substring(event_key from 7) as id from said where event_key like $1",
    [`slack:${name}-%`],
  );
  return new Set(rows.map(({ id }) => id));
}

async function doubled(client: pg.Client, name: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from (select external_ref from said where event_key like $1
      group by external_ref having count(*) > 1) as twice`,
    [`slack:${name}-%`],
  );
  return rows[0]?.count ?? 0;
}

function at(told: readonly Told[], share: number): string {
  const sorted = told.map(({ ms }) => ms).sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

function row(what: string, measured: string, goal: string): void {
  process.stdout.write(`| ${what} | ${measured} | ${goal} |\n`);
}

await main();
