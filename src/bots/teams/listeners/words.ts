import { heard } from "../../conversation.ts";
import { wordsOf } from "../activity.ts";
import { conversationAt } from "../address.ts";
import { droppedIn } from "../files.ts";
import { writerOf } from "../people.ts";
import { pickedCommand, quoteIn, threadInChannel, threadInChat } from "../thread.ts";
import { channelOf, type Turn } from "../turn.ts";
import { TEAMS, type TeamsWorld } from "../world.ts";
import { HEARD, type Listener } from "./listener.ts";

/** Somebody wrote: in their own chat, or in a group or channel with a mention of the coach. */
export const words: Listener = {
  hears: ({ type }) => type === "message",
  answer: async (world, turn) => {
    const { activity, workspaceId, address } = turn;
    const quote = quoteIn(activity);
    const said = quote?.words ?? wordsOf(activity);
    const text = pickedCommand(said) ?? said;
    const files = droppedIn(activity);
    if (!text && files.length === 0) return HEARD;
    const writer = await writerOf(world, workspaceId, activity, address);
    if ("stranger" in writer) return await say(world, turn, writer.stranger);
    const { person } = writer;
    const place = address.kind === "personal" ? `dm:${person.id}` : await channelOf(world, turn);
    const threadId = await world.database.inWorkspace(workspaceId, async (tx) => {
      if (address.kind === "channel") return await threadInChannel(tx, turn.thread);
      const context = { words: text, quoted: quote?.id ?? null, now: world.now() };
      return await threadInChat(tx, place, context);
    });
    await heard(world, workspaceId, {
      ...{ personId: person.id, place, threadId, text, files, platform: TEAMS },
      // A channel is answered in the thread; its first message is what the thread goes by.
      externalRef: turn.thread ?? activity.id ?? null,
      ...(activity.id && { eventKey: `${TEAMS} ${address.conversationId} ${activity.id}` }),
    });
    return HEARD;
  },
};

/** Said at once and kept nowhere: it is to nobody of ours. */
async function say(world: TeamsWorld, { address, thread }: Turn, text: string) {
  await world.connector.send(conversationAt(address, thread), { type: "message", text });
  return HEARD;
}
