import { z } from "zod";
import { countAttempt, findDelivery, markSent } from "../store/deliveries.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";

const schema = z.object({ workspaceId: z.uuid(), deliveryId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

/** Sends one message from the outbox and records that it went. */
export const deliverMessage = defineJob({
  name: "deliver-message",
  queue: "live",
  schema,
  id: (data: Data) => nudge(data.deliveryId, data),
  run: async ({ workspaceId, deliveryId }: Data, effects: Effects) => {
    const row = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const delivery = await findDelivery(tx, deliveryId);
      if (delivery?.status !== "pending") return null;
      await countAttempt(tx, deliveryId);
      return delivery;
    });
    if (!row) return;
    const sent = await effects.deliver(row);
    await effects.database.inWorkspace(workspaceId, (tx) =>
      markSent(tx, deliveryId, { ...sent, at: effects.now() }),
    );
    await effects.changed(workspaceId);
  },
});
