import { rm } from "node:fs/promises";
import pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findDelivery, post } from "../../src/store/deliveries.ts";
import { recognise } from "../../src/store/identities.ts";
import { addPerson } from "../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../src/store/schema.ts";
import { botToken, type StandInTeam } from "../bots/slack/emulated-team.ts";
import { SIGNING_SECRET } from "../bots/slack/signing.ts";
import { openStandIn, type StandIn } from "../bots/slack/stand-in.ts";
import { type TestDatabase, testDatabase } from "../database.ts";
import { run } from "./server-process.ts";
import { closedFolder, until } from "./stand.ts";

const TEAM = "TCRASH0001";
/** When a worker dies, and who was being written to. */
const STEPS = ["before post", "after post", "before commit"] as const;
type Step = (typeof STEPS)[number];
const NAMES: Record<Step, string> = {
  "before post": "Ana Arden",
  "after post": "Ben Brook",
  "before commit": "Cleo Carr",
};

/** A process may take its time to start where much else runs. */
const PATIENCE_MS = 90_000;

let store: TestDatabase;
let standIn: StandIn;
let team: StandInTeam;
let dataDir: string;
const channels: Record<string, string> = {};
const people: Record<string, string> = {};
const workers: ReturnType<typeof run>[] = [];

const within: <T>(run: Parameters<typeof store.database.inWorkspace<T>>[1]) => Promise<T> = (go) =>
  store.database.inWorkspace(DEFAULT_WORKSPACE, go);
const row = (id: string) => within((tx) => findDelivery(tx, id));

beforeAll(async () => {
  store = await testDatabase();
  standIn = await openStandIn();
  dataDir = await closedFolder();
  const users = Object.values(NAMES).map((name) => ({
    name,
    email: `${name.slice(0, 3)}@crash.test`,
  }));
  team = await standIn.addTeam(TEAM, "Crash", users);
  for (const { name, email } of users) {
    const id = v7();
    const user = await team.userId(name);
    const { channel } = await team.ask("conversations.open", { users: user });
    channels[name] = (channel as { id: string }).id;
    people[name] = id;
    await within(async (tx) => {
      await addPerson(tx, { id, name, email, role: "rep", managerId: null });
      const address = { team: TEAM, user, channel: channels[name] };
      const other = { externalId: user, name, email, timeZone: null, admin: false, address };
      await recognise(tx, "slack", other, new Date());
    });
  }
});
afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await standIn?.close();
  await store?.drop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

/** A worker as in production: a process of its own, with the database and Slack its only ties. */
function startWorker(): ReturnType<typeof run> {
  const worker = run("src/main.ts", [], {
    ...{ ROLE: "worker", DATABASE_URL: store.url, DATA_DIR: dataDir, LOG_LEVEL: "silent" },
    ...{ SLACK_BOT_TOKEN: botToken(TEAM), SLACK_SIGNING_SECRET: SIGNING_SECRET },
    ...{ SLACK_API_URL: standIn.apiUrl, SECRET_KEY: "k".repeat(32) },
  });
  workers.push(worker);
  return worker;
}

async function kill(worker: ReturnType<typeof run>): Promise<void> {
  const gone = new Promise((resolve) => worker.once("exit", (_code, signal) => resolve(signal)));
  worker.kill("SIGKILL");
  expect(await gone).toBe("SIGKILL");
}

async function posted(step: Step): Promise<string> {
  const personId = people[NAMES[step]] ?? "";
  const message = { summary: step, blocks: [{ type: "text" as const, text: [step] }] };
  const id = await within((tx) =>
    post(tx, {
      ...{ kind: "once", subjectId: v7(), recipient: `dm:${personId}`, personId, asked: true },
      message,
    }),
  );
  return id ?? "";
}

async function copies(step: Step, id: string): Promise<number> {
  const { messages } = await team.ask("conversations.history", {
    ...{ channel: channels[NAMES[step]], include_all_metadata: true },
  });
  type Standing = { metadata?: { event_payload?: { delivery_id?: string } } };
  return (messages as Standing[]).filter((one) => one.metadata?.event_payload?.delivery_id === id)
    .length;
}

/** Starts a worker and ends it in the middle of sending a message; resolves when it is gone. */
async function killedAt(step: Step, id: string): Promise<void> {
  const lock = new pg.Client({ connectionString: store.url });
  await lock.connect();
  try {
    const worker = startWorker();
    await new Promise<void>((resolve, reject) => {
      standIn.watch = async ({ method, body }, when) => {
        if (method !== "chat.postMessage" || !JSON.stringify(body).includes(id)) return;
        if (step === "before commit") {
          if (when === "before") return;
          // It will have its answer, and wait here with recording it.
          await lock.query("begin");
          await lock.query("select from delivery where id = $1 for update", [id]);
          return resolve();
        }
        if (step === "after post" && when === "before") return;
        await kill(worker).then(resolve, reject);
        throw new Error("nobody waits for this answer any more");
      };
      worker.once("exit", (code) => code !== null && reject(new Error(`It ended with ${code}.`)));
    });
    if (step === "before commit") {
      await until("the record to wait", waitsForLock, PATIENCE_MS);
      await kill(worker);
    }
  } finally {
    standIn.watch = async () => undefined;
    await lock.end();
  }
}

/** Asked on another connection: one in a transaction goes on seeing what it saw first. */
async function waitsForLock(): Promise<boolean> {
  const { rows } = await store.database.asOwner((tx) =>
    tx.execute(`select from pg_stat_activity where datname = current_database()
      and wait_event_type = 'Lock' and query like 'update "delivery"%'`),
  );
  return rows.length === 1;
}

/** What a minute of waiting would do: whoever had it has it no more. */
const leaseOver = (id: string) =>
  store.database.asOwner((tx) =>
    tx.execute(
      `update delivery set claimed_until = now() - interval '1 second' where id = '${id}'`,
    ),
  );

describe("a worker process that is killed while it writes to Slack", { timeout: 120_000 }, () => {
  const ids = new Map<Step, string>();

  it.each(STEPS)(
    "%s, leaves a message that waits, and is nobody else's for a while",
    async (step) => {
      const id = await posted(step);
      ids.set(step, id);
      await killedAt(step, id);
      const killed = await row(id);
      expect(killed).toMatchObject({ status: "pending", attempts: 1, externalRef: null });
      expect(killed?.claimedUntil?.getTime()).toBeGreaterThan(Date.now());
      expect(await copies(step, id)).toBe(step === "before post" ? 0 : 1);
    },
  );

  it("is followed by one that leaves exactly one of each, as it was sent", async () => {
    for (const id of ids.values()) await leaseOver(id);
    const next = startWorker();
    for (const [step, id] of ids) {
      const sent = async () => (await row(id))?.status === "sent";
      await until(`the one ${step}`, sent, PATIENCE_MS);
      expect(await copies(step, id)).toBe(1);
      expect((await row(id))?.externalRef).toMatch(new RegExp(`^${channels[NAMES[step]]}:`));
    }
    await kill(next);
    const posts = standIn.calls.filter(
      ({ method, body }) =>
        method === "chat.postMessage" && (STEPS as readonly unknown[]).includes(body.text),
    );
    // Only the one that had not gone is posted by another process.
    expect(posts.map(({ body }) => body.text).sort()).toEqual([...STEPS, "before post"].sort());
    expect(standIn.problems).toEqual([]);
  });
});
