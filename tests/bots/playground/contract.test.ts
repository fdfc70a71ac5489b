import { v7 } from "uuid";
import type { PlaygroundItem } from "../../../src/bots/playground/host.ts";
import { storedPlayground } from "../../../src/bots/playground/stored-host.ts";
import type { SlackBlock } from "../../../src/bots/slack/block-kit.ts";
import { addPerson } from "../../../src/store/people.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type ChatStand, chatContract, type Seen } from "../../contracts/chat.ts";
import { testDatabase } from "../../database.ts";
import { openBench } from "../../jobs/effects.ts";

async function openPlayground(): Promise<ChatStand> {
  const store = await testDatabase();
  const { effects, work } = openBench(store);
  const [rep, manager] = [v7(), v7()];
  await store.database.inWorkspace(DEFAULT_WORKSPACE, async (tx) => {
    await addPerson(tx, { id: manager, name: "Dora Quist", role: "manager" });
    await addPerson(tx, { id: rep, name: "Ines Falk", role: "rep", managerId: manager });
  });
  const silent = () => () => undefined;
  const host = storedPlayground(effects, {
    onProgress: silent,
    onChanged: silent,
    onDraft: silent,
  });
  return {
    ...{ effects, work, rep, manager },
    workspaceId: DEFAULT_WORKSPACE,
    channel: "channel:team",
    seen: async (person, place) => (await host.conversation(person, place)).flatMap(seen),
    // The page tells nothing twice: what it sends is sent once.
    say: (person, place, text, options) =>
      host.say(person, place, options?.inThreadOf ?? null, text),
    press: (person, deliveryId, actionId, { fields } = {}) =>
      host.act(person, deliveryId, actionId, "", "slack", fields),
    drop: async (person, { name, bytes }) => {
      await host.drop(person, { name, bytes, mediaType: "text/vtt" });
    },
    close: () => store.drop(),
  };
}

function seen(item: PlaygroundItem): Seen[] {
  if (item.from.kind !== "coach") return [];
  const blocks = (item.slack?.blocks ?? []) as SlackBlock[];
  const buttons = blocks.flatMap((block) =>
    block.type === "actions" ? block.elements.map(({ text }) => text.text) : [],
  );
  return [{ text: item.text, buttons }];
}

chatContract("playground", openPlayground, { whispers: true, redraws: false });
