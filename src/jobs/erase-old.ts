import type { Transaction } from "../store/database.ts";
import { eraseCall } from "../store/erasing.ts";
import { callsBefore } from "../store/old-calls.ts";
import { ownWorkspace } from "../store/people.ts";

const DAY_MS = 24 * 3600_000;
/** At a time: the sweep comes again in a minute. */
const MOST = 25;

/** Erases the words of calls that are older than the workspace keeps them; returns how many. */
export async function eraseOld(tx: Transaction, now: Date): Promise<number> {
  const { settings, sample } = await ownWorkspace(tx);
  const days = settings.retentionDays;
  if (sample || !days) return 0;
  const old = await callsBefore(tx, new Date(now.getTime() - days * DAY_MS), MOST);
  for (const id of old)
    await eraseCall(tx, id, `Erased after ${days} days, as the workspace keeps calls.`);
  return old.length;
}
