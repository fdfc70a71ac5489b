import { z } from "zod";
import { findDelivery, markRedrawn } from "../store/deliveries.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { NotNow, Unreachable } from "./sending.ts";

const schema = z.object({ workspaceId: z.uuid(), deliveryId: z.uuid(), occasion: z.string() });
type Data = z.infer<typeof schema>;

/** Draws a sent message again where it stands, as its row is now: a button that was pressed shows it. */
export const redrawMessage = defineJob({
  name: "redraw-message",
  queue: "live",
  schema,
  id: (data: Data) => `${data.deliveryId}-${data.occasion}`,
  run: async ({ workspaceId, deliveryId, occasion }: Data, effects: Effects) => {
    const row = await effects.database.inWorkspace(workspaceId, (tx) =>
      findDelivery(tx, deliveryId),
    );
    if (row?.status !== "sent" || !row.externalRef) return;
    try {
      const rendered = await effects.redraw(row);
      if (rendered === null) return;
      await effects.database.inWorkspace(workspaceId, (tx) =>
        markRedrawn(tx, deliveryId, rendered),
      );
    } catch (error) {
      // Who is gone needs no redrawing.
      if (error instanceof Unreachable) return;
      if (!(error instanceof NotNow)) throw error;
      const delayMs = Math.max(0, error.until.getTime() - effects.now().getTime());
      const again = `${occasion}-${error.until.getTime()}`;
      await effects.enqueue(
        redrawMessage,
        { workspaceId, deliveryId, occasion: again },
        { delayMs },
      );
    }
  },
});
