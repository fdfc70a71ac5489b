/** Whether a deal is still to be decided, and how it was. */
export type DealStatus = "open" | "won" | "lost";

/** An opportunity in plain data; dates are ISO days, amounts minor units of `currency`. */
export interface Deal {
  id: string;
  name: string;
  account: string | null;
  ownerId: string | null;
  /** The owner's name: ours, or as the source has it when nobody of ours matched. */
  owner: string | null;
  /** The source's own word; `stageOf` reads it. */
  stage: string;
  /** The forecast category in the source's own word; `categoryOf` reads it. */
  category: string | null;
  status: DealStatus;
  amountMinor: number | null;
  currency: string;
  segment: string | null;
  type: string | null;
  openedOn: string | null;
  /** The day it is expected to close. */
  closeOn: string | null;
  /** The day it was won or lost. */
  closedOn: string | null;
  nextStep: string | null;
  nextStepOn: string | null;
}

/** The fields of a deal whose every change is kept. */
export type ChangedField = "stage" | "amountMinor" | "closeOn" | "category" | "status" | "owner";

/** One field of a deal that changed; values as text, `null` where there was none. */
export interface DealChange {
  dealId: string;
  /** ISO 8601 instant. */
  at: string;
  field: string;
  before: string | null;
  after: string | null;
  by: string | null;
}

/** What a person is to sell in a quarter. */
export interface Quota {
  ownerId: string;
  /** "2026-Q4" */
  quarter: string;
  amountMinor: number;
  currency: string;
}

const DAY_MS = 24 * 3600 * 1000;

/** Whole days from one ISO day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);
}

/** The ISO day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day.slice(0, 10)) + days * DAY_MS).toISOString().slice(0, 10);
}
