import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import { localModel } from "../../src/agents/local.ts";
import { openWriting } from "../../src/bots/chat.ts";
import { heard, pressed } from "../../src/bots/conversation.ts";
import { playgroundChat } from "../../src/bots/playground/chat.ts";
import { CoachError } from "../../src/errors.ts";
import { openCrms } from "../../src/jobs/crms/crms.ts";
import type { Draft, Effects } from "../../src/jobs/effects.ts";
import type { Job } from "../../src/jobs/job.ts";
import { receiveFile } from "../../src/jobs/receive-file.ts";
import { openIntake } from "../../src/jobs/recording/intake.ts";
import { localMemory } from "../../src/memory/local.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { CRMS } from "../../src/sources/crms/index.ts";
import type { Transcriber } from "../../src/sources/transcribers/transcriber.ts";
import { findCall } from "../../src/store/calls.ts";
import type { Transaction } from "../../src/store/database.ts";
import { debriefOf } from "../../src/store/debriefs.ts";
import { conversationOf, type DeliveryRow } from "../../src/store/deliveries.ts";
import { addPerson } from "../../src/store/people.ts";
import { delivery, directive, workspace } from "../../src/store/schema.ts";
import { openSealing } from "../../src/store/sealing.ts";
import type { TestDatabase } from "../database.ts";
import { invoiceCall } from "../e2e/transcripts.ts";

/** Effects over a real database; what is enqueued waits until `work` is called. */
export interface Bench {
  effects: Effects;
  /** Set it, and it is that time for every job. */
  clock: { now: Date };
  /** Runs what waits, and what that puts there, until nothing is left; `abreast` all of it at once. */
  work(abreast?: boolean): Promise<void>;
  /** What people saw being written, step by step. */
  drafts: Draft[];
}

export function openBench(
  { database }: TestDatabase,
  {
    environment = {},
    transcriber = null,
  }: {
    environment?: Record<string, Record<string, string>>;
    transcriber?: Transcriber | null;
  } = {},
): Bench {
  const sealing = openSealing(["a key for tests that seals nothing real"]);
  const clock = { now: new Date() };
  let waiting: (() => Promise<void>)[] = [];
  const problems: unknown[] = [];
  const drafts: Draft[] = [];
  const chat = playgroundChat({
    problem: (_, found) => problems.push(...found),
    draft: async (draft) => void drafts.push(draft),
  });
  const effects: Effects = {
    database,
    sealing,
    intake: openIntake({
      database,
      sealing,
      now: () => clock.now,
      environment,
      transcriber,
      spool: join(tmpdir(), `coach-spool-${v7()}`),
    }),
    model: localModel,
    calendars: [],
    crms: openCrms({
      ...{ database, sealing, all: CRMS, environment: {} },
      now: () => clock.now,
    }),
    calendarSignIn: null,
    memory: (workspaceId) => localMemory({ database, workspaceId }),
    publicUrl: "http://localhost:3000",
    now: () => clock.now,
    enqueue: async <Data, World>(job: Job<Data, World>, data: NoInfer<Data>) => {
      const checked = job.schema.parse(data);
      waiting.push(() => job.run(checked, effects as World));
    },
    deliver: async (delivery) => {
      const sent = await chat.send(delivery);
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      return sent;
    },
    streaming: (delivery) => openWriting(chat, delivery),
    redraw: async () => null,
    peopleOn: async () => [],
    fetchFile: async () => {
      throw new CoachError("not-found", "There is no such file.");
    },
    progress: async () => undefined,
    changed: async () => undefined,
  };
  const work = async (abreast = false) => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      if (abreast) await Promise.all(batch.map((run) => run()));
      else for (const run of batch) await run();
    }
  };
  return { effects, clock, work, drafts };
}

/** A message as its reader has it. */
export interface Read {
  id: string;
  kind: string;
  text: string;
  threadId: string | null;
  answered: string | null;
  buttons: string[];
}

/** A workspace of one test's own: two reps, Ines and Paul, their manager Dora, and Jon, another one. */
export interface Team {
  id: string;
  ines: string;
  paul: string;
  dora: string;
  jon: string;
  within<T>(run: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Brings a call and waits for the end of it; nobody brought it when `by` is null. */
  bring(by: string | null, mark: string, options?: Brought): Promise<string>;
  /** What somebody was sent; without a kind everything but the welcome. */
  inbox(person: string, kind?: string): Promise<Read[]>;
  /** Everything written to anybody, sent or not, but the welcomes. */
  outbox(): Promise<Read[]>;
  say(person: string, threadId: string, text: string): Promise<void>;
  press(
    person: string,
    delivery: string,
    action: string,
    value?: string,
    fields?: Record<string, string>,
  ): Promise<void>;
  call(id: string): ReturnType<typeof findCall>;
  debrief(callId: string): ReturnType<typeof debriefOf>;
  /** Runs something that comes to wait, in so many transactions, for the debrief of a call; then lets it go on. */
  holding(callId: string, transactions: number, run: () => Promise<unknown>): Promise<void>;
  directives(): Promise<{ id: string; before: string; after: string; personId: string }[]>;
}

interface Brought {
  rep?: string;
  text?: string;
  announce?: boolean;
  /** Leaves the jobs waiting. */
  later?: boolean;
}

export const INES = "Ines Falk";
export const PAUL = "Paul Renner";
export const DORA = "Dora Quist";
const JON = "Jon Amsel";

export async function openTeam(
  { effects, work }: Bench,
  options: { shadowDebriefs?: number; sample?: boolean; timeZone?: string } = {},
): Promise<Team> {
  const { database } = effects;
  const [id, ines, paul, dora, jon] = [v7(), v7(), v7(), v7(), v7()];
  const { shadowDebriefs, sample = false, timeZone = "UTC" } = options;
  await database.inWorkspace(id, async (tx) => {
    const settings = shadowDebriefs === undefined ? {} : { shadowDebriefs };
    await tx.insert(workspace).values({ id, slug: id, name: "Fern", sample, timeZone, settings });
    await addPerson(tx, { id: dora, name: DORA, role: "manager" });
    await addPerson(tx, { id: jon, name: JON, role: "manager" });
    await addPerson(tx, { id: ines, name: INES, role: "rep", managerId: dora });
    await addPerson(tx, { id: paul, name: PAUL, role: "rep", managerId: dora });
  });
  const within: Team["within"] = (run) => database.inWorkspace(id, run);
  return {
    ...{ id, ines, paul, dora, jon, within },
    bring: async (by, mark, { rep = INES, text, announce = true, later = false } = {}) => {
      const call = text ?? invoiceCall({ rep, buyer: "Hollis Grant", mark });
      const { callId } = await receiveFile(effects, id, {
        source: by ? "upload" : "import",
        fileName: `${mark}.${text === undefined ? "vtt" : "txt"}`,
        mediaType: null,
        bytes: Buffer.from(call),
        requestedBy: by,
        announce,
      });
      if (!later) await work();
      return callId;
    },
    inbox: async (person, kind) => {
      const rows = await within((tx) => conversationOf(tx, `dm:${person}`));
      return rows.map(read).filter((one) => (kind ? one.kind === kind : one.kind !== "welcome"));
    },
    outbox: async () =>
      (await within((tx) => tx.select().from(delivery)))
        .map(read)
        .filter(({ kind }) => kind !== "welcome"),
    say: async (person, threadId, text) => {
      await heard(effects, id, { personId: person, place: `dm:${person}`, threadId, text });
      await work();
    },
    press: async (person, deliveryId, actionId, value = "", fields) => {
      const press = { personId: person, deliveryId, actionId, value, ...(fields && { fields }) };
      await pressed(effects, id, press);
      await work();
    },
    call: (callId) => within((tx) => findCall(tx, callId)),
    debrief: (callId) => within((tx) => debriefOf(tx, callId)),
    holding: async (callId, transactions, run) => {
      let done: Promise<unknown> = Promise.resolve();
      await within(async (tx) => {
        await tx.execute(sql`select from debrief where call_id = ${callId} for update`);
        done = run();
        done.catch(() => undefined);
        while ((await waitingForLocks(effects)) < transactions) await sleep(10);
      });
      await done;
    },
    directives: () => within((tx) => tx.select().from(directive)),
  };
}

async function waitingForLocks({ database }: Effects): Promise<number> {
  const { rows } = await database.asOwner((tx) =>
    tx.execute<{ count: number }>(
      sql`select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
    ),
  );
  return rows[0]?.count ?? 0;
}

function read(row: DeliveryRow): Read {
  return {
    id: row.id,
    kind: row.kind,
    text: plainText(row.message),
    threadId: row.threadId,
    answered: row.answered,
    buttons: row.message.blocks.flatMap((block) =>
      block.type === "actions" ? block.actions.map((action) => action.id) : [],
    ),
  };
}

/** The only one; fails when there are none or several. */
export function one<T>(all: readonly T[]): T {
  const [first] = all;
  if (first === undefined || all.length > 1) throw new Error(`${all.length} instead of one`);
  return first;
}
