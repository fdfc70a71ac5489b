import { validate } from "uuid";
import { CoachError } from "../../errors.ts";
import type { CrmHook } from "../../sources/crms/crm.ts";
import { markProblem } from "../../store/connections.ts";
import { keepEvents } from "../../store/crm-events.ts";
import type { Effects } from "../effects.ts";
import type { Log } from "../process.ts";
import { worthNoting } from "../refusals.ts";
import type { ConnectedCrm } from "./crms.ts";
import { syncDeals } from "./sync-deals.ts";

/** What is answered to a CRM. */
export interface CrmHookAnswer {
  status: number;
  mediaType: string;
  body: string;
}

/** Checks a CRM's request, keeps what it says changed and answers; what it is now is asked for later. */
export async function receiveCrmHook(
  effects: Effects,
  log: Log,
  where: { provider: string; connectionId: string | null },
  hook: CrmHook,
): Promise<CrmHookAnswer> {
  const found = await connectionOf(effects, where);
  if (!found || found.connection.status === "revoked") {
    return said(404, "Nothing is connected at this address.");
  }
  const { crm, connection, workspaceId, access } = found;
  const verdict = crm.read(hook, access.keys, effects.now());
  if (verdict.kind === "refused") {
    log.warn(
      { crm: crm.provider, connection: connection.id, reason: verdict.reason },
      "a webhook was refused",
    );
    if (worthNoting(connection.id, effects.now())) {
      await effects.database.inWorkspace(workspaceId, (tx) =>
        markProblem(tx, connection.id, `A request was refused: ${verdict.reason}`, effects.now()),
      );
    }
    return said(verdict.status, verdict.reason);
  }
  const fresh = await effects.database.inWorkspace(workspaceId, (tx) =>
    keepEvents(
      tx,
      connection.id,
      verdict.events.filter(({ object }) => object !== "other"),
    ),
  );
  if (fresh > 0) {
    // A second's events are one question: the job reads whatever waits by then.
    const second = String(Math.floor(effects.now().getTime() / 1000));
    const data = { workspaceId, connectionId: connection.id, again: second };
    await effects.enqueue(syncDeals, data);
  }
  const { mediaType, text } = verdict.answer ?? {
    mediaType: "application/json",
    text: JSON.stringify({ received: true }),
  };
  return { status: 200, mediaType, body: text };
}

async function connectionOf(
  effects: Effects,
  { provider, connectionId }: { provider: string; connectionId: string | null },
): Promise<ConnectedCrm | null> {
  if (connectionId === null) return await effects.crms.fromEnvironment(provider);
  if (!validate(connectionId)) return null;
  try {
    const found = await effects.crms.connected(connectionId);
    return found.crm.provider === provider ? found : null;
  } catch (error) {
    if (error instanceof CoachError && error.code === "not-found") return null;
    throw error;
  }
}

const said = (status: number, error: string): CrmHookAnswer => ({
  status,
  mediaType: "application/json",
  body: JSON.stringify({ error }),
});
