import type { Deal, Quota } from "../deals/deal.ts";
import type { Bias } from "../deals/forecast.ts";
import type { Agreed } from "./diagnosis.ts";
import type { Tenure } from "./tenure.ts";
import type { PlannedCall, Track } from "./tracks.ts";

/** All that a plan, an assessment or a ramp plan of one person may be made of. */
export interface RepRecord {
  rep: { id: string; name: string; startedOn: string | null };
  /** The name of whoever the rep reports to; `null` when nobody is known. */
  manager: string | null;
  /** Who reads it: the rep, the manager, or a person who is their own manager. */
  reader: "rep" | "manager" | "self";
  /** ISO day. */
  today: string;
  tenure: Tenure;
  /** Newest first; those that the rep and their manager may both see. */
  calls: readonly PlannedCall[];
  /** Calls that are the rep's alone until a day has passed. */
  withheld: number;
  tracks: readonly Track[];
  deals: readonly Deal[];
  quotas: readonly Quota[];
  bias: Bias | null;
  agreed: readonly Agreed[];
}

/** A full plan rests on so many calls; with fewer it is a first draft, with fewer still there is none. */
export const FULL_CALLS = 5;
const LEAST_CALLS_FOR_A_DRAFT = 3;

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];

/** "two", "14": small numbers as words. */
export const spelled = (count: number): string => NUMBERS[count] ?? String(count);

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const firstName = (name: string): string => name.split(" ")[0] || name;

/** "Two calls so far; a plan needs five." `null` when there are enough for a draft. */
export function tooFewCalls(
  { calls, withheld, rep, reader }: RepRecord,
  what: string,
): string | null {
  if (calls.length >= LEAST_CALLS_FOR_A_DRAFT) return null;
  const count = calls.length === 1 ? "one call" : `${spelled(calls.length)} calls`;
  const line = `${capital(count)} so far; ${what} needs ${spelled(FULL_CALLS)}, and a first draft ${spelled(LEAST_CALLS_FOR_A_DRAFT)}.`;
  return line + withheldWords({ withheld, rep, reader });
}

/** Calls that are not counted because they are still the rep's alone, as a sentence; empty when none. */
export function withheldWords({
  withheld,
  rep,
  reader,
}: Pick<RepRecord, "withheld" | "rep" | "reader">): string {
  if (withheld === 0 || reader === "self") return "";
  if (reader === "rep")
    return ` ${withheld === 1 ? "One more call of yours joins" : `${capital(spelled(withheld))} more calls of yours join`} a day after the review: this rests on what your manager may see too.`;
  const calls = withheld === 1 ? "One more call is" : `${spelled(withheld)} more calls are`;
  return ` ${capital(calls)} ${firstName(rep.name)}'s alone until a day after the review.`;
}
