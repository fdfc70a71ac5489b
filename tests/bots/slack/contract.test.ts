import { expect, it } from "vitest";
import { readMessageRef } from "../../../src/bots/slack/address.ts";
import { FORM, fieldBlock } from "../../../src/bots/slack/modal.ts";
import { findDelivery } from "../../../src/store/deliveries.ts";
import { settle } from "../../../src/store/identities.ts";
import { rememberPlace } from "../../../src/store/places.ts";
import { type ChatStand, chatContract, type Seen } from "../../contracts/chat.ts";
import { interaction, tell } from "./signing.ts";
import { MANAGER, openSlackStand, REP, type SlackStand, type Standing } from "./stand.ts";
import { upload } from "./upload.ts";

let opened: SlackStand | null = null;

async function openContractStand(): Promise<ChatStand> {
  const stand = await openSlackStand();
  opened = stand;
  const { effects, work, workspaceId, people, team, sales } = stand;
  const names: Record<string, string> = {
    [people[REP] ?? ""]: REP,
    [people[MANAGER] ?? ""]: MANAGER,
  };
  const nameOf = (person: string) => names[person] ?? "";
  const within = effects.database.inWorkspace;
  for (const [personId, name] of Object.entries(names)) {
    const user = await team.userId(name);
    const address = { team: team.id, user, channel: await stand.direct(name) };
    await within(workspaceId, (tx) =>
      settle(
        tx,
        "slack",
        { id: personId, timeZone: null, email: null },
        { externalId: user, name, email: null, timeZone: null, admin: false, address },
        new Date(),
      ),
    );
  }
  const at = new Date();
  const address = { team: team.id, channel: sales };
  await within(workspaceId, (tx) =>
    rememberPlace(tx, { platform: "slack", recipient: `channel:${sales}`, address, at }),
  );
  const refOf = async (deliveryId: string) => {
    const row = await within(workspaceId, (tx) => findDelivery(tx, deliveryId));
    const ref = readMessageRef(row?.externalRef ?? null);
    if (!ref) throw new Error("That message does not stand in Slack.");
    return ref;
  };
  return {
    ...{ effects, work, workspaceId, channel: `channel:${sales}` },
    rep: people[REP] ?? "",
    manager: people[MANAGER] ?? "",
    seen: async (person, place) => {
      const channel = place === "dm" ? await stand.direct(nameOf(person)) : sales;
      const user = await team.userId(nameOf(person));
      const whispered = stand.standIn.calls
        .filter(({ method, body }) => method === "chat.postEphemeral" && body.user === user)
        .map(
          ({ body }): Standing => ({
            ...{ ts: "0", user: "", text: String(body.text) },
            blocks: typeof body.blocks === "string" ? JSON.parse(body.blocks) : [],
          }),
        );
      const all = [...(await stand.history(channel)), ...(place === "channel" ? whispered : [])];
      return all.filter((one) => one.metadata || one.ts === "0").map(seen);
    },
    say: async (person, place, text, options = {}) => {
      const channel = place === "dm" ? await stand.direct(nameOf(person)) : sales;
      const thread = options.inThreadOf ? (await refOf(options.inThreadOf)).ts : undefined;
      await stand.say(nameOf(person), channel, text, {
        ...(thread && { threadTs: thread }),
        times: options.twice ? 2 : 1,
      });
    },
    press: async (person, deliveryId, actionId, { fields, twice } = {}) => {
      const { channel, ts } = await refOf(deliveryId);
      await stand.press(nameOf(person), channel, ts, actionId, { times: twice ? 2 : 1 });
      if (!fields) return;
      const opened = stand.standIn.calls.findLast(({ method }) => method === "views.open");
      const view = JSON.parse(String(opened?.body.view)) as { private_metadata: string };
      await tell(
        stand.url,
        interaction({
          ...{ type: "view_submission", team: { id: team.id }, api_app_id: "A1" },
          user: { id: await team.userId(nameOf(person)) },
          view: {
            ...{ id: `V${deliveryId}`, callback_id: FORM, type: "modal" },
            private_metadata: view.private_metadata,
            state: {
              values: Object.fromEntries(
                Object.entries(fields).map(([id, value]) => [
                  fieldBlock(id),
                  {
                    answer: /^\d{4}-\d\d-\d\d$/.test(value) ? { selected_date: value } : { value },
                  },
                ]),
              ),
            },
          },
        }),
      );
    },
    drop: async (person, { name, bytes }) => {
      const channel = await stand.direct(nameOf(person));
      const file = await upload(stand, nameOf(person), { name, bytes, mimetype: "text/vtt" });
      await stand.say(nameOf(person), channel, "", { files: [file] });
    },
    close: () => stand.close(),
  };
}

function seen({ text, blocks = [] }: Standing): Seen {
  return {
    text: `${text} ${JSON.stringify(blocks)}`,
    buttons: blocks.flatMap((block) =>
      block.type === "actions" ? block.elements.map((one) => one.text.text) : [],
    ),
  };
}

chatContract("Slack", openContractStand, { whispers: true, redraws: true });

it("was sent nothing that Slack would refuse", () => {
  expect(opened?.standIn.problems).toEqual([]);
});
