import { CoachError, Rejected } from "../../errors.ts";
import type { CrmTold } from "../../sources/crms/crm.ts";
import { Later } from "../../sources/later.ts";
import { type ConnectionRow, findConnection, markProblem } from "../../store/connections.ts";
import { keepEvents } from "../../store/crm-events.ts";
import { keepLine, leaveLine, takeLine } from "../../store/crm-lines.ts";
import type { Transaction } from "../../store/database.ts";
import type { Effects } from "../effects.ts";
import { reconcileCrm } from "./reconcile-crm.ts";
import { syncDeals } from "./sync-deals.ts";

/** A dead process's line is another's after this; longer than the longest silence of a living one. */
const LEASE_MS = 5 * 60_000;
/** What an admin has to change is looked at again after this. */
const OFF_MS = 15 * 60_000;
/** The same for one object among others: its line is taken up anew. */
const PARTLY_OFF_MS = 60 * 60_000;
/** The first look at everything is under way when a line is opened for the first time. */
const FIRST_LOOK_MS = 10 * 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Holds a CRM's line and keeps what it tells, until there is trouble or `signal` says to stop. Does nothing
 * while another process has the line. What it cannot hear is found at night; why, stands with the line.
 */
export async function listenToCrm(
  effects: Effects,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  const within = <T>(run: (tx: Transaction) => Promise<T>) =>
    effects.database.inWorkspace(workspaceId, run);
  const lease = () => ({ holder, until: new Date(effects.now().getTime() + LEASE_MS) });
  const row = await within((tx) => takeLine(tx, connectionId, { ...lease(), now: effects.now() }));
  if (!row) return;
  let { failures } = row;
  const leave = (left: Parameters<typeof leaveLine>[3]) =>
    within((tx) => leaveLine(tx, connectionId, holder, left));
  try {
    const { crm, access } = await effects.crms.connected(connectionId);
    const line = await crm.listen?.(access, row.positions, signal);
    try {
      const refused = line?.refused.join(" ") || null;
      if (!line || line.hears.length === 0) {
        await off(refused);
        return;
      }
      const opened = effects.now().getTime();
      const stale = () => refused !== null && effects.now().getTime() - opened > PARTLY_OFF_MS;
      let kept = await within((tx) => hold(tx, {}, { reason: refused }));
      while (kept && !signal.aborted && !stale()) {
        kept = await keep(await line.next());
      }
    } finally {
      await line?.close();
    }
    await leave({ state: "waiting" });
  } catch (error) {
    if (signal.aborted) await leave({ state: "waiting" });
    else await leave(await troubled(error));
  }

  /** The rows first, then the jobs, then the position: whatever fails between them is told again. */
  async function keep({ events, positions, gap }: CrmTold): Promise<boolean> {
    const { fresh, looked } = await within(async (tx) => ({
      fresh: await keepEvents(tx, connectionId, events),
      looked: lookedBefore(await findConnection(tx, connectionId)),
    }));
    const mark = String(effects.now().getTime());
    const data = { workspaceId, connectionId };
    if (fresh > 0) await effects.enqueue(syncDeals, { ...data, again: `line-${mark}` });
    if (gap) {
      const delayMs = looked ? 0 : FIRST_LOOK_MS;
      await effects.enqueue(reconcileCrm, { ...data, run: `gap-${mark}` }, { delayMs });
    }
    failures = 0;
    return await within((tx) => hold(tx, positions, { failures }));
  }

  /** Whether the line is still ours, and the connection still there. */
  async function hold(
    tx: Transaction,
    positions: Record<string, string>,
    now: { reason?: string | null; failures?: number },
  ): Promise<boolean> {
    const connection = await findConnection(tx, connectionId);
    if (!connection || !hasLine(connection)) return false;
    return await keepLine(tx, connectionId, lease(), {
      ...{ at: effects.now(), positions, ...now },
    });
  }

  /** Nothing is told: an admin who had it working is to see it, one who never wanted it is not. */
  async function off(reason: string | null): Promise<void> {
    const at = effects.now();
    if (row?.heardAt && row.state !== "off" && reason) {
      await within((tx) => markProblem(tx, connectionId, reason, at));
    }
    await leave({ state: "off", reason, tryAt: new Date(at.getTime() + OFF_MS) });
  }

  async function troubled(error: unknown) {
    const at = effects.now();
    const later = error instanceof Later ? error : null;
    const wait = Math.max(
      later?.afterMs ?? 0,
      Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10)),
    );
    const said =
      error instanceof CoachError ? error.message : "Listening failed for a reason of ours.";
    if (error instanceof Rejected) {
      await within((tx) => markProblem(tx, connectionId, said, at, "broken"));
    }
    return {
      ...{ state: "waiting" as const, reason: said, failures: failures + 1 },
      tryAt: new Date(at.getTime() + wait),
    };
  }
}

/** Also a broken one: whatever was wrong with a question, its changes are kept until it is mended. */
export const hasLine = ({ status }: Pick<ConnectionRow, "status">) =>
  status === "active" || status === "broken";

const lookedBefore = (connection: ConnectionRow | null) =>
  Boolean((connection?.settings.reconcile as { since?: string | null } | undefined)?.since);
