import { leftDealsMessage } from "../../messages/left-deals.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, listPeople } from "../../store/people.ts";
import { deliverMessage } from "../deliver-message.ts";
import { heirsOf, leftDeals } from "../left-deals.ts";
import type { Routine } from "../routine.ts";
import { aManagerEach } from "./team-page.ts";

const MORNINGS = { every: "day", at: "09:00" } as const;

/** The morning after somebody's last day: their manager hears, once, which deals now have nobody. */
export const dealsLeftBehind: Routine = {
  kind: "left-deals",
  quiet: true,
  standard: async (tx) => await aManagerEach(tx, MORNINGS),
  run: async ({ workspaceId, schedule, on }, effects) => {
    const posted = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const manager = schedule.personId ? await findPerson(tx, schedule.personId) : null;
      if (!manager) return [];
      const people = await listPeople(tx);
      const heirs = heirsOf(people, manager, on);
      const ids: (string | null)[] = [];
      for (const left of await leftDeals(tx, manager, on)) {
        // A name that was never one of ours waits until somebody asks: it may be a typing mistake.
        if (left.leftOn === null) continue;
        ids.push(
          await post(tx, {
            // Once for each who leaves: the outbox knows them by their id.
            ...{ kind: "left-deals", subjectId: left.key, recipient: `dm:${manager.id}` },
            personId: manager.id,
            message: leftDealsMessage(left, heirs),
          }),
        );
      }
      return ids;
    });
    for (const deliveryId of posted)
      if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  },
};
