import { App } from "@slack/bolt";
import type { Router } from "express";
import type { SlackConfig } from "../../config/slack.ts";
import type { Effects } from "../../jobs/effects.ts";
import type { Log } from "../../jobs/process.ts";
import type { Chat } from "../chat.ts";
import { slackChat } from "./chat.ts";
import { bindToken, installationStore } from "./install.ts";
import { findInstallation, type SlackTeam } from "./installations.ts";
import { registerAll } from "./listeners/index.ts";
import { slackLog } from "./log.ts";
import { openPictures } from "./pictures.ts";
import { openReception } from "./receiver.ts";
import { visitors } from "./visitors.ts";
import { clientOptions, clients } from "./web-api.ts";

/** Slack, ready to send; and, once it listens, to be talked to. */
export interface Slack {
  chat: Chat;
  /**
   * Registers the listeners. Over HTTP the router is to be mounted at the root, before any body parser;
   * over a socket it is connected here.
   */
  listen(effects: Effects, options: { publicUrl: string | null }): Promise<Router | null>;
  stop(): Promise<void>;
}

type World = Pick<Effects, "database" | "sealing" | "now" | "enqueue">;

/** Opens Slack as configured. A single token is bound to the default workspace; nothing waits for that. */
export function openSlack(
  config: SlackConfig,
  world: World,
  log: Log,
  { gapMs }: { gapMs?: number } = {},
): Slack {
  const logger = slackLog(log);
  const client = clients({ apiUrl: config.apiUrl, logger });
  const binding = config.botToken
    ? bindToken(world, client(config.botToken), config.botToken, logger)
    : null;
  const chat = slackChat({
    ...{ database: world.database, sealing: world.sealing, now: () => world.now() },
    ...{ client, apiUrl: config.apiUrl, gapMs },
    pictures: openPictures(world, logger.warn),
    onProblem: (deliveryId, problems) =>
      log.error({ deliveryId, problems }, "a look did not pass its check"),
  });
  let stopListening: () => Promise<void> = async () => undefined;
  return {
    chat,
    listen: async (effects, { publicUrl }) => {
      const reception = openReception(config, {
        ...{ logger, publicUrl, installations: installationStore(world) },
        stateSecret: stateSecretOf(config),
      });
      const app = new App({
        receiver: reception.receiver,
        authorize: authorizing(world),
        clientOptions: clientOptions({ apiUrl: config.apiUrl, logger }),
        logger,
        // Conversations are rows of ours, not of a process.
        convoStore: false,
      });
      registerAll(app, { ...effects, visitors: visitors(effects) });
      await binding?.bound;
      await reception.start();
      stopListening = reception.stop;
      return reception.router;
    },
    stop: async () => {
      binding?.stop();
      await stopListening();
    },
  };
}

/** For so long a team's tokens are kept at hand, in milliseconds; every event asks for them. */
const KEPT_MS = 10_000;

/** One way for all teams, whether they came by OAuth or by a token of their own. */
function authorizing(world: World) {
  const known = new Map<string, { team: Promise<SlackTeam>; until: number }>();
  return async (source: { teamId?: string | undefined; enterpriseId?: string | undefined }) => {
    const { teamId, enterpriseId } = source;
    const key = `${teamId}/${enterpriseId}`;
    const before = known.get(key);
    const found =
      before && before.until > Date.now()
        ? before.team
        : findInstallation(world, { teamId, enterpriseId }).then(({ team }) => team);
    if (found !== before?.team) known.set(key, { team: found, until: Date.now() + KEPT_MS });
    found.catch(() => known.delete(key));
    const { botToken, botUserId, workspaceId } = await found;
    return {
      ...{ botToken, botUserId, workspaceId },
      ...(teamId && { teamId }),
      ...(enterpriseId && { enterpriseId }),
    };
  };
}

/** Signs the state of an install under way; the app's own secret is as good as another. */
function stateSecretOf({ oauth, receive }: SlackConfig): string {
  return `${oauth?.clientSecret ?? ""}/${receive.by === "http" ? receive.signingSecret : ""}`;
}
