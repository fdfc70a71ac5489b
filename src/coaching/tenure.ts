import { daysBetween } from "../deals/deal.ts";

/** The four marks at which the method says what good looks like. */
export const MARKS = [
  { at: "at30", days: 30, words: "30 days" },
  { at: "at90", days: 90, words: "90 days" },
  { at: "at180", days: 180, words: "6 months" },
  { at: "at365", days: 365, words: "12 months" },
] as const;
export type Mark = (typeof MARKS)[number]["at"];

/** How long someone has been in the job, and which mark that is held against. */
export interface Tenure {
  /** `null` when the first day is not known. */
  days: number | null;
  /** The last mark they have reached, the first one until then; unknown is held against none. */
  mark: Mark | null;
  /** The mark in front of them; the last one from a year on. */
  next: Mark | null;
  /** "day 95", "two years in", "first day not known". */
  words: string;
  /** New people get the skill, experienced ones the pattern and a sharper question. */
  kind: "new" | "settled" | "experienced" | "unknown";
}

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const spoken = (count: number) => NUMBERS[count - 1] ?? String(count);

/** Tenure on a day; a first day still to come counts as the first. */
export function tenureOf(startedOn: string | null, today: string): Tenure {
  if (!startedOn)
    return { days: null, mark: null, next: null, words: "first day not known", kind: "unknown" };
  const days = Math.max(0, daysBetween(startedOn, today));
  const mark = MARKS.findLast((one) => days >= one.days)?.at ?? "at30";
  const next = MARKS.find((one) => days < one.days)?.at ?? "at365";
  const kind = days <= 120 ? "new" : days < 365 ? "settled" : "experienced";
  return { days, mark, next, words: wordsFor(days), kind };
}

function wordsFor(days: number): string {
  if (days <= 120) return `day ${days} in the job`;
  if (days < 365) return `${spoken(Math.floor(days / 30.4))} months in the job`;
  const years = Math.floor(days / 365.25) || 1;
  return `${spoken(years)} ${years === 1 ? "year" : "years"} in the job`;
}
