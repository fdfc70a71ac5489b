import type { types } from "@slack/bolt";
import { hubInShort } from "../../jobs/replies/hub.ts";
import { managerHomeMessage } from "../../messages/manager-home.ts";
import type { Message } from "../../messages/message.ts";
import type { PersonRow } from "../../store/people.ts";
import type { SlackBlock } from "./block-kit.ts";
import type { Listening } from "./listeners/listening.ts";
import { renderSlack } from "./render.ts";
import type { SlackActor } from "./visitors.ts";

/** The Home tab: a rep's page in short, or what a manager may ask for. Its buttons belong to no delivery. */
export async function publishHome(
  world: Listening,
  { client, user, workspaceId }: SlackActor,
  person: PersonRow,
): Promise<void> {
  const message =
    person.role === "rep"
      ? await world.database.inWorkspace(workspaceId, (tx) => hubInShort(tx, world, person))
      : managerHomeMessage(person);
  // Checked by our own schema; Slack's types do not take what may be undefined for what may be left out.
  const blocks = homeBlocks(message) as types.KnownBlock[];
  await client.views.publish({ user_id: user, view: { type: "home", blocks } });
}

/** The blocks of a Home tab; it has no text beside them, so the summary stands on top. */
function homeBlocks(message: Message): SlackBlock[] {
  const heading = { type: "heading" as const, text: message.summary };
  return renderSlack({ ...message, blocks: [heading, ...message.blocks] }, { deliveryId: "" })
    .blocks;
}
