import { NOT_READ } from "../../deals/crm/shape.ts";
import { quotasFrom } from "../../deals/crm/targets.ts";
import { findSetup, mappingIn } from "../../store/crm-setup.ts";
import type { Transaction } from "../../store/database.ts";
import { keepCrmQuotas, type QuotasKept } from "../../store/imports/crm-quotas.ts";
import { ownWorkspace } from "../../store/people.ts";
import { keptCorrections } from "../../store/pipeline-settings.ts";
import type { Effects } from "../effects.ts";
import type { ConnectedCrm } from "./crms.ts";

/** What came of it; `refused` names a permission that is missing. */
type Taken = QuotasKept & { refused: string | null };

const NONE: Taken = { quotas: 0, changed: 0, left: [], refused: null };

/**
 * Asks a CRM for what people are to sell, and returns what writes it; nothing is asked while nobody has
 * said which targets are the quota.
 */
export async function quotasToTake(
  effects: Effects,
  { crm, access, connection, workspaceId }: ConnectedCrm,
  rehearsed?: { quota: string | null },
): Promise<(tx: Transaction) => Promise<Taken>> {
  const { quota } =
    rehearsed ??
    (await effects.database.inWorkspace(workspaceId, async (tx) =>
      mappingIn(await findSetup(tx, connection.id)),
    ));
  // Nothing is asked then, and what was read while one of them was the quota goes.
  const none = quota === null || quota === NOT_READ;
  const told = none ? { kinds: [], targets: [], problems: [] } : await crm.quotas(access);
  return async (tx) => {
    // What cannot be read now says nothing of what was read before.
    const [refused] = told.problems;
    if (refused) return { ...NONE, left: told.problems, refused };
    const corrections = await keptCorrections(tx);
    const { settings } = await ownWorkspace(tx);
    const own = (settings as { currency?: string }).currency ?? "USD";
    const read = quotasFrom(told.targets, quota ?? NOT_READ, corrections.currency ?? own);
    const kept = await keepCrmQuotas(tx, connection.id, read.quotas, corrections.owners);
    return { ...kept, left: [...read.left, ...kept.left], refused: null };
  };
}
