import type { Installation, InstallationQuery } from "@slack/bolt";
import { v5 } from "uuid";
import { CoachError } from "../../errors.ts";
import type { Effects } from "../../jobs/effects.ts";
import {
  addConnection,
  changeConnection,
  connectionTo,
  openSecrets,
} from "../../store/connections.ts";
import type { Transaction } from "../../store/database.ts";
import { connectionOutside } from "../../store/directory.ts";
import { markGone } from "../../store/places.ts";
import { DEFAULT_WORKSPACE } from "../../store/schema.ts";
import { addWorkspace, lockWorkspace } from "../../store/workspaces.ts";

export const SLACK = "slack";
/** Workspaces of teams that install are named after the team: two installs at once make one. */
const NAMES = "3f0a1c52-8b7e-5d0e-9c55-6f2f6a1f7a10";

/** One Slack team (or organisation) that has the coach. */
export interface SlackTeam {
  workspaceId: string;
  connectionId: string;
  /** The team's id, or the organisation's. */
  externalId: string;
  botToken: string;
  botUserId: string;
}

/** What is kept of an installation, beside its sealed tokens. */
interface Kept {
  installation: Installation;
}

type World = Pick<Effects, "database" | "sealing">;

/** The tokens of one installation; nothing else of it is a secret. */
const tokensOf = ({ bot, user }: Installation): Record<string, string> => ({
  ...(bot?.token ? { botToken: bot.token } : {}),
  ...(bot?.refreshToken ? { botRefreshToken: bot.refreshToken } : {}),
  ...(user.token ? { userToken: user.token } : {}),
  ...(user.refreshToken ? { userRefreshToken: user.refreshToken } : {}),
});

/**
 * Keeps an installation, its tokens sealed: in the given workspace, else in the one it is in already,
 * else in a new one of its own. One workspace a Slack team.
 */
export async function keepInstallation(
  world: World,
  installation: Installation,
  workspaceId?: string,
): Promise<{ workspaceId: string; fresh: boolean }> {
  const { database, sealing } = world;
  const externalId = keyOf(installation);
  const label = installation.team?.name ?? installation.enterprise?.name ?? externalId;
  const known = await connectionOutside(database, SLACK, externalId);
  const home = workspaceId ?? known?.workspaceId ?? v5(`${SLACK}:${externalId}`, NAMES);
  if (known && known.workspaceId !== home) {
    throw new CoachError(
      "conflict",
      `The Slack team ${label} is connected to another workspace here already. Remove the app from that team in Slack first.`,
    );
  }
  const fresh = await database.inWorkspace(home, async (tx) => {
    if (home !== DEFAULT_WORKSPACE) {
      await addWorkspace(tx, { id: home, slug: `slack-${externalId.toLowerCase()}`, name: label });
    }
    await lockWorkspace(tx);
    const row = { label, externalId, settings: kept(installation) };
    const secrets = tokensOf(installation);
    const there = await connectionTo(tx, SLACK, externalId);
    if (there) {
      await changeConnection(tx, sealing, there.id, { ...row, secrets, status: "active" });
      return there.status !== "active";
    }
    await addConnection(tx, sealing, { kind: "chat", provider: SLACK, ...row, secrets });
    return true;
  });
  return { workspaceId: home, fresh };
}

function kept(installation: Installation): Record<string, unknown> {
  const { bot, user, ...rest } = installation;
  const withoutTokens = {
    ...rest,
    user: { ...user, token: undefined, refreshToken: undefined },
    ...(bot && { bot: { ...bot, token: "", refreshToken: undefined } }),
  };
  return { installation: JSON.parse(JSON.stringify(withoutTokens)) } satisfies Record<
    keyof Kept,
    unknown
  >;
}

/** The installation Slack asks for by its own ids. @throws CoachError `not-found`, also once it is revoked */
export async function findInstallation(
  world: World,
  query: Pick<InstallationQuery<boolean>, "teamId" | "enterpriseId">,
): Promise<{ team: SlackTeam; installation: Installation }> {
  for (const key of [query.teamId, query.enterpriseId]) {
    const found = key ? await connectionOutside(world.database, SLACK, key) : null;
    const read =
      found && key
        ? await world.database.inWorkspace(found.workspaceId, (tx) => readTeam(tx, world, key))
        : null;
    if (read) return read;
  }
  throw new CoachError("not-found", "That Slack team does not have the coach.");
}

/** The Slack team of a workspace; `null` when it has none, or has taken the coach out again. */
export async function teamOf(world: World, workspaceId: string): Promise<SlackTeam | null> {
  const read = await world.database.inWorkspace(workspaceId, (tx) => readTeam(tx, world));
  return read?.team ?? null;
}

async function readTeam(
  tx: Transaction,
  { sealing }: World,
  externalId?: string,
): Promise<{ team: SlackTeam; installation: Installation } | null> {
  const row = await connectionTo(tx, SLACK, externalId);
  if (row?.status !== "active") return null;
  const { installation } = row.settings as unknown as Kept;
  const secrets = await openSecrets(tx, sealing, row.id);
  const { botToken = "", botRefreshToken, userToken, userRefreshToken } = secrets;
  const { bot, user } = installation;
  return {
    team: {
      workspaceId: row.workspaceId,
      connectionId: row.id,
      externalId: row.externalId ?? "",
      botToken,
      botUserId: bot?.userId ?? "",
    },
    installation: {
      ...installation,
      user: {
        ...user,
        token: userToken,
        ...(userRefreshToken && { refreshToken: userRefreshToken }),
      },
      ...(bot && {
        bot: { ...bot, token: botToken, ...(botRefreshToken && { refreshToken: botRefreshToken }) },
      }),
    } as Installation,
  };
}

/** The app was taken out, or its tokens: nothing more is sent there, and what was kept of it stays ours. */
export async function forgetInstallation(
  world: World,
  query: Pick<InstallationQuery<boolean>, "teamId" | "enterpriseId">,
  at: Date,
): Promise<void> {
  const keys = [query.teamId, query.enterpriseId].filter((key) => key !== undefined);
  const known = keys.map((key) => connectionOutside(world.database, SLACK, key));
  // What an organisation installed goes by its id, whichever of its teams tells of the end.
  const found = (await Promise.all(known)).find((one) => one !== null);
  if (!found) return;
  await world.database.inWorkspace(found.workspaceId, async (tx) => {
    await changeConnection(tx, world.sealing, found.connectionId, {
      status: "revoked",
      secrets: {},
    });
    await markGone(tx, SLACK, at);
  });
}

/** An organisation's installation goes by the organisation, all others by their team. */
function keyOf({ isEnterpriseInstall, enterprise, team }: Installation): string {
  const key = isEnterpriseInstall ? enterprise?.id : team?.id;
  if (!key) throw new CoachError("bad-input", "Slack did not say which team was installed.");
  return key;
}
