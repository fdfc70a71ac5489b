import { z } from "zod";
import { CoachError } from "../../errors.ts";
import type { Subscription } from "../../sources/recorders/recorder.ts";
import {
  type ConnectionRow,
  changeConnection,
  findConnection,
  markProblem,
} from "../../store/connections.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { hookAddress } from "./hook-address.ts";

const schema = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), occurrence: z.string() });
type Data = z.infer<typeof schema>;

/** Makes or renews the vendor's subscription, where a vendor has such a thing. */
export const keepSubscription = defineJob({
  name: "keep-subscription",
  queue: "default",
  schema,
  id: ({ connectionId, occurrence }: Data) => `${connectionId}-${occurrence}`,
  run: async ({ workspaceId, connectionId }: Data, effects: Effects) => {
    const { connection, recorder, access } = await effects.intake.connected(connectionId);
    const address = hookAddress(effects.publicUrl, connection);
    if (!recorder.subscribe || !address) return;
    try {
      // The row as it is now: what is remembered of it may be some seconds old.
      const row = await effects.database.inWorkspace(workspaceId, (tx) =>
        findConnection(tx, connectionId),
      );
      const current = row ? subscriptionOf(row) : null;
      const subscription = await recorder.subscribe(access, { address, current });
      await effects.database.inWorkspace(workspaceId, async (tx) => {
        const now = await findConnection(tx, connectionId);
        if (!now) return;
        await changeConnection(tx, effects.sealing, connectionId, {
          settings: { ...now.settings, subscription },
          status: "active",
        });
      });
      effects.intake.forget(connectionId);
    } catch (error) {
      const reason = error instanceof CoachError ? error.message : "It could not be subscribed to.";
      await effects.database.inWorkspace(workspaceId, (tx) =>
        markProblem(tx, connectionId, reason, effects.now()),
      );
      if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    }
  },
});

export function subscriptionOf(connection: Pick<ConnectionRow, "settings">): Subscription | null {
  const found = connection.settings.subscription as Partial<Subscription> | undefined;
  return typeof found?.id === "string" && typeof found.expiresAt === "string"
    ? { id: found.id, expiresAt: found.expiresAt }
    : null;
}

/** A subscription is looked after this long before it ends. */
export const LOOK_BEFORE_MS = 24 * 3600_000;
