import type { DroppedFile } from "../../../store/schema.ts";
import { heard, threadBehind, withdrawn } from "../../conversation.ts";
import { messageRef } from "../address.ts";
import { SLACK } from "../installations.ts";
import { mentionsIn, wordsOf } from "../words.ts";
import {
  actorOf,
  answering,
  channelOf,
  keyOf,
  type Listening,
  type Ours,
  oneOfOurs,
  type Register,
} from "./listening.ts";

/** What is read of a message, whatever its subtype. */
interface Written {
  user?: string;
  bot_id?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  files?: { id?: string; name?: string | null; mimetype?: string; size?: number }[];
}

/** What people write to the coach: in their own conversation, or by naming it in a channel. */
export const messages: Register = (app, world) => {
  app.event("message", async ({ event, body, context, client, logger }) => {
    if (event.channel_type !== "im") return;
    const { workspaceId, botUserId = "" } = context;
    if (event.subtype === "message_deleted") {
      const ref = messageRef(event.channel, event.deleted_ts);
      return await withdrawn(world, String(workspaceId), SLACK, ref);
    }
    if (event.subtype && !["file_share", "thread_broadcast"].includes(event.subtype)) return;
    const said = event as Written;
    if (said.bot_id) return;
    const ours = await oneOfOurs(world, actorOf(context, client, said.user, event.channel));
    if (!ours) return;
    const place = `dm:${ours.person.id}`;
    const at = { said, channel: event.channel, place, eventId: body.event_id, botUserId };
    await answering(ours.actor, event.channel, logger, () => hear(world, ours, at));
  });

  app.event("app_mention", async ({ event, body, context, client, logger }) => {
    const ours = await oneOfOurs(world, actorOf(context, client, event.user));
    if (!ours) return;
    const { channel } = event;
    const { workspaceId, team } = ours.actor;
    const place = await channelOf(world, workspaceId, { team, channel });
    const { botUserId = "" } = context;
    const said = event as Written;
    const at = { said, channel, place, eventId: body.event_id, botUserId };
    await answering(ours.actor, channel, logger, () => hear(world, ours, at));
  });
};

async function hear(
  world: Listening,
  { actor, person }: Ours,
  at: { said: Written; channel: string; place: string; eventId: string; botUserId: string },
): Promise<void> {
  const { said, channel } = at;
  const names = await world.visitors.names(actor, mentionsIn(said.text ?? ""));
  const { text } = wordsOf(said.text ?? "", {
    botUserId: at.botUserId,
    nameOf: (user) => names.get(user) ?? null,
  });
  const files = (said.files ?? []).flatMap(droppedFile);
  if (!text && files.length === 0) return;
  const root = said.thread_ts ?? said.ts;
  const thread = said.thread_ts
    ? await threadBehind(world, actor.workspaceId, SLACK, messageRef(channel, root))
    : null;
  await heard(world, actor.workspaceId, {
    ...{ personId: person.id, place: at.place, text, platform: SLACK },
    // What nobody has answered in before becomes a thread of its own, under what was written.
    threadId: thread ?? "own",
    externalRef: messageRef(channel, thread ? said.ts : root),
    eventKey: keyOf(at.eventId),
    ...(files.length > 0 && { files }),
  });
}

function droppedFile(file: NonNullable<Written["files"]>[number]): DroppedFile[] {
  if (!file.id) return [];
  return [
    {
      ref: file.id,
      name: file.name ?? "The file",
      ...(file.mimetype && { mediaType: file.mimetype }),
      ...(file.size !== undefined && { bytes: file.size }),
    },
  ];
}
