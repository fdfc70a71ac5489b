import type { CallType } from "./call.ts";

/** Measures the field publishes a number for, or that a team may set one for. */
export type RangedMeasure =
  | "talkRatio.rep"
  | "longestMonologue.ms"
  | "longestCustomerStory.ms"
  | "interactivity.perMinute"
  | "patience.medianMs"
  | "questions.rep"
  | "pace.rep"
  | "interruptions.byRep"
  | "silence.share";

export type RangeUnit = "share" | "ms" | "per minute" | "questions" | "words per minute" | "times";

/** Where a measure usually lies on good calls; `null` bounds are open. */
export interface ReferenceRange {
  low: number | null;
  high: number | null;
  unit: RangeUnit;
  /** Who published it, on how many calls where they say. */
  source: string;
}

/** Ranges for every call, and those that differ by call type. */
export interface ReferenceTable {
  any: Partial<Record<RangedMeasure, ReferenceRange>>;
  byType: Partial<Record<CallType, Partial<Record<RangedMeasure, ReferenceRange>>>>;
}

/**
 * The field's published ranges. Interactivity, patience, interruptions and silence have no sourced
 * range: a team that wants one sets its own. Most figures come from discovery and first calls, so they are
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

/** A bound a team has set for itself; a bound left out is open. */
export interface TeamRange {
  low?: number | null;
  high?: number | null;
  /** Where it comes from; "set by your team" unless told. */
  source?: string;
}

/** A team's own ranges, by measure, for every call ("any") or for one type of call. */
export type TeamRanges = Partial<
  Record<CallType | "any", Partial<Record<RangedMeasure, TeamRange>>>
>;

const UNITS: Record<RangedMeasure, RangeUnit> = {
  "talkRatio.rep": "share",
  "longestMonologue.ms": "ms",
  "longestCustomerStory.ms": "ms",
  "interactivity.perMinute": "per minute",
  "patience.medianMs": "ms",
  "questions.rep": "questions",
  "pace.rep": "words per minute",
  "interruptions.byRep": "times",
  "silence.share": "share",
};

/** Every measure that can have a range, with its unit. */
export const RANGED_MEASURES = Object.keys(UNITS) as RangedMeasure[];

export const unitOf = (measure: RangedMeasure): RangeUnit => UNITS[measure];

/** Settings come from outside: what is no number is no bound. */
const bound = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

/** The published table with a team's own ranges in front; names that are no measure are passed over. */
export function tableWith(team: TeamRanges): ReferenceTable {
  const own = (ranges: Partial<Record<RangedMeasure, TeamRange>>) =>
    Object.fromEntries(
      RANGED_MEASURES.flatMap((measure) => {
        const range = ranges[measure];
        if (range === undefined) return [];
        const low = bound(range.low);
        const high = bound(range.high);
        if (low === null && high === null) return [];
        const { source = "set by your team" } = range;
        return [[measure, { low, high, unit: UNITS[measure], source }] as const];
      }),
    );
  const { any = {}, ...byType } = team;
  const types = Object.keys({ ...REFERENCE_RANGES.byType, ...byType }) as CallType[];
  const everywhere = own(any);
  return {
    any: { ...REFERENCE_RANGES.any, ...everywhere },
    byType: Object.fromEntries(
      types.map((type) => [
        type,
        { ...REFERENCE_RANGES.byType[type], ...everywhere, ...own(byType[type] ?? {}) },
      ]),
    ),
  };
}

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
