import { firstName } from "../../coaching/rep-record.ts";
import type { PlannedCall } from "../../coaching/tracks.ts";
import type { DealCall, DealFile } from "../../deals/evidence.ts";
import { visibleCalls } from "../../store/call-search.ts";
import type { Transaction } from "../../store/database.ts";
import { dealFiles } from "../../store/pipeline.ts";
import type { Asking } from "./deliverable.ts";
import { plannedCalls } from "./rep-record.ts";

const TWO_YEARS_MS = 2 * 365 * 24 * 3600 * 1000;
const MOST_READ = 12;

/** One deal as far as its reader may see it. */
export interface DealRecord {
  /** With its history and people, and only those calls. */
  file: DealFile;
  /** The account's calls up to the deal's end, oldest first. */
  calls: PlannedCall[];
  /** Calls of the deal that this reader may not see yet. */
  withheld: number;
  /** Who else reads it: one plain clause. */
  audience: string;
}

/** Everything on a deal that the asker may see; `null` when it is gone. */
export async function dealRecord(
  tx: Transaction,
  { subject: deal, viewer, now, asker, people }: Asking<"deal">,
): Promise<DealRecord | null> {
  const [file] = await dealFiles(tx, [deal]);
  if (!file) return null;
  const until = deal.closedOn ? new Date(`${deal.closedOn}T23:59:59Z`) : now;
  const since = new Date(now.getTime() - TWO_YEARS_MS);
  const seen = (await visibleCalls(tx, viewer, { since, until }))
    .filter((call) => call.account !== null && call.account === deal.account)
    .slice(0, MOST_READ);
  const ids = seen.map(({ id }) => id);
  const calls = (await plannedCalls(tx, viewer, ids)).reverse();
  const owner = people.find(({ id }) => id === deal.ownerId);
  const other = asker.id === owner?.id ? people.find(({ id }) => id === owner.managerId) : owner;
  return {
    // The deal's own list of calls does not know who asks.
    file: { ...file, calls: calls.map(dealCall) },
    calls,
    withheld: file.calls.filter(({ callId }) => !ids.includes(callId)).length,
    audience: other ? `for you and ${firstName(other.name)}` : "only you see this",
  };
}

/** Calls of a deal that are not shown to its reader yet, as a sentence; empty when none. */
export function notShownWords(withheld: number): string {
  if (withheld === 0) return "";
  return withheld === 1
    ? "One call of this deal is not shown to you yet."
    : `${withheld} calls of this deal are not shown to you yet.`;
}

function dealCall({ id, on, type, moments, call }: PlannedCall): DealCall {
  return {
    ...{ callId: id, kind: type, on, moments },
    names: Object.fromEntries(call.participants.map((one) => [one.id, one.name])),
    buyers: call.participants.filter(({ side }) => side === "buyer").map(({ name }) => name),
  };
}
