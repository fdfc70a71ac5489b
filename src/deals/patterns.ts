import type { QualificationSlot } from "../calls/moment.ts";
import { type Category, categoryOf } from "./categories.ts";
import type { Deal } from "./deal.ts";
import type { Bias } from "./forecast.ts";
import type { Flag, Health } from "./health.ts";
import type { Inspection } from "./inspection.ts";
import { addTo, type Totals } from "./money.ts";

/** One thing about a whole pipeline, with its base. */
export type Pattern =
  | { kind: "bias"; lean: "over" | "under"; bias: Bias }
  | { kind: "flag"; flag: Flag; count: number; of: number }
  | { kind: "gap"; slot: QualificationSlot; count: number; of: number };

/** Fewer deals than this make no pattern. */
const FEWEST = 3;
/** A pattern holds on more than half of them. */
const SHARE = 0.5;

const TELLING: readonly Flag[] = ["pushed", "no-next-step", "single-threaded", "stale", "slow"];
/** Whose absence says most about how deals are worked. */
const SLOT_ORDER: readonly QualificationSlot[] = [
  "economic-buyer",
  "decision-process",
  "metrics",
  "champion",
  "identified-pain",
];

/** What runs through a pipeline, the most telling first; empty when nothing does or there are too few deals. */
export function patternsOf(
  health: Health,
  inspections: readonly Inspection[],
  bias: Bias,
): Pattern[] {
  const found: Pattern[] = [];
  if (bias.lean === "over" || bias.lean === "under")
    found.push({ kind: "bias", lean: bias.lean, bias });
  const of = health.count;
  if (of >= FEWEST) {
    const flags = TELLING.map((flag) => ({
      kind: "flag" as const,
      flag,
      count: health.flagged.filter(({ flags: all }) => all.includes(flag)).length,
      of,
    })).filter(({ count }) => count / of > SHARE);
    found.push(...flags.sort((a, b) => b.count - a.count));
  }
  // A gap is only one where there was a call to hear it on.
  const heard = inspections.filter(({ seen }) => seen.calls > 0);
  if (heard.length >= FEWEST) {
    for (const slot of SLOT_ORDER) {
      const count = heard.filter(({ gaps }) => gaps.includes(slot)).length;
      if (count / heard.length > SHARE) found.push({ kind: "gap", slot, count, of: heard.length });
    }
  }
  return found;
}

/** Open value by forecast category, kept apart; what has none we know counts as pipeline. */
export function categoryTotals(
  deals: readonly Pick<Deal, "status" | "category" | "amountMinor" | "currency">[],
): Record<Exclude<Category, "closed">, Totals> {
  const totals = { commit: {}, upside: {}, pipeline: {}, omitted: {} } as Record<
    Exclude<Category, "closed">,
    Totals
  >;
  for (const deal of deals) {
    if (deal.status !== "open") continue;
    const category = categoryOf(deal.category) ?? "pipeline";
    addTo(totals[category === "closed" ? "commit" : category], deal.currency, deal.amountMinor);
  }
  return totals;
}
