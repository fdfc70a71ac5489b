import type { App, Context, Logger } from "@slack/bolt";
import { CoachError } from "../../../errors.ts";
import type { Effects } from "../../../jobs/effects.ts";
import type { PersonRow } from "../../../store/people.ts";
import { placeAt, placeOf, rememberPlace } from "../../../store/places.ts";
import { SLACK } from "../installations.ts";
import type { SlackActor, Visitors } from "../visitors.ts";
import type { SlackClient } from "../web-api.ts";

/** What listeners have at hand: they translate, and leave the rest to the conversation all platforms share. */
export interface Listening
  extends Pick<Effects, "database" | "enqueue" | "progress" | "now" | "sealing" | "publicUrl"> {
  visitors: Visitors;
}

/** Registers listeners on an app; nothing registers itself. */
export type Register = (app: App, world: Listening) => void;

/** Where something happened and who did it, as Slack's context and payload say. */
export function actorOf(
  context: Context,
  client: SlackClient,
  user: string | undefined,
  direct?: string,
): SlackActor | null {
  const workspaceId = context.workspaceId as string | undefined;
  const team = context.teamId ?? context.enterpriseId;
  if (!workspaceId || !team || !user) return null;
  return { workspaceId, team, user, client, ...(direct && { direct }) };
}

/** The channel the team reads together, until somebody says it is another. */
const TEAM_CHANNEL = "channel:team";

/**
 * The recipient a channel is to us, kept with where it is. The first one the coach is spoken to in, or
 * invited to, is the team's; any other goes by its own id.
 */
export async function channelOf(
  { database, now }: Pick<Effects, "database" | "now">,
  workspaceId: string,
  address: { team: string; channel: string },
): Promise<string> {
  return await database.inWorkspace(workspaceId, async (tx) => {
    const known = await placeAt(tx, SLACK, "channel", address.channel);
    const taken = known ?? (await placeOf(tx, SLACK, TEAM_CHANNEL));
    const recipient = known?.recipient ?? (taken ? `channel:${address.channel}` : TEAM_CHANNEL);
    await rememberPlace(tx, { platform: SLACK, recipient, address, at: now() });
    return recipient;
  });
}

/** Direct conversations' ids begin so. */
export const isDirect = (channel: string) => channel.startsWith("D");

/** An event's key: the same one told twice is heard once. */
export const keyOf = (...parts: (string | undefined)[]) => [SLACK, ...parts].join(":");

/**
 * Runs what an event asks for. What would be just as wrong the next time is told to the person, in a
 * place only they see; everything else is thrown, so that Slack tells it again.
 */
export async function answering(
  actor: SlackActor,
  channel: string | undefined,
  logger: Logger,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    logger.warn(`Something said in Slack was refused: ${error.code}`);
    const { client, user, direct } = actor;
    const text = error.message;
    const told =
      channel && !isDirect(channel)
        ? client.chat.postEphemeral({ channel, user, text })
        : client.chat.postMessage({ channel: channel ?? direct ?? user, text });
    await told.catch(() => undefined);
  }
}

/** Somebody of ours; `null` is told what to do. */
export async function oneOfOurs(world: Listening, actor: SlackActor | null): Promise<Ours | null> {
  const person = actor && (await world.visitors.who(actor));
  return actor && person ? { actor, person } : null;
}

/** Somebody of ours who does something in Slack. */
export interface Ours {
  actor: SlackActor;
  person: PersonRow;
}
