import { addDays } from "./deal.ts";

/** The calendar quarter of an ISO day: "2026-Q4". */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1}`;
}

/** First and last day of a quarter. */
export function quarterBounds(quarter: string): { from: string; to: string } {
  const year = Number(quarter.slice(0, 4));
  const number = Number(quarter.slice(6));
  const month = (number - 1) * 3 + 1;
  const from = `${year}-${String(month).padStart(2, "0")}-01`;
  const next =
    number === 4 ? `${year + 1}-01-01` : `${year}-${String(month + 3).padStart(2, "0")}-01`;
  return { from, to: addDays(next, -1) };
}

/** The quarter so many before (negative) or after a quarter. */
export function shiftQuarter(quarter: string, by: number): string {
  const index = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by;
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}
