import { z } from "zod";
import { QUIET_HOURS } from "../coaching/schedule.ts";
import { settleInMessage } from "../messages/settle-in.ts";
import type { Transaction } from "../store/database.ts";
import { post } from "../store/deliveries.ts";
import { type ChatPerson, joinAsAdmin, recognise } from "../store/identities.ts";
import { changeSettings, listPeople, ownWorkspace } from "../store/people.ts";
import { deliverMessage } from "./deliver-message.ts";
import { MESSAGES_A_DAY } from "./delivery-window.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  platform: z.string(),
  /** Who put the coach there, in the platform's words; empty when that is not known. */
  installerId: z.string(),
  occasion: z.string(),
});
type Data = z.infer<typeof schema>;

/**
 * After the coach was added to a platform: recognises who of its people are ours, by e-mail; whoever
 * added it becomes an admin and hears how to go on; the workspace gets its defaults, to be changed.
 */
export const settleIn = defineJob({
  name: "settle-in",
  queue: "default",
  schema,
  id: (data: Data) => data.occasion,
  run: async (data: Data, effects: Effects) => {
    const others = await effects.peopleOn(data.platform, data.workspaceId);
    const deliveryId = await effects.database.inWorkspace(data.workspaceId, async (tx) => {
      await setDefaults(tx);
      for (const other of others) await recognise(tx, data.platform, other, effects.now());
      const installer = others.find(({ externalId }) => externalId === data.installerId);
      return installer ? await welcome(tx, data, installer, effects.now()) : null;
    });
    if (deliveryId) {
      await effects.enqueue(deliverMessage, { workspaceId: data.workspaceId, deliveryId });
    }
  },
});

/** What nobody has decided yet is decided once, so that it can be read and changed. */
async function setDefaults(tx: Transaction): Promise<void> {
  const { settings } = await ownWorkspace(tx);
  await changeSettings(tx, {
    quietHours: settings.quietHours ?? QUIET_HOURS,
    messagesPerDay: settings.messagesPerDay ?? MESSAGES_A_DAY,
  });
}

async function welcome(
  tx: Transaction,
  { platform }: Data,
  installer: ChatPerson,
  at: Date,
): Promise<string | null> {
  const person =
    (await recognise(tx, platform, installer, at)) ??
    (await joinAsAdmin(tx, platform, installer, at));
  const people = (await listPeople(tx)).length;
  return await post(tx, {
    ...{ kind: "settle-in", subjectId: person.id, recipient: `dm:${person.id}` },
    ...{ personId: person.id, asked: true, revision: Math.floor(at.getTime() / 1000) },
    message: settleInMessage({ name: installer.name, people, admin: person.role === "admin" }),
  });
}
