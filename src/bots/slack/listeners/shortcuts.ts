import type { MessageShortcut } from "@slack/bolt";
import { coachOn } from "../../conversation.ts";
import { SLACK } from "../installations.ts";
import { COACH_ME } from "../shortcut-names.ts";
import { mentionsIn, wordsOf } from "../words.ts";
import { actorOf, answering, keyOf, oneOfOurs, type Register } from "./listening.ts";

/** Takes somebody's message into their own conversation with the coach; nobody else sees that. */
export const shortcuts: Register = (app, world) => {
  app.shortcut<MessageShortcut>(
    { callback_id: COACH_ME, type: "message_action" },
    async ({ shortcut, ack, context, client, logger }) => {
      const ours = await oneOfOurs(world, actorOf(context, client, shortcut.user.id));
      if (!ours) return await ack();
      const { message, channel } = shortcut;
      const given = message.text ?? "";
      await answering(ours.actor, channel.id, logger, async () => {
        const names = await world.visitors.names(ours.actor, [
          ...mentionsIn(given),
          ...(message.user ? [message.user] : []),
        ]);
        const nameOf = (id: string) => names.get(id) ?? null;
        await coachOn(world, ours.actor.workspaceId, {
          personId: ours.person.id,
          platform: SLACK,
          text: wordsOf(given, { botUserId: "", nameOf }).text,
          writtenBy: message.user ? nameOf(message.user) : null,
          eventKey: keyOf("shortcut", shortcut.action_ts, shortcut.user.id),
        });
      });
      await ack();
    },
  );
};
