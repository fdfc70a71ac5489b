import { listConnections } from "../../store/connections.ts";
import type { Effects } from "../effects.ts";
import type { ConnectedCrm } from "./crms.ts";

/** The CRM this workspace's deals are in; with several, the one connected first. */
export async function crmOf(effects: Effects, workspaceId: string): Promise<ConnectedCrm | null> {
  const [first] = await effects.database.inWorkspace(workspaceId, async (tx) =>
    (await listConnections(tx, "crm")).filter(
      ({ status }) => status !== "revoked" && status !== "paused",
    ),
  );
  return first ? await effects.crms.connected(first.id) : null;
}
