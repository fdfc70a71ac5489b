import type { Cited } from "./cited.ts";
import type { OpenPromise } from "./prep.ts";

/** What a rep's own page shows, in short: one thing to work on, what is due, and the last calls. */
export interface Hub {
  name: string;
  focus: HubFocus | null;
  /** What the rep undertook on calls and is still open as far as we can see, soonest first. */
  promises: OpenPromise[];
  calls: HubCall[];
}

/** The one behaviour a person works on, and how it has gone on the calls where it could be seen. */
export interface HubFocus {
  behaviour: string;
  name: string;
  /** What to do on the next call; `null` when the plan says no more than the behaviour. */
  practice: string | null;
  from: "plan" | "debrief";
  streak: Streak;
  /** The newest words that show it. */
  last: Cited | null;
}

/** How often a behaviour was there, of the calls on which it could be seen. */
export interface Streak {
  seen: number;
  of: number;
  /** Calls in a row up to the newest. */
  now: number;
  best: number;
}

export interface HubCall {
  id: string;
  name: string;
  /** ISO date. */
  on: string;
  /** Whether a question about it still waits for an answer. */
  waiting: boolean;
}

/** Counts a behaviour over calls. @param met oldest call first */
export function streakOf(met: readonly boolean[]): Streak {
  let run = 0;
  let best = 0;
  for (const one of met) {
    run = one ? run + 1 : 0;
    best = Math.max(best, run);
  }
  return { seen: met.filter(Boolean).length, of: met.length, now: run, best };
}

/** The streak as a person would say it. */
export function streakWords({ seen, of, now }: Streak): string {
  if (of === 0) return "no call yet on which it could be seen";
  if (of === 1) return `${seen === 1 ? "" : "not "}on the one call where it could be seen`;
  if (now >= 2) return `${now} calls in a row, ${seen} of the last ${of}`;
  return `${seen} of the last ${of} calls`;
}
