import type { Later } from "../../sources/later.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Between looks for a transcript that is still being made: soon at first, hourly in the end. */
const NOT_READY_MS = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60].map((minutes) => minutes * MINUTE);
/** Between tries at a vendor who is busy and does not say for how long. */
const BUSY_MS = [0.25, 0.5, 1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE);

/** A transcript that was not made within a day will not be. */
const NOT_READY_FOR_MS = 24 * HOUR;
/** A vendor who was away for three days has lost more than this. */
const BUSY_FOR_MS = 3 * 24 * HOUR;

/** When to come back for something that was put off; `null` when it has been waited for long enough. */
export function comeBackAt(
  later: Pick<Later, "why" | "afterMs">,
  row: { attempts: number; receivedAt: Date },
  now: Date,
): Date | null {
  const [steps, longest] =
    later.why === "not-ready" ? [NOT_READY_MS, NOT_READY_FOR_MS] : [BUSY_MS, BUSY_FOR_MS];
  if (now.getTime() - row.receivedAt.getTime() >= longest) return null;
  const step = steps[Math.min(row.attempts, steps.length) - 1] ?? MINUTE;
  // What the vendor asked for, and a little more: everybody else comes back at that very moment.
  const wait = later.afterMs === null ? step : Math.max(1_000, later.afterMs * 1.05);
  return new Date(now.getTime() + wait);
}
