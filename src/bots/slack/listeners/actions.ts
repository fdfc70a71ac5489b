import type { BlockAction, ButtonAction } from "@slack/bolt";
import { formOf, heard, pressed } from "../../conversation.ts";
import { readButtonValue } from "../button-value.ts";
import { SLACK } from "../installations.ts";
import { formView } from "../modal.ts";
import { actorOf, answering, isDirect, keyOf, oneOfOurs, type Register } from "./listening.ts";

/** Every button of ours: it says which message it stands on; a form is asked for before it counts. */
export const actions: Register = (app, world) => {
  app.action<BlockAction<ButtonAction>>(
    { type: "block_actions", action_id: /.+/ },
    async ({ action, body, ack, context, client, logger }) => {
      await ack();
      // A link opens by itself, and tells us so.
      if (action.type !== "button" || action.url) return;
      const channel = body.channel?.id;
      const direct = channel && isDirect(channel) ? channel : undefined;
      const ours = await oneOfOurs(world, actorOf(context, client, body.user.id, direct));
      if (!ours) return;
      const { actor, person } = ours;
      const { workspaceId } = actor;
      const { deliveryId, value } = readButtonValue(action.value ?? "");
      const press = { personId: person.id, deliveryId, actionId: action.action_id, value };
      const eventKey = keyOf("press", action.action_ts, body.user.id, action.action_id);
      await answering(actor, channel, logger, async () => {
        if (!deliveryId) {
          // On the Home tab a button stands for words.
          return await heard(world, workspaceId, {
            ...{ personId: person.id, place: `dm:${person.id}`, threadId: null, text: value },
            ...{ platform: SLACK, eventKey },
          });
        }
        const form = await formOf(world, workspaceId, press);
        if (!form) return await pressed(world, workspaceId, { ...press, eventKey });
        const view = formView(form, { deliveryId, actionId: press.actionId, value });
        await client.views.open({ trigger_id: body.trigger_id, view });
      });
    },
  );
};
