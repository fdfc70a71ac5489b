import { CoachError } from "../../errors.ts";
import type { Lifecycle, Subscription } from "../../sources/recorders/recorder.ts";
import { changeConnection, findConnection } from "../../store/connections.ts";
import type { Effects } from "../effects.ts";
import { beginBackfill } from "./backfill.ts";
import { keepSubscription } from "./keep-subscription.ts";

/** As many days as notifications may have been lost for: Graph keeps none of them longer. */
const LOOK_BACK_DAYS = 2;

/** Does what a vendor says about its subscription: renew it, make a new one, look for what was missed. */
export async function heedLifecycle(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  lifecycle: Lifecycle,
): Promise<void> {
  if (lifecycle !== "look-back") {
    await dropSubscription(effects, workspaceId, connectionId, lifecycle === "subscribe-again");
    const occurrence = `${lifecycle}-${effects.now().getTime()}`;
    await effects.enqueue(keepSubscription, { workspaceId, connectionId, occurrence });
  }
  if (lifecycle === "renew") return;
  try {
    await beginBackfill(effects, connectionId, LOOK_BACK_DAYS, true);
  } catch (error) {
    // One is under way already: it finds the same calls.
    if (!(error instanceof CoachError && error.code === "conflict")) throw error;
  }
}

/** Forgotten, a new one is made; marked as ended, the same one is renewed. */
async function dropSubscription(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  forget: boolean,
): Promise<void> {
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const connection = await findConnection(tx, connectionId);
    const current = connection?.settings.subscription as Subscription | undefined;
    if (!connection || !current) return;
    const { subscription: _, ...rest } = connection.settings;
    const ended = { ...current, expiresAt: effects.now().toISOString() };
    await changeConnection(tx, effects.sealing, connectionId, {
      settings: forget ? rest : { ...rest, subscription: ended },
    });
  });
}
