import { workspaceOfTenant } from "../../store/directory.ts";
import { placeAt, rememberPlace } from "../../store/places.ts";
import { type TeamsActivity, tenantOf } from "./activity.ts";
import { addressOf, type OpenAddress } from "./address.ts";
import { TEAMS, type TeamsWorld } from "./world.ts";

/** What happened, and in whose workspace and which conversation of it. */
export interface Turn {
  activity: TeamsActivity;
  workspaceId: string;
  address: OpenAddress;
  /** The message a channel's thread began with. */
  thread: string | null;
}

/** Clients on this machine have no tenant. */
const NO_TENANT = "local";

/** The team's own channel: digests and summaries go there. The first channel the app is heard in. */
const TEAM_CHANNEL = "channel:team";

/** Finds the workspace of whoever is heard: each tenant has its own. */
export async function turnOf(
  { database }: Pick<TeamsWorld, "database">,
  activity: TeamsActivity,
): Promise<Turn> {
  const externalId = tenantOf(activity) ?? NO_TENANT;
  const label = `Microsoft Teams ${externalId}`;
  const workspaceId = await workspaceOfTenant(database, { provider: TEAMS, externalId, label });
  return { activity, workspaceId, ...addressOf(activity) };
}

/**
 * The recipient a channel or group chat is here, kept with where it is. The first channel is the
 * team's; any other goes by its own id.
 */
export async function channelOf(world: TeamsWorld, turn: Turn): Promise<string> {
  const { activity, workspaceId, address } = turn;
  return await world.database.inWorkspace(workspaceId, async (tx) => {
    const known = await placeAt(tx, TEAMS, "conversationId", address.conversationId);
    const team =
      address.kind === "channel" && (await placeAt(tx, TEAMS, "kind", "channel")) === null;
    const recipient =
      known?.recipient ?? (team ? TEAM_CHANNEL : `channel:${address.conversationId}`);
    const name = activity.channelData?.channel?.name ?? activity.conversation.name ?? null;
    const at = world.now();
    await rememberPlace(tx, { platform: TEAMS, recipient, name, address, at });
    return recipient;
  });
}
