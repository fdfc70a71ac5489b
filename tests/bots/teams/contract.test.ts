import type { AdaptiveCard } from "../../../src/bots/teams/adaptive-card.ts";
import { answerOf } from "../../../src/bots/teams/dialog.ts";
import { findDelivery } from "../../../src/store/deliveries.ts";
import { DEFAULT_WORKSPACE } from "../../../src/store/schema.ts";
import { type ChatStand, chatContract, type Seen } from "../../contracts/chat.ts";
import type { Taken } from "./connector-stand-in.ts";
import { DORA, dropped, INES, openTeamsStand, SALES, type TeamsStand } from "./stand.ts";

async function openPlatform(): Promise<ChatStand> {
  // Not registered, so that a file of this machine may be fetched.
  const stand = await openTeamsStand({ registered: false });
  const { bench, ines, dora, post } = stand;
  const userOf = (person: string) => (person === ines ? INES : DORA);
  for (const one of [INES, DORA]) {
    await post(stand.activity(one, { type: "installationUpdate", action: "add" }));
  }
  await post(stand.inChannel(DORA, { type: "installationUpdate", action: "add" }));
  await bench.work();
  return {
    effects: bench.effects,
    work: bench.work,
    workspaceId: DEFAULT_WORKSPACE,
    rep: ines,
    manager: dora,
    channel: "channel:team",
    seen: async (person, place) =>
      stand.standing(place === "dm" ? userOf(person).chat : SALES).map(seen),
    say: async (person, place, text, { inThreadOf, twice } = {}) => {
      const one = userOf(person);
      const quote = inThreadOf ? await quoting(stand, inThreadOf, text) : {};
      const said =
        place === "dm"
          ? stand.activity(one, { text, ...quote })
          : stand.inChannel(one, { text: `<at>Coach</at> ${text}` });
      await post(said);
      if (twice) await post(said);
    },
    press: async (person, deliveryId, actionId, { fields, twice } = {}) => {
      const one = userOf(person);
      const activity = fields
        ? await filledIn(stand, one, { deliveryId, actionId }, fields)
        : invoke("adaptiveCard/action", {
            action: { type: "Action.Execute", verb: actionId, data: { deliveryId, value: "" } },
          });
      const pressed = stand.activity(one, activity);
      const { body } = await post(pressed);
      if (body.type === "application/vnd.microsoft.error") throw new Error(JSON.stringify(body));
      if (twice) await post(pressed);
    },
    drop: async (person, { name, bytes }) => {
      const attachments = [dropped(name, stand.host(bytes))];
      await post(stand.activity(userOf(person), { attachments }));
    },
    close: stand.close,
  };
}

const invoke = (name: string, value: object) => ({ type: "invoke", name, value });

/** Opens the dialog of a button, and answers it with its own fields. */
async function filledIn(
  stand: TeamsStand,
  one: typeof INES,
  press: { deliveryId: string; actionId: string },
  fields: Record<string, string>,
) {
  const data = { ...press, value: "", msteams: { type: "task/fetch" } };
  const opened = await stand.post(stand.activity(one, invoke("task/fetch", { data })));
  const { task } = opened.body as {
    task: { value: { card: { content: { actions: { data: object }[] } } } };
  };
  const kept = task.value.card.content.actions[0]?.data;
  const given = Object.fromEntries(
    Object.entries(fields).map(([id, value]) => [`field.${id}`, value]),
  );
  if (Object.keys(answerOf(given).fields).length === 0) throw new Error("no fields");
  return invoke("task/submit", { data: { ...kept, ...given } });
}

/** A reply that quotes a message, as Teams' own client sends it. */
async function quoting({ store }: TeamsStand, deliveryId: string, text: string) {
  const row = await store.database.inWorkspace(DEFAULT_WORKSPACE, (tx) =>
    findDelivery(tx, deliveryId),
  );
  const content = `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${row?.externalRef}"><p>Coach: what were you …</p></blockquote><p>${text}</p>`;
  return {
    text: `Coach: what were you … ${text}`,
    attachments: [{ contentType: "text/html", content }],
  };
}

function seen({ card, text }: Taken): Seen {
  if (!card) return { text, buttons: [] };
  const buttons = (card as AdaptiveCard).body.flatMap((element) =>
    element.type === "ActionSet" ? element.actions.map(({ title }) => title) : [],
  );
  return { text: wordsIn(card).join(" "), buttons };
}

/** Every run of words of a card, in order. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "text" && typeof inner === "string" ? [inner] : wordsIn(inner),
  );
}

chatContract("Teams", openPlatform, { whispers: false, redraws: true });
