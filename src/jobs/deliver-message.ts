import { z } from "zod";
import type { Transaction } from "../store/database.ts";
import { type DeliveryRow, findDelivery, markSent } from "../store/deliveries.ts";
import { findPerson, hasLeft } from "../store/people.ts";
import { markGone, newestPlace } from "../store/places.ts";
import {
  claim,
  holdUntil,
  markFailed,
  moveTo,
  olderReading,
  supersede,
  unclaim,
} from "../store/sending.ts";
import { heldUntil } from "./delivery-window.ts";
import type { Effects } from "./effects.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";
import { LEASE_MS, NotNow, Unreachable, Unsendable } from "./sending.ts";

const schema = z.object({ workspaceId: z.uuid(), deliveryId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

/** What could not be sent in so long a time is not news any more. */
const STALE_MS = 24 * 3600 * 1000;
/** Wait after a job's last try, before the sweep begins another. */
const REST_MS = 10 * 60_000;

/** Sends one message from the outbox and records that it went: once, whoever else tries and whatever breaks. */
export const deliverMessage = defineJob({
  name: "deliver-message",
  queue: "live",
  schema,
  id: (data: Data) => nudge(data.deliveryId, data),
  run: async (data: Data, effects: Effects) => {
    const { workspaceId, deliveryId } = data;
    const taken = await effects.database.inWorkspace(workspaceId, (tx) =>
      take(tx, deliveryId, effects.now()),
    );
    if (!taken) return;
    if ("until" in taken) return await later(data, taken.until, effects);
    const { row, instead } = taken;
    try {
      const sent = await effects.deliver(row, { perhapsSent: row.attempts > 0, instead });
      await effects.database.inWorkspace(workspaceId, async (tx) => {
        await markSent(tx, deliveryId, { ...sent, at: effects.now() });
        if (instead && sent.externalRef === instead.externalRef) await supersede(tx, instead.id);
      });
      await effects.changed(workspaceId);
    } catch (error) {
      await notSent(data, row, error, effects);
    }
  },
  gaveUp: async ({ workspaceId, deliveryId }: Data, effects: Effects, error: unknown) => {
    await effects.database.inWorkspace(workspaceId, async (tx) => {
      const row = await findDelivery(tx, deliveryId);
      if (!row) return;
      const now = effects.now().getTime();
      if (now - row.createdAt.getTime() > STALE_MS) await markFailed(tx, deliveryId, reason(error));
      else await holdUntil(tx, deliveryId, new Date(now + REST_MS), { untried: false });
    });
  },
});

type Taken = { row: DeliveryRow; instead: DeliveryRow | null } | { until: Date } | null;

/** Takes a message if it is its time; what comes unasked waits for its reader's hours. */
async function take(tx: Transaction, deliveryId: string, now: Date): Promise<Taken> {
  const lease = new Date(now.getTime() + LEASE_MS);
  const row = await claim(tx, deliveryId, { now, lease });
  if (!row) return null;
  if (!row.asked && (await readerLeft(tx, row, now))) {
    await markFailed(tx, deliveryId, "Whom it was for has left.");
    return null;
  }
  const instead = await olderReading(tx, row);
  // What only changes a message that stands rings nobody.
  const until = instead ? null : await heldUntil(tx, row, now);
  if (!until) return { row, instead };
  await holdUntil(tx, deliveryId, until, { untried: true });
  return { until };
}

/** Who reads it has had their last day: what nobody asked for is not sent after them. */
async function readerLeft(tx: Transaction, { personId }: DeliveryRow, now: Date): Promise<boolean> {
  const person = personId ? await findPerson(tx, personId) : null;
  return person !== null && hasLeft(person, now);
}

async function notSent(
  data: Data,
  row: DeliveryRow,
  error: unknown,
  effects: Effects,
): Promise<void> {
  const { workspaceId, deliveryId } = data;
  const within = <T>(run: (tx: Transaction) => Promise<T>) =>
    effects.database.inWorkspace(workspaceId, run);
  if (error instanceof NotNow) {
    await within((tx) => holdUntil(tx, deliveryId, error.until, { untried: true }));
    return await later(data, error.until, effects);
  }
  if (error instanceof Unreachable) {
    const platform = await within((tx) => reroute(tx, row, error.message, effects.now()));
    if (platform) {
      await effects.enqueue(deliverMessage, { ...data, again: `by-${platform}` });
    }
    return;
  }
  if (error instanceof Unsendable) {
    return await within((tx) => markFailed(tx, deliveryId, error.message));
  }
  await within((tx) => unclaim(tx, deliveryId));
  throw error;
}

/** Somebody who left Slack may be in Teams; else the message is not sent, and says why. */
async function reroute(
  tx: Transaction,
  row: DeliveryRow,
  failure: string,
  now: Date,
): Promise<string | null> {
  await markGone(tx, row.platform, now, row.recipient);
  const platform = (await newestPlace(tx, row.recipient))?.platform ?? null;
  if (platform && platform !== row.platform) await moveTo(tx, row.id, platform);
  else await markFailed(tx, row.id, failure);
  return platform;
}

/** Beyond this the sweep finds it: a queue is no calendar. */
const LONGEST_DELAY_MS = 5 * 60_000;

async function later({ workspaceId, deliveryId }: Data, until: Date, effects: Effects) {
  const delayMs = Math.max(0, until.getTime() - effects.now().getTime()) + 5;
  if (delayMs > LONGEST_DELAY_MS) return;
  const again = `at-${until.getTime()}`;
  await effects.enqueue(deliverMessage, { workspaceId, deliveryId, again }, { delayMs });
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
