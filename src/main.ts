import { realpathSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { playgroundRoutes } from "./bots/playground/routes.ts";
import { storedPlayground } from "./bots/playground/stored-host.ts";
import { storedImports } from "./bots/playground/stored-imports.ts";
import { type Config, readConfig } from "./config.ts";
import { connectors } from "./connectors.ts";
import { CoachError } from "./errors.ts";
import { openHappenings } from "./happenings.ts";
import { syncCalendars } from "./jobs/calendars/sync-calendars.ts";
import { type CrmLines, openCrmLines } from "./jobs/crms/crm-lines.ts";
import { keepEverywhere } from "./jobs/keep-memory.ts";
import { sweep, sweepRows } from "./jobs/sweep.ts";
import { tick } from "./jobs/tick.ts";
import { sharpenPencils } from "./jobs/trend-picture.ts";
import { openParts, type Parts } from "./parts.ts";
import { loadSampleFloor } from "./sample-floor.ts";
import { callPages } from "./web/call-page.ts";
import { callsApi } from "./web/calls-api.ts";
import { connectPages } from "./web/connect.ts";
import { connectionsPage } from "./web/connections/routes.ts";
import { crmWebhookRoutes } from "./web/crm-webhooks.ts";
import { enterPage } from "./web/enter.ts";
import { healthRoutes } from "./web/health.ts";
import { hubPage } from "./web/hub-page.ts";
import { memoryPages } from "./web/memory-pages.ts";
import { pictureRoutes } from "./web/pictures.ts";
import { type Listening, listen, webApp } from "./web/server.ts";
import { teamsTab } from "./web/teams-tab.ts";
import type { Door } from "./web/visitors.ts";
import { webhookRoutes } from "./web/webhooks.ts";

const MINUTE_MS = 60_000;
/** After the start has had the machine to itself. */
const WARM_AFTER_MS = 10_000;

/** Starts the roles the configuration asks for; returns the way to stop them in order. */
export async function start(
  config: Config,
): Promise<{ port: number | null; fresh: boolean; stop(): Promise<void> }> {
  const parts = await openParts(config, { workers: config.role !== "web" });
  let web: Listening | null = null;
  let lines: CrmLines | null = null;
  let warming: NodeJS.Timeout | undefined;
  const stop = async () => {
    clearTimeout(warming);
    try {
      await web?.close();
      await lines?.close();
    } finally {
      await parts.close();
    }
  };
  try {
    await parts.effects.intake.adopt();
    await parts.effects.crms.adopt();
    web = config.role === "worker" ? null : await openWeb(parts);
    // The floor comes before the work begins: its twelve calls would be read while it is written.
    const boot = `boot-${Date.now()}`;
    if (config.role !== "web") await sweepRows(parts.effects, new Date(), boot);
    if (config.role !== "web") await keepEverywhere(parts.effects, boot);
    const fresh = config.databaseUrl ? false : await loadSampleFloor(parts.effects);
    await parts.queue.start();
    if (config.role !== "web") {
      await parts.queue.every(sweep, { occurrence: "minute" }, MINUTE_MS);
      await parts.queue.every(tick, { occurrence: "minute" }, MINUTE_MS);
      await parts.queue.every(syncCalendars, { occurrence: "ten-minutes" }, 10 * MINUTE_MS);
      lines = openCrmLines(parts.effects, parts.log);
      warming = setTimeout(() => {
        sharpenPencils().catch((error) => parts.log.warn({ err: error }, "pictures not loaded"));
      }, WARM_AFTER_MS).unref();
    }
    return { port: web?.port ?? null, fresh, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openWeb(parts: Parts): Promise<Listening> {
  const { config, database, effects, queue, log, slack } = parts;
  const happenings = await openHappenings(database);
  const { sealing, now } = effects;
  // A fault in the registration shows at the start, not with the first message.
  if (config.teams) await parts.teams();
  const door: Door = { database, sealing, publicUrl: config.publicUrl, now };
  const app = webApp(
    {
      slack: (await slack?.listen(effects, { publicUrl: config.publicUrl })) ?? null,
      health: healthRoutes({ database: () => database.ping(), queue: () => queue.waiting() }),
      calls: callsApi(effects, { apiKey: config.apiKey, publicUrl: config.publicUrl }),
      callPages: callPages(door),
      enter: enterPage(door),
      hub: hubPage(door),
      memory: memoryPages(door, {
        ...{ memory: effects.memory, onChanged: happenings.onChanged },
        publicUrl: () => effects.publicUrl,
      }),
      pictures: pictureRoutes(database),
      connect: connectPages(door, connectors(config, effects), () => effects.publicUrl),
      webhooks: [crmWebhookRoutes(effects, log), webhookRoutes(effects, log)],
      connections: connectionsPage(effects, door),
      playground: playgroundRoutes(storedPlayground(effects, happenings), {
        cacheDirectory: join(config.dataDir, "playground"),
        imports: storedImports(effects),
      }),
      teams: { routes: async () => (await parts.teams()).routes, isOpen: config.teams !== null },
      teamsTab: teamsTab(door, async (token) => (await parts.teams()).whoLooks(token)),
    },
    { publicUrl: config.publicUrl, log },
  );
  // Without a key or a public address the server is for this machine only.
  const host = config.publicUrl || config.apiKey ? "0.0.0.0" : "127.0.0.1";
  const listening = await listen(app, config.port, host);
  // Asked for any free port, the links know it only now.
  if (!config.publicUrl) effects.publicUrl = `http://localhost:${listening.port}`;
  return {
    port: listening.port,
    close: async () => {
      await listening.close();
      await happenings.close();
    },
  };
}

function greet(config: Config, port: number | null, fresh: boolean): string {
  const database = config.databaseUrl ? "your Postgres" : `embedded Postgres in ${config.dataDir}`;
  const queue = config.redisUrl ? "your Redis" : "in the same Postgres";
  return [
    "",
    port === null
      ? "coaching-os works in the background."
      : `coaching-os is ready: http://localhost:${port}/playground`,
    "",
    `  database  ${database}`,
    `  queue     ${queue}`,
    `  coach     ${config.claude ? "Claude" : "local rules"}`,
    `  memory    ${config.hindsight ? `Hindsight at ${config.hindsight.url}, beside our own bank` : "our own bank in the same Postgres"}`,
    `  chat      ${chatLine(config)}`,
    `  teams     ${
      config.teams
        ? `bot ${config.teams.appId}, at ${config.publicUrl ?? "this machine"}/api/messages`
        : "not connected; /api/messages answers this machine only (docs/teams.md)"
    }`,
    "",
    ...(fresh
      ? ["A fictional sales floor is loading: twelve calls, three reps, one manager.", ""]
      : []),
    "Try: choose Maya in the playground and answer the question she was asked,",
    "or drop one of your own transcripts there (VTT, SRT, text, JSON).",
    "In the terminal: npm run -s coach -- debrief samples/calls/01-fernhill-discovery.vtt --rep Maya",
    "",
  ].join("\n");
}

function chatLine({ slack }: Config): string {
  if (!slack) return "the playground, in Slack's and in Teams' look";
  const by = slack.receive.by === "http" ? "by HTTP at /slack/events" : "by a socket";
  return `Slack, ${by}, and the playground`;
}

async function main(): Promise<void> {
  const config = readConfig();
  // Beside a web process on one machine: whoever calls us is answered first, and work can wait a little.
  if (config.role === "worker") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const starting = start(config);
  let stopping = false;
  // Also while it starts: what was begun, the database above all, is to be ended and not left behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // A second Ctrl-C means now.
      if (stopping) process.exit(130);
      stopping = true;
      void starting
        .then((running) => running.stop())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        );
    });
  }
  const running = await starting;
  if (!stopping) process.stdout.write(greet(config, running.port, running.fresh));
}

// By real path: a link, a space or a special sign in it must not keep the program from starting.
const program = process.argv[1];
if (program && import.meta.url === pathToFileURL(realpathSync(program)).href) {
  main().catch((error: unknown) => {
    const known = error instanceof CoachError;
    process.stderr.write(
      known ? `${error.message}\n` : `${String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(known && error.code === "bad-input" ? 2 : 1);
  });
}
