import { listConnections } from "../../store/connections.ts";
import { reconcileCrm } from "../crms/reconcile-crm.ts";
import type { Routine } from "../routine.ts";

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
    const connections = await effects.database.inWorkspace(workspaceId, (tx) =>
      listConnections(tx, "crm"),
    );
    for (const { id: connectionId, status } of connections) {
      if (status === "active" || status === "broken")
        await effects.enqueue(reconcileCrm, { workspaceId, connectionId, run: on });
    }
  },
};
