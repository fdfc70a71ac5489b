import type { ChangedField, Deal, DealChange } from "./deal.ts";
import { daysBetween } from "./deal.ts";

/** A deal's changes by field, oldest first. */
export type History = ReadonlyMap<string, readonly DealChange[]>;

/** Sorts the changes of many deals by deal and field. */
export function historiesOf(changes: readonly DealChange[]): Map<string, History> {
  const found = new Map<string, Map<string, DealChange[]>>();
  for (const change of [...changes].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    let fields = found.get(change.dealId);
    if (!fields) {
      fields = new Map();
      found.set(change.dealId, fields);
    }
    const known = fields.get(change.field);
    if (known) known.push(change);
    else fields.set(change.field, [change]);
  }
  return found;
}

const NONE: History = new Map();

/** What a field held at an instant: what the first later change replaced, else what it holds now. */
function valueAt(
  history: History | undefined,
  field: ChangedField,
  instant: string,
  current: string | null,
): string | null {
  const later = (history ?? NONE).get(field)?.find((change) => change.at > instant);
  return later ? later.before : current;
}

/** A deal as it stood at the end of a day; `null` when it was not open yet. */
export interface DealThen {
  status: "open" | "won" | "lost";
  category: string | null;
  closeOn: string | null;
  amountMinor: number | null;
}

/** Takes back every change made after the end of an ISO day. */
export function dealAt(deal: Deal, history: History | undefined, day: string): DealThen | null {
  if (deal.openedOn && deal.openedOn > day) return null;
  const end = `${day}T23:59:59.999Z`;
  const amount = valueAt(
    history,
    "amountMinor",
    end,
    deal.amountMinor === null ? null : String(deal.amountMinor),
  );
  const before = valueAt(history, "status", end, deal.status);
  // When it closed, the deal's own day says best; the history may have heard of it later.
  const status =
    deal.status === "open" || !deal.closedOn
      ? ((before ?? "open") as DealThen["status"])
      : deal.closedOn > day
        ? "open"
        : deal.status;
  return {
    status,
    category: valueAt(history, "category", end, deal.category),
    closeOn: valueAt(history, "closeOn", end, deal.closeOn),
    amountMinor: amount === null ? null : Number(amount),
  };
}

/** How often the expected close date moved back, and by how many days in all. */
export function pushesOf(history: History | undefined): {
  count: number;
  days: number;
  last: string | null;
} {
  let [count, days] = [0, 0];
  let last: string | null = null;
  for (const { before, after, at } of (history ?? NONE).get("closeOn") ?? []) {
    if (!before || !after || after <= before) continue;
    count += 1;
    days += daysBetween(before, after);
    last = at.slice(0, 10);
  }
  return { count, days, last };
}

/** The day a deal came into the stage it is in; its opening when no change tells. */
export function stageSince(deal: Deal, history: History | undefined): string | null {
  return (history ?? NONE).get("stage")?.at(-1)?.at.slice(0, 10) ?? deal.openedOn;
}

/** Each stay of a deal in a stage that has ended. */
export function staysOf(history: History | undefined): { stage: string; days: number }[] {
  const moves = (history ?? NONE).get("stage") ?? [];
  return moves.flatMap((move, index) => {
    const next = moves[index + 1];
    return next && move.after ? [{ stage: move.after, days: daysBetween(move.at, next.at) }] : [];
  });
}
