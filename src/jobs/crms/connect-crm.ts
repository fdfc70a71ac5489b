import type { Crm } from "../../sources/crms/crm.ts";
import {
  addConnection,
  type ConnectionRow,
  changeConnection,
  listConnections,
  markSeen,
  openSecrets,
  type Secrets,
} from "../../store/connections.ts";
import { freeLine } from "../../store/crm-lines.ts";
import type { Effects } from "../effects.ts";
import { FROM_ENVIRONMENT } from "../recording/intake.ts";
import { reconcileCrm } from "./reconcile-crm.ts";
import { syncDeals } from "./sync-deals.ts";

/** What connects an account of a CRM. */
export interface CrmConnecting {
  crm: Pick<Crm, "provider" | "name">;
  /** The CRM's own name for the account; `null` where it does not say. */
  account: string | null;
  settings: Record<string, unknown>;
  secrets: Secrets;
}

/**
 * Connects an account, or connects it again: the connection it had goes on where it stopped, with what
 * waited for it and the place its last look had come to.
 */
export async function connectCrm(
  effects: Effects,
  workspaceId: string,
  { crm, account, settings, secrets }: CrmConnecting,
): Promise<{ connectionId: string; again: boolean }> {
  const now = effects.now();
  const { connectionId, again } = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const known = sameAccount(await listConnections(tx, "crm"), crm.provider, account);
    if (!known) {
      const connectionId = await addConnection(tx, effects.sealing, {
        ...{ kind: "crm", provider: crm.provider, label: crm.name },
        ...{ externalId: account, settings, secrets },
      });
      return { connectionId, again: false };
    }
    const kept = withoutProof(await openSecrets(tx, effects.sealing, known.id));
    await changeConnection(tx, effects.sealing, known.id, {
      ...{ status: "active", externalId: account ?? known.externalId },
      settings: { ...known.settings, ...settings },
      secrets: { ...kept, ...secrets },
    });
    await markSeen(tx, known.id, now);
    await freeLine(tx, known.id);
    return { connectionId: known.id, again: true };
  });
  const mark = String(now.getTime());
  const data = { workspaceId, connectionId };
  if (again) await effects.enqueue(syncDeals, { ...data, again: `connected-${mark}` });
  await effects.enqueue(reconcileCrm, { ...data, run: again ? `connected-${mark}` : "first" });
  return { connectionId, again };
}

/** Without the account's name the one broken connection is meant: who mends it does not want a second. */
function sameAccount(
  all: readonly ConnectionRow[],
  provider: string,
  account: string | null,
): ConnectionRow | null {
  const own = all.filter((one) => one.provider === provider && one.externalId !== FROM_ENVIRONMENT);
  const named = account && own.find(({ externalId }) => externalId === account);
  if (named) return named;
  const broken = own.filter(
    ({ status, externalId }) => status === "broken" && (externalId === null || account === null),
  );
  return broken.length === 1 ? (broken[0] ?? null) : null;
}

/** What the account was proven by until now; a key that is over must not go before the new one. */
function withoutProof(kept: Secrets): Secrets {
  const proof = ["token", "accessToken", "refreshToken", "expiresAt", "apiDomain"];
  return Object.fromEntries(Object.entries(kept).filter(([name]) => !proof.includes(name)));
}
