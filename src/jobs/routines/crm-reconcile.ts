import { listConnections } from "../../store/connections.ts";
import { forgetEvents } from "../../store/crm-events.ts";
import { reconcileCrm } from "../crms/reconcile-crm.ts";
import type { Routine } from "../routine.ts";

/** Salesforce tells a change again for three days, HubSpot for one; kept a while longer for whoever looks. */
const KEPT_MS = 14 * 24 * 3600_000;

/** Each night: every connected CRM is asked for what its webhooks did not tell. */
export const crmReconcile: Routine = {
  kind: "crm-reconcile",
  // Nobody is written to.
  quiet: false,
  standard: async (tx) =>
    (await listConnections(tx, "crm")).length > 0
      ? [{ personId: null, rule: { every: "day", at: "02:00" } }]
      : [],
  run: async ({ workspaceId, on }, effects) => {
    const connections = await effects.database.inWorkspace(workspaceId, async (tx) => {
      await forgetEvents(tx, new Date(effects.now().getTime() - KEPT_MS));
      return await listConnections(tx, "crm");
    });
    for (const { id: connectionId, status } of connections) {
      if (status === "active" || status === "broken")
        await effects.enqueue(reconcileCrm, { workspaceId, connectionId, run: on });
    }
  },
};
