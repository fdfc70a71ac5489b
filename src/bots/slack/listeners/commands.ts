import { CHAT_COMMANDS, saidByCommand } from "../../commands.ts";
import { heard } from "../../conversation.ts";
import { SLACK } from "../installations.ts";
import { mentionsIn, wordsOf } from "../words.ts";
import {
  actorOf,
  answering,
  channelOf,
  isDirect,
  keyOf,
  oneOfOurs,
  type Register,
} from "./listening.ts";

/** Typed commands: words like any others, with the place the answer belongs to. */
export const commands: Register = (app, world) => {
  for (const { name, answered } of CHAT_COMMANDS) {
    app.command(`/${name}`, async ({ command, ack, context, client, logger }) => {
      const { channel_id: channel, user_id: user, text: typed, trigger_id } = command;
      const ours = await oneOfOurs(world, actorOf(context, client, user));
      if (!ours) return await ack();
      const { workspaceId, team } = ours.actor;
      const here = answered === "here" && !isDirect(channel);
      await answering(ours.actor, channel, logger, async () => {
        const names = await world.visitors.names(ours.actor, mentionsIn(typed));
        const { text } = wordsOf(typed, {
          botUserId: context.botUserId ?? "",
          nameOf: (id) => names.get(id) ?? null,
        });
        const place = here
          ? await channelOf(world, workspaceId, { team, channel })
          : `dm:${ours.person.id}`;
        await heard(world, workspaceId, {
          ...{ personId: ours.person.id, place, threadId: null, platform: SLACK },
          text: saidByCommand(name, text),
          eventKey: keyOf("command", trigger_id),
        });
      });
      // Only whoever typed it reads this.
      const text = here ? "On it." : "On it. The answer comes to our own conversation.";
      await ack({ response_type: "ephemeral", text });
    });
  }
};
