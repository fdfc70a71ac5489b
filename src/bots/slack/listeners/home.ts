import { publishHome } from "../home.ts";
import { suggestPrompts } from "../prompts.ts";
import { actorOf, oneOfOurs, type Register } from "./listening.ts";

/** Somebody opens the coach: their page in short on the Home tab, things to ask in the conversation. */
export const home: Register = (app, world) => {
  app.event("app_home_opened", async ({ event, context, client, logger }) => {
    const direct = event.tab === "messages" ? event.channel : undefined;
    const ours = await oneOfOurs(world, actorOf(context, client, event.user, direct));
    if (!ours) return;
    try {
      if (event.tab === "messages") await suggestPrompts(client, event.channel, ours.person);
      else await publishHome(world, ours.actor, ours.person);
    } catch (error) {
      // Opening it again does the same again; telling Slack to repeat it would not help anybody.
      logger.warn(`The coach's page in Slack could not be shown: ${String(error)}`);
    }
  });
};
