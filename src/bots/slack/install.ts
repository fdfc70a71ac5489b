import { randomUUID } from "node:crypto";
import type { Installation, InstallationStore, Logger } from "@slack/bolt";
import type { Effects } from "../../jobs/effects.ts";
import { settleIn } from "../../jobs/settle-in.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import { findInstallation, forgetInstallation, keepInstallation, SLACK } from "./installations.ts";
import { BOT_SCOPES } from "./scopes.ts";
import type { SlackClient } from "./web-api.ts";

type World = Pick<Effects, "database" | "sealing" | "enqueue" | "now">;

/** Installations in Postgres, tokens sealed, for Slack's own OAuth flow. */
export function installationStore(world: World): InstallationStore {
  return {
    storeInstallation: async (installation) => {
      const { workspaceId, fresh } = await keepInstallation(world, installation as Installation);
      if (fresh) await welcome(world, workspaceId, installation.user.id);
    },
    fetchInstallation: async (query) =>
      (await findInstallation(world, query)).installation as never,
    deleteInstallation: (query) => forgetInstallation(world, query, world.now()),
  };
}

async function welcome(world: World, workspaceId: string, installerId: string): Promise<void> {
  const data = { workspaceId, platform: SLACK, installerId, occasion: randomUUID() };
  await world.enqueue(settleIn, data);
}

/** Wait before Slack is asked again who the token belongs to. */
const AGAIN_MS = 30_000;

/**
 * Binds a single token's team to the default workspace, as an installation like any other. Slack may be
 * away when we start: it is asked again until it answers; a token it does not know is said once.
 * @returns the way to stop asking
 */
export function bindToken(
  world: World,
  client: SlackClient,
  botToken: string,
  logger: Logger,
): { bound: Promise<void>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let said = "";
  const bind = async (): Promise<void> => {
    try {
      const about = await client.auth.test();
      const installation = installationOf(about, botToken);
      const { workspaceId, fresh } = await keepInstallation(world, installation, DEFAULT_WORKSPACE);
      if (fresh) await welcome(world, workspaceId, "");
    } catch (error) {
      if (said !== String(error)) logger.error(`Slack did not take SLACK_BOT_TOKEN: ${error}`);
      said = String(error);
      if (stopped) return;
      timer = setTimeout(() => void bind(), AGAIN_MS);
      timer.unref();
    }
  };
  return {
    bound: bind(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function installationOf(
  about: Awaited<ReturnType<SlackClient["auth"]["test"]>>,
  token: string,
): Installation<"v2", false> {
  const { team_id = "", team, enterprise_id, user_id = "", bot_id = "" } = about;
  return {
    team: { id: team_id, ...(team && { name: team }) },
    enterprise: enterprise_id ? { id: enterprise_id } : undefined,
    user: { token: undefined, scopes: undefined, id: user_id },
    bot: { token, scopes: BOT_SCOPES, id: bot_id, userId: user_id },
    tokenType: "bot",
    isEnterpriseInstall: false,
    authVersion: "v2",
  };
}
