import { z } from "zod";
import { Rejected } from "../../errors.ts";
import type { CrmEvent } from "../../sources/crms/crm.ts";
import { Later } from "../../sources/later.ts";
import { markProblem, markSeen } from "../../store/connections.ts";
import {
  type CrmEventRow,
  endEvents,
  holdConnection,
  waitingEvents,
} from "../../store/crm-events.ts";
import { ownWorkspace } from "../../store/people.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { again, nudge } from "../nudge.ts";
import type { ConnectedCrm } from "./crms.ts";
import { keepMeetings } from "./keep-meetings.ts";
import { keepState } from "./keep-state.ts";

const schema = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

/** Deals asked for in one go. */
const BATCH = 100;

/** Asks a CRM for what its events said has changed, and keeps what it is now. */
export const syncDeals = defineJob({
  name: "sync-deals",
  queue: "default",
  schema,
  id: (data: Data) => nudge(`deals-${data.connectionId}`, data),
  run: async ({ workspaceId, connectionId }: Data, effects: Effects) => {
    const connected = await effects.crms.connected(connectionId);
    if (connected.workspaceId !== workspaceId) return;
    for (;;) {
      const events = await effects.database.inWorkspace(workspaceId, (tx) =>
        waitingEvents(tx, connectionId, BATCH),
      );
      if (events.length === 0) return;
      if (!(await take(effects, connected, events))) return;
    }
  },
});

/** Returns whether to go on. */
async function take(
  effects: Effects,
  connected: ConnectedCrm,
  events: readonly CrmEventRow[],
): Promise<boolean> {
  const { connection, workspaceId, crm, access } = connected;
  const at = effects.now();
  try {
    const ids = new Set<string>();
    // A person on many deals, or an activity: the CRM says which deals those are.
    for (const event of unlike(events))
      for (const id of await crm.dealsOf(access, event)) ids.add(id);
    await keepDeals(effects, connected, [...ids], () =>
      effects.database.inWorkspace(workspaceId, (tx) =>
        endEvents(
          tx,
          events.map(({ id }) => id),
          { state: "done", at },
        ),
      ),
    );
    return true;
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    // The events stay: once the connection is mended they are taken from where they were left.
    await effects.database.inWorkspace(workspaceId, (tx) =>
      markProblem(tx, connection.id, error.message, at, "broken"),
    );
    return false;
  }
}

/** Asks for deals as they are now, and keeps them; one process of a connection writes at a time. */
export async function keepDeals(
  effects: Effects,
  { connection, workspaceId, crm, access }: ConnectedCrm,
  ids: readonly string[],
  done: () => Promise<void> = async () => undefined,
): Promise<{ deals: number; changed: number; gone: number }> {
  const sum = { deals: 0, changed: 0, gone: 0 };
  for (let from = 0; from < ids.length; from += BATCH) {
    const wanted = ids.slice(from, from + BATCH);
    const state = await crm.state(access, wanted);
    const at = effects.now();
    const kept = await effects.database.inWorkspace(workspaceId, async (tx) => {
      if (!(await holdConnection(tx, connection.id))) {
        throw new Later("busy", "Another process is writing this CRM's deals.");
      }
      const { timeZone, settings } = await ownWorkspace(tx);
      const currency = (settings as { currency?: string }).currency ?? "USD";
      const result = await keepState(tx, state, {
        ...{ source: crm.provider, at, currency, zone: timeZone },
      });
      const words = await keepMeetings(tx, connection.id, state, at);
      if (result.problems.length > 0) {
        await markProblem(tx, connection.id, result.problems.slice(0, 3).join(" "), at);
      } else await markSeen(tx, connection.id, at);
      return { ...result, words };
    });
    for (const deliveryId of kept.words)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
    sum.deals += kept.deals;
    sum.changed += kept.changed;
    sum.gone += kept.gone;
  }
  await done();
  await effects.changed(workspaceId);
  return sum;
}

/** The same object told of often is asked for once. */
function unlike(events: readonly CrmEventRow[]): Pick<CrmEvent, "object" | "id">[] {
  const seen = new Map(events.map((event) => [`${event.object}/${event.objectId}`, event]));
  return [...seen.values()].map(({ object, objectId }) => ({
    object: object as CrmEvent["object"],
    id: objectId,
  }));
}
