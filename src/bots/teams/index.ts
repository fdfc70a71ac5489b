import type { Router } from "express";
import { CoachError } from "../../errors.ts";
import type { Effects } from "../../jobs/effects.ts";
import type { Chat } from "../chat.ts";
import { TeamsAdapter } from "./adapter.ts";
import { type Authority, authenticationFor, type Registration } from "./authentication.ts";
import { teamsChat } from "./chat.ts";
import { openConnector } from "./connector.ts";
import { listenTo } from "./listeners/index.ts";
import { teamsRoutes } from "./routes.ts";
import { type TabVisitor, tabVisitors } from "./tab-visitor.ts";
import type { TeamsWorld } from "./world.ts";

/** Teams takes 60 messages of a bot in 30 seconds in one conversation, and 7 in one. */
const GAP_MS = 550;

/** Microsoft Teams, both ways. */
export interface Teams {
  chat: Chat;
  /** To be mounted at `/api/messages`; without a registration on loopback alone. */
  routes: Router;
  /** Who has the personal tab open, by the token Teams gives it. */
  whoLooks(token: string): Promise<TabVisitor>;
}

/**
 * Opens Teams.
 * @param registration `null` for clients of this machine, which nobody has signed in
 * @param authority Microsoft's own unless told
 */
export function openTeams(
  effects: Pick<Effects, "database" | "enqueue" | "now" | "changed">,
  options: {
    registration: Registration | null;
    /** Where the personal tab is; its host stands in the tokens for it. */
    publicUrl: string | null;
    authority?: Authority;
    gapMs?: number;
    log: TeamsWorld["log"];
  },
): Teams {
  const { registration, authority = {}, gapMs = GAP_MS, log } = options;
  const { incoming, token } = authenticationFor(registration, authority);
  const registered = registration !== null;
  const { database, enqueue, changed } = effects;
  const connector = openConnector({ token });
  const world: TeamsWorld = {
    ...{ database, enqueue, changed },
    now: () => effects.now(),
    ...{ connector, registered, gapMs, log },
  };
  const host = options.publicUrl ? new URL(options.publicUrl).host : "localhost";
  const { tabKeysUrl } = authority;
  const tabs =
    registration &&
    tabVisitors(database, registration, { host, ...(tabKeysUrl && { keysUrl: tabKeysUrl }) });
  return {
    whoLooks: async (token) => {
      if (!tabs) throw new CoachError("forbidden", "No bot is registered with Microsoft here.");
      return await tabs(token);
    },
    chat: teamsChat(world),
    routes: teamsRoutes({
      adapter: new TeamsAdapter(incoming),
      registered,
      log,
      listen: (activity) => listenTo(world, activity),
    }),
  };
}
