import { settleIn } from "../../../jobs/settle-in.ts";
import { personBehind } from "../../../store/identities.ts";
import { markGone, placeOf, placesAt } from "../../../store/places.ts";
import type { TeamsActivity } from "../activity.ts";
import { conversationAt } from "../address.ts";
import { idOf, recogniseMembers, writerOf } from "../people.ts";
import { channelOf, type Turn } from "../turn.ts";
import { TEAMS, type TeamsWorld } from "../world.ts";
import { HEARD, type Listener } from "./listener.ts";

const isBot = ({ recipient }: TeamsActivity) => {
  return ({ id }: { id: string }) => id === recipient?.id;
};

/** The app was added to somebody's chat, a group or a team: from now on they can be written to. */
export const installed: Listener = {
  hears: (activity) =>
    (activity.type === "installationUpdate" && activity.action?.startsWith("add") === true) ||
    (activity.type === "conversationUpdate" && Boolean(activity.membersAdded?.length)),
  answer: async (world, turn) => {
    const { activity, workspaceId, address } = turn;
    if (address.kind === "personal") {
      // The welcome goes to whoever is reached for the first time; strangers hear it when they write.
      await writerOf(world, workspaceId, activity, address);
      return HEARD;
    }
    await channelOf(world, turn);
    if (activity.type === "installationUpdate") {
      const installerId = idOf(activity.from);
      const occasion = `${TEAMS}-${activity.id ?? workspaceId}`.replace(/[^\w-]/g, "-");
      const install = { workspaceId, platform: TEAMS, installerId, occasion };
      await world.enqueue(settleIn, install);
      return HEARD;
    }
    const added = (activity.membersAdded ?? []).filter((one) => !isBot(activity)(one));
    const members = await Promise.all(
      added.map(({ id }) => world.connector.member(conversationAt(address, null), id)),
    );
    await recogniseMembers(world, workspaceId, address, members);
    return HEARD;
  },
};

/** The app was taken away, or somebody left: nothing more is sent there. */
export const removed: Listener = {
  hears: (activity) =>
    (activity.type === "installationUpdate" && activity.action?.startsWith("remove") === true) ||
    (activity.type === "conversationUpdate" && Boolean(activity.membersRemoved?.length)),
  answer: async (world, turn) => {
    const { activity, address } = turn;
    const left = (activity.membersRemoved ?? []).filter((one) => !isBot(activity)(one));
    if (left.length > 0) await forgetChats(world, turn, left);
    else if (address.kind === "personal") await forgetChats(world, turn, [activity.from], true);
    else await forgetConversations(world, turn);
    return HEARD;
  },
};

/** A channel or its team was deleted or archived. */
export const closed: Listener = {
  hears: ({ type, channelData }) =>
    type === "conversationUpdate" &&
    ["channelDeleted", "teamDeleted", "teamHardDeleted", "teamArchived"].includes(
      channelData?.eventType ?? "",
    ),
  answer: async (world, turn) => {
    await forgetConversations(world, turn);
    return HEARD;
  },
};

/** Those who had the coach through a team alone; a chat of their own stays. */
async function forgetChats(
  world: TeamsWorld,
  { workspaceId }: Turn,
  accounts: { id: string; aadObjectId?: string | null | undefined }[],
  evenOpened = false,
): Promise<void> {
  await world.database.inWorkspace(workspaceId, async (tx) => {
    for (const account of accounts) {
      const person = await personBehind(tx, TEAMS, idOf(account));
      if (!person) continue;
      const chat = await placeOf(tx, TEAMS, `dm:${person.id}`);
      if (chat && (evenOpened || chat.address.conversationId === null)) {
        await markGone(tx, TEAMS, world.now(), chat.recipient);
      }
    }
  });
}

/** Of a deleted channel that one; of a team every channel of it. */
async function forgetConversations(world: TeamsWorld, { activity, address, workspaceId }: Turn) {
  const channel = activity.channelData?.channel?.id;
  const isOne = activity.channelData?.eventType === "channelDeleted" || address.teamId === null;
  await world.database.inWorkspace(workspaceId, async (tx) => {
    const gone = isOne
      ? await placesAt(tx, TEAMS, "conversationId", channel ?? address.conversationId)
      : await placesAt(tx, TEAMS, "teamId", address.teamId ?? "");
    for (const { recipient } of gone) await markGone(tx, TEAMS, world.now(), recipient);
  });
}
