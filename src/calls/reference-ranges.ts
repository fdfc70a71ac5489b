import type { CallType } from "./call.ts";

/** Measures the field publishes a number for, or that a team may set one for. */
export type RangedMeasure =
  | "talkRatio.rep"
  | "longestMonologue.ms"
  | "longestCustomerStory.ms"
  | "interactivity.perMinute"
  | "patience.medianMs"
  | "questions.rep"
  | "pace.rep";

/** Where a measure usually lies on good calls; `null` bounds are open. */
export interface ReferenceRange {
  low: number | null;
  high: number | null;
  unit: "share" | "ms" | "per minute" | "questions" | "words per minute";
  /** Who published it, on how many calls where they say. */
  source: string;
}

/** Ranges for every call, and those that differ by call type. */
export interface ReferenceTable {
  any: Partial<Record<RangedMeasure, ReferenceRange>>;
  byType: Partial<Record<CallType, Partial<Record<RangedMeasure, ReferenceRange>>>>;
}

/**
 * The field's published ranges. Interactivity and patience have no sourced range: a team that
 * wants one passes its own table. Most figures come from discovery and first calls, so they are
 * not held against a demo or a negotiation, where the rep is meant to speak longer.
 */
export const REFERENCE_RANGES: ReferenceTable = {
  any: {
    "talkRatio.rep": {
      low: null,
      high: 0.65,
      unit: "share",
      source: "Gong Labs, 25,537 calls: above 65 % goes with losses",
    },
    "pace.rep": {
      low: null,
      high: 188,
      unit: "words per minute",
      source: "Gong Labs: about 173, rising to 188 in badly handled objections",
    },
  },
  byType: {
    discovery: {
      "talkRatio.rep": {
        low: null,
        high: 0.43,
        unit: "share",
        source: "Gong Labs, 25,537 calls: 43 to 57 on the best calls",
      },
      "longestMonologue.ms": { low: null, high: 76_000, unit: "ms", source: "Demodesk" },
      "longestCustomerStory.ms": {
        low: 50_000,
        high: null,
        unit: "ms",
        source: "Gong infographic: about 4 minutes on won calls, 50 seconds on lost ones",
      },
      "questions.rep": {
        low: 11,
        high: 14,
        unit: "questions",
        source: "Gong Labs, 519,000 discovery calls",
      },
    },
  },
};

/** The range that holds for a measure on a type of call, `null` where nobody has published one. */
export function referenceRange(
  measure: RangedMeasure,
  type: CallType | null,
  table: ReferenceTable = REFERENCE_RANGES,
): ReferenceRange | null {
  const own = type === null ? undefined : table.byType[type]?.[measure];
  return own ?? table.any[measure] ?? null;
}

/** Where a value stands against a range. */
export function placeInRange(value: number, range: ReferenceRange): "below" | "within" | "above" {
  if (range.low !== null && value < range.low) return "below";
  if (range.high !== null && value > range.high) return "above";
  return "within";
}
