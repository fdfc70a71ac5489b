import { dueBackfills } from "../../store/backfills.ts";
import { type ConnectionRow, listConnections } from "../../store/connections.ts";
import { isDue, tidyInbound } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";
import { backfillPage } from "./backfill.ts";
import { hookAddress } from "./hook-address.ts";
import { keepSubscription, LOOK_BEFORE_MS, subscriptionOf } from "./keep-subscription.ts";
import { lookIntoFolder } from "./look-into-folder.ts";
import { takeInbound } from "./take-inbound.ts";

const DAY_MS = 24 * 3600_000;
/** A raw payload is kept this long after it was understood, to have it read again; its row for a quarter. */
const BODIES_MS = 7 * DAY_MS;
const ROWS_MS = 90 * DAY_MS;
/** A subscription that cannot be had is tried for again after so long. */
const TRY_AGAIN_MS = 10 * 60_000;

/** Nudges what came in and waits, backfills, folders and subscriptions of one workspace. */
export async function sweepRecording(
  effects: Effects,
  workspaceId: string,
  occurrence: string,
): Promise<void> {
  const now = effects.now();
  const found = await effects.database.inWorkspace(workspaceId, async (tx) => {
    if (now.getUTCMinutes() === TIDY_MINUTE) {
      await tidyInbound(tx, {
        bodiesBefore: new Date(now.getTime() - BODIES_MS),
        rowsBefore: new Date(now.getTime() - ROWS_MS),
      });
    }
    return {
      due: await isDue(tx, now),
      backfills: await dueBackfills(tx, now),
      connections: (await listConnections(tx, "recorder")).filter(
        (one) => one.status === "active" || one.status === "broken",
      ),
    };
  });
  if (found.due) await effects.enqueue(takeInbound, { workspaceId, occurrence });
  for (const backfillId of found.backfills)
    await effects.enqueue(backfillPage, { workspaceId, backfillId, occurrence });
  for (const connection of found.connections) {
    const data = { workspaceId, connectionId: connection.id };
    if (connection.provider === "folder")
      await effects.enqueue(lookIntoFolder, { ...data, occurrence });
    if (endsSoon(connection, now) && hookAddress(effects.publicUrl, connection)) {
      const slot = String(Math.floor(now.getTime() / TRY_AGAIN_MS));
      await effects.enqueue(keepSubscription, { ...data, occurrence: slot });
    }
  }
}

/** Once an hour is often enough to tidy up. */
export const TIDY_MINUTE = 17;

/** Whether a vendor that wants a subscription has none, or one that is about to end. */
function endsSoon(connection: ConnectionRow, now: Date): boolean {
  if (connection.provider !== "graph") return false;
  const current = subscriptionOf(connection);
  return !current || Date.parse(current.expiresAt) - now.getTime() < LOOK_BEFORE_MS;
}
