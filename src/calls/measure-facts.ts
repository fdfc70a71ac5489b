import type { CallType } from "./call.ts";
import { clockTime } from "./clock-time.ts";
import type { Measures } from "./measures.ts";
import {
  placeInRange,
  RANGED_MEASURES,
  type RangedMeasure,
  type RangeUnit,
  REFERENCE_RANGES,
  type ReferenceTable,
  referenceRange,
  unitOf,
} from "./reference-ranges.ts";

/** What the field says of one measure, beside what was measured. */
export interface BesideRange {
  low: number | null;
  high: number | null;
  unit: RangeUnit;
  /** `null` where nobody has published a range and the team has set none. */
  source: string | null;
  /** Where this call stands; `null` without a value or without a range. */
  place: "below" | "within" | "above" | null;
}

/** One measure as people read it. */
export interface MeasureFact {
  measure: RangedMeasure;
  label: string;
  /** In words, with its unit; `null` where there was not enough to say. */
  value: string | null;
  /** What it was counted in. */
  base: string;
  /** "11 to 14 (Gong Labs, 519,000 discovery calls)", `null` where nobody has published a range. */
  range: string | null;
}

/** The number a range is about; `null` where there was not enough to say. */
function measuredOf(measures: Measures, measure: RangedMeasure): number | null {
  switch (measure) {
    case "talkRatio.rep":
      return measures.talkRatio.rep;
    case "longestMonologue.ms":
      return measures.longestMonologue.ms;
    case "longestCustomerStory.ms":
      return measures.longestCustomerStory.ms;
    case "interactivity.perMinute":
      return measures.interactivity.perMinute;
    case "patience.medianMs":
      return measures.patience.medianMs;
    case "questions.rep":
      return measures.questions.rep;
    case "pace.rep":
      return measures.pace.rep;
    case "interruptions.byRep":
      return measures.interruptions.byRep;
    case "silence.share":
      return measures.silence.share;
  }
}

/** For each measure its reference range on this type of call, who published it, and where the call stands. */
export function rangesBeside(
  measures: Measures,
  type: CallType | null,
  table: ReferenceTable = REFERENCE_RANGES,
): Record<RangedMeasure, BesideRange> {
  const beside = RANGED_MEASURES.map((measure): [RangedMeasure, BesideRange] => {
    const range = referenceRange(measure, type, table);
    if (range === null) {
      const none = { low: null, high: null, source: null, place: null };
      return [measure, { ...none, unit: unitOf(measure) }];
    }
    const value = measuredOf(measures, measure);
    return [measure, { ...range, place: value === null ? null : placeInRange(value, range) }];
  });
  return Object.fromEntries(beside) as Record<RangedMeasure, BesideRange>;
}

/** A value in its unit: "61 %", "1:16", "2.4 s", "160". */
function inUnit(value: number, measure: RangedMeasure): string {
  if (measure === "patience.medianMs") return `${(value / 1000).toFixed(1)} s`;
  switch (unitOf(measure)) {
    case "share":
      return `${Math.round(value * 100)} %`;
    case "ms":
      return clockTime(value);
    case "per minute":
      return value.toFixed(1);
    default:
      return String(Math.round(value));
  }
}

function rangeWords(beside: BesideRange, measure: RangedMeasure): string | null {
  const { low, high, source } = beside;
  if (source === null || (low === null && high === null)) return null;
  const bounds =
    low !== null && high !== null
      ? `${inUnit(low, measure)} to ${inUnit(high, measure)}`
      : low !== null
        ? `at least ${inUnit(low, measure)}`
        : `at most ${inUnit(high ?? 0, measure)}`;
  return `${bounds} (${source})`;
}

/** The labels a person reads, in the order they are shown; a number of what it was counted in behind it. */
function labels(measures: Measures): Record<RangedMeasure, [label: string, base: string]> {
  const { basis, questions, patience } = measures;
  return {
    "talkRatio.rep": ["Rep's share of the talk", `of all speech, by ${basis}`],
    "longestMonologue.ms": ["Longest rep stretch", "without a break"],
    "longestCustomerStory.ms": ["Longest buyer story", "without a break"],
    "questions.rep": ["Rep's questions", `${questions.open} open, ${questions.closed} closed`],
    "patience.medianMs": ["Wait before answering", `median of ${patience.gaps}`],
    "interactivity.perMinute": ["Speaker changes", "a minute"],
    "pace.rep": ["Rep's pace", "words a minute"],
    "interruptions.byRep": ["Rep began while the buyer spoke", "times, nods left out"],
    "silence.share": ["Silence", "of the call"],
  };
}

/** The measures of a call in words, each with the range it is held against, if there is one. */
export function measureFacts(
  measures: Measures,
  type: CallType | null,
  table: ReferenceTable = REFERENCE_RANGES,
): MeasureFact[] {
  const beside = rangesBeside(measures, type, table);
  return Object.entries(labels(measures)).map(([key, [label, base]]) => {
    const measure = key as RangedMeasure;
    const value = measuredOf(measures, measure);
    const range = rangeWords(beside[measure], measure);
    return { measure, label, value: value === null ? null : inUnit(value, measure), base, range };
  });
}
