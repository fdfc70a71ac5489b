import { join } from "node:path";
import { ModelFailure } from "./agents/failure.ts";
import { storedLedger } from "./agents/ledger.ts";
import { localModel } from "./agents/local.ts";
import type { Model } from "./agents/model.ts";
import { type Chat, openWriting } from "./bots/chat.ts";
import { chatLater } from "./bots/later.ts";
import { playgroundChat } from "./bots/playground/chat.ts";
import type { Slack } from "./bots/slack/index.ts";
import type { Teams } from "./bots/teams/index.ts";
import type { Config } from "./config.ts";
import { CoachError } from "./errors.ts";
import { tellers } from "./happenings.ts";
import { openCrms } from "./jobs/crms/crms.ts";
import type { Effects } from "./jobs/effects.ts";
import { JOBS } from "./jobs/index.ts";
import type { JobQueue } from "./jobs/queue.ts";
import { openQueue } from "./jobs/queue.ts";
import { openIntake } from "./jobs/recording/intake.ts";
import { openLog } from "./log.ts";
import { openMemories } from "./memory/open.ts";
import { secretKeys } from "./secret-keys.ts";
import type { Calendar } from "./sources/calendars/calendar.ts";
import { calendars } from "./sources/calendars/index.ts";
import { CRMS } from "./sources/crms/index.ts";
import { openTranscriber } from "./sources/transcribers/index.ts";
import { type Database, openDatabase } from "./store/database.ts";
import { migrate } from "./store/migrate.ts";
import { DEFAULT_WORKSPACE } from "./store/schema.ts";
import { openSealing } from "./store/sealing.ts";

/** The parts every role needs, opened in the order in which they need each other. */
export interface Parts {
  config: Config;
  log: ReturnType<typeof openLog>;
  databaseUrl: string;
  database: Database;
  queue: JobQueue;
  effects: Effects;
  /** Microsoft Teams, opened when it is first needed. */
  teams(): Promise<Teams>;
  /** `null` where it is not configured. */
  slack: Slack | null;
  /** Closes in the opposite order; each at most once. */
  close(): Promise<void>;
}

/** Opens database and queue: the configured ones, else the embedded. */
export async function openParts(
  config: Config,
  options: { workers: boolean; port?: number },
): Promise<Parts> {
  const log = openLog(config.logLevel);
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) {
      await step().catch((error: unknown) => log.error({ error }, "a part did not close cleanly"));
    }
  };
  try {
    let databaseUrl = config.databaseUrl;
    if (!databaseUrl) {
      const { startEmbedded } = await import("./store/embedded.ts");
      const embedded = await startEmbedded(config.dataDir);
      closing.push(() => embedded.stop());
      databaseUrl = embedded.url;
    }
    await migrate(databaseUrl);
    const database = openDatabase(databaseUrl);
    closing.push(() => database.close());
    const told = tellers(database);
    const chats: Chat[] = [
      playgroundChat({
        problem: (deliveryId, problems) =>
          log.error({ deliveryId, problems }, "a look did not pass its check"),
        draft: told.draft,
      }),
    ];
    let openedTeams: Promise<Teams> | undefined;
    const teams = () => {
      openedTeams ??= import("./bots/teams/index.ts").then(({ openTeams }) =>
        openTeams(effects, { registration: config.teams, publicUrl: config.publicUrl, log }),
      );
      return openedTeams;
    };
    chats.push(chatLater("teams", async () => (await teams()).chat));
    const chatOf = (platform: string): Chat => {
      const chat = chats.find((one) => one.platform === platform);
      if (!chat) throw new CoachError("unavailable", `${platform} is not connected.`);
      return chat;
    };
    const sealing = openSealing(await secretKeys(config.secretKeys, config.dataDir));
    const effects: Effects = {
      database,
      sealing,
      intake: openIntake({
        database,
        sealing,
        now: () => new Date(),
        environment: config.recorders,
        transcriber: openTranscriber(config.transcriber),
        spool: join(config.dataDir, "recordings"),
      }),
      model: await openModel(config, database, log),
      memory: await openMemories({ database, hindsight: config.hindsight }),
      crms: openCrms({
        ...{ database, sealing, all: CRMS, environment: config.crms },
        now: () => new Date(),
      }),
      calendars: openCalendars(config),
      calendarSignIn: config.google ? "/connect/google" : null,
      publicUrl: config.publicUrl ?? `http://localhost:${options.port ?? config.port}`,
      now: () => new Date(),
      // The queue needs the effects and the effects the queue: bound right below.
      enqueue: (job, data, settings) => queue.enqueue(job, data, settings),
      streaming: (delivery) => openWriting(chatOf(delivery.platform), delivery),
      progress: told.progress,
      changed: told.changed,
      deliver: async (delivery, sending) => await chatOf(delivery.platform).send(delivery, sending),
      peopleOn: async (platform, workspaceId) =>
        (await chatOf(platform).people?.(workspaceId)) ?? [],
      redraw: async (delivery) => (await chatOf(delivery.platform).redraw?.(delivery)) ?? null,
      fetchFile: async (platform, workspaceId, file) => {
        const chat = chatOf(platform);
        if (!chat.fetchFile) throw new CoachError("bad-input", "I cannot take files here.");
        return await chat.fetchFile(workspaceId, file);
      },
    };
    const queue = openQueue({
      redisUrl: config.redisUrl,
      postgresUrl: databaseUrl,
      jobs: JOBS,
      effects,
      log,
      workers: options.workers,
    });
    closing.push(() => queue.close());
    const slack = await openSlackAsConfigured(config, effects, log);
    if (slack) {
      chats.push(slack.chat);
      closing.push(() => slack.stop());
    }
    return { config, log, databaseUrl, database, queue, effects, slack, teams, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Every kind of calendar; nothing of them is loaded from elsewhere until one is read. */
function openCalendars({ googleApiUrl, publicUrl }: Config): Calendar[] {
  return calendars({
    local: publicUrl === null,
    ...(googleApiUrl ? { google: { api: googleApiUrl, token: `${googleApiUrl}/token` } } : {}),
  });
}

/** Bolt is loaded only when there is a Slack to talk to. */
async function openSlackAsConfigured(
  { slack }: Config,
  effects: Effects,
  log: Parts["log"],
): Promise<Slack | null> {
  if (!slack) return null;
  const { openSlack } = await import("./bots/slack/index.ts");
  return openSlack(slack, effects, log);
}

/** Claude when there is a key for it, else the rules; the SDK is loaded only in the first case. */
async function openModel(
  { claude }: Config,
  database: Database,
  log: Parts["log"],
): Promise<Model> {
  if (!claude) return localModel;
  const { DEFAULT_MODEL, openClaude } = await import("./agents/claude.ts");
  return openClaude({
    ...claude,
    model: claude.model ?? DEFAULT_MODEL,
    ledger: storedLedger(database, () => new Date()),
    workspaceId: DEFAULT_WORKSPACE,
    onFailure: (error, agent) => {
      // A mendable failure quotes what was wrong with a draft, and so perhaps what somebody said.
      if (error instanceof ModelFailure && error.mendable) log.warn({ agent, kind: error.kind });
      else log.warn({ agent, error }, "the language model did not answer");
    },
  });
}
