import { z } from "zod";
import { rosterMessage } from "../messages/setup.ts";
import { post } from "../store/deliveries.ts";
import { identitiesOn, recognise } from "../store/identities.ts";
import { listPeople, ownWorkspace } from "../store/people.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { rosterKey } from "./replies/setup.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  platform: z.string(),
  personId: z.uuid(),
  saidId: z.uuid(),
});
type Data = z.infer<typeof schema>;

/** Recognises everybody on a platform by e-mail address, and shows whoever asked whom that leaves. */
export const matchPeople = defineJob({
  name: "match-people",
  queue: "live",
  schema,
  id: (data: Data) => data.saidId,
  run: async ({ workspaceId, platform, personId, saidId }: Data, effects: Effects) => {
    const others = await effects.peopleOn(platform, workspaceId);
    const deliveryId = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const unmatched = [];
      for (const other of others) {
        const known = await recognise(tx, platform, other, effects.now());
        if (!known) unmatched.push(other);
      }
      const { settings } = await ownWorkspace(tx);
      const notOurs = new Set(settings.notOurs ?? []);
      const placed = new Set((await identitiesOn(tx, platform)).values());
      const people = await listPeople(tx);
      const recipient = `dm:${personId}`;
      return await post(tx, {
        ...{ kind: "setup-roster", subjectId: saidId, recipient, personId, asked: true },
        message: rosterMessage({
          platform,
          recognised: placed.size,
          unmatched: unmatched
            .filter(({ externalId }) => !notOurs.has(`${platform}:${externalId}`))
            .map(({ externalId, name, email }) => ({
              ...{ name, email, key: rosterKey({ platform, externalId, name, email }) },
            })),
          candidates: people.filter(({ id }) => !placed.has(id)),
          managers: people.filter(({ role }) => role !== "rep"),
        }),
      });
    });
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  },
});
