import { z } from "zod";
import { Rejected } from "../../errors.ts";
import { changeConnection, findConnection, markProblem } from "../../store/connections.ts";
import { changeSetup } from "../../store/crm-setup.ts";
import { removeDeals } from "../../store/deal-removal.ts";
import type { CrmSync } from "../../store/schema.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { keepDeals } from "./sync-deals.ts";
import { quotasToTake } from "./take-quotas.ts";

const schema = z.object({
  ...{ workspaceId: z.uuid(), connectionId: z.uuid(), run: z.string() },
  /** Everything there is and not only what changed: its words mean something else now. */
  whole: z.boolean().optional(),
});
type Data = z.infer<typeof schema>;

/** Looked at again, since the CRM's clock is not ours and what changes while we read is told twice. */
const OVERLAP_MS = 10 * 60_000;

/** Where a reconciliation is, kept with the connection so that it goes on after a restart. */
interface Mark {
  /** ISO instant since which changes are asked for; `null`: everything there is. */
  since: string | null;
  begunAt: string;
  cursor: string | null;
  /** The last whole one, under way or done. */
  whole?: string;
}

/** Asks a CRM for everything that changed since the last time: what no webhook told is found here. */
export const reconcileCrm = defineJob({
  name: "reconcile-crm",
  queue: "bulk",
  schema,
  id: ({ connectionId, run }: Data) => `reconcile-${connectionId}-${run}`,
  run: async ({ workspaceId, connectionId, run, whole }: Data, effects: Effects) => {
    await reconcile(effects, workspaceId, connectionId, { whole: whole ? run : null });
  },
});

/** What a reconciliation found. */
export interface Reconciled {
  deals: number;
  changed: number;
  gone: number;
}

/**
 * @param onPage told after each page how many deals were looked at
 * @param whole names a run that looks at everything there is
 * @throws CoachError what is wrong with the connection, which is marked so
 */
export async function reconcile(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
  {
    onPage = () => undefined,
    whole = null,
  }: { onPage?: (deals: number) => void; whole?: string | null } = {},
): Promise<Reconciled> {
  const connected = await effects.crms.connected(connectionId);
  const { crm, access, connection } = connected;
  const sum: Reconciled = { deals: 0, changed: 0, gone: 0 };
  let mark = markIn(connection.settings, effects.now(), whole);
  let resumed = mark.cursor !== null;
  const begunAt = effects.now().toISOString();
  const progress = (state: CrmSync["state"], more: Partial<CrmSync> = {}): CrmSync => ({
    ...{ ...sum, state, begunAt, quotas: 0, left: [], problem: null },
    endedAt: state === "running" ? null : effects.now().toISOString(),
    ...more,
  });
  try {
    for (;;) {
      const since = mark.since ? new Date(Date.parse(mark.since) - OVERLAP_MS) : null;
      const page = await crm.changedSince(access, since, mark.cursor).catch((error: unknown) => {
        if (resumed && error instanceof Rejected && error.code !== "forbidden") return null;
        throw error;
      });
      if (page === null) {
        // A place in a list lives for hours or days only: the list is begun again, from the same instant.
        mark = { ...mark, cursor: null };
        resumed = false;
        continue;
      }
      resumed = false;
      const kept = await keepDeals(effects, connected, page.ids);
      await effects.database.inWorkspace(workspaceId, async (tx) => {
        const removed = await removeDeals(tx, page.gone, {
          source: crm.provider,
          at: effects.now(),
        });
        mark = page.cursor
          ? { ...mark, cursor: page.cursor }
          : { ...mark, since: mark.begunAt, cursor: null };
        sum.deals += kept.deals;
        sum.changed += kept.changed;
        sum.gone += kept.gone + removed;
        await changeSetup(tx, connectionId, { sync: progress("running") });
        const now = await findConnection(tx, connectionId);
        await changeConnection(tx, effects.sealing, connectionId, {
          settings: { ...now?.settings, reconcile: mark },
        });
      });
      onPage(sum.deals);
      if (page.cursor === null) break;
    }
    const take = await quotasToTake(effects, connected);
    await effects.database.inWorkspace(workspaceId, async (tx) => {
      const { quotas, left, refused } = await take(tx);
      await changeSetup(tx, connectionId, { sync: progress("done", { quotas, left }) });
      if (refused) await markProblem(tx, connectionId, refused, effects.now());
    });
    return sum;
  } catch (error) {
    // Where it was is kept: the next run goes on from there.
    if (error instanceof Rejected) {
      const { message: problem } = error;
      await effects.database.inWorkspace(workspaceId, async (tx) => {
        await markProblem(tx, connectionId, problem, effects.now(), "broken");
        await changeSetup(tx, connectionId, { sync: progress("failed", { problem }) });
      });
    }
    throw error;
  }
}

function markIn(settings: Record<string, unknown>, now: Date, whole: string | null): Mark {
  const kept = settings.reconcile as Mark | undefined;
  if (whole && kept?.whole !== whole)
    return { since: null, begunAt: now.toISOString(), cursor: null, whole };
  if (kept?.cursor) return kept;
  const known = kept?.whole ? { whole: kept.whole } : {};
  return { since: kept?.since ?? null, begunAt: now.toISOString(), cursor: null, ...known };
}
