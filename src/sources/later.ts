import { CoachError } from "../errors.ts";

/** Not now: the vendor is busy, or is not finished yet. Whoever asked comes back after a while. */
export class Later extends CoachError {
  /** Milliseconds the vendor asked us to wait; `null` when it did not say. */
  readonly afterMs: number | null;
  /** `busy` is the vendor's trouble or ours; `not-ready` is a transcript still being made. */
  readonly why: "busy" | "not-ready";

  constructor(why: "busy" | "not-ready", message: string, afterMs: number | null = null) {
    super("unavailable", message);
    this.name = "Later";
    this.why = why;
    this.afterMs = afterMs;
  }
}

const LONGEST_WAIT_MS = 24 * 3600_000;

/** The wait a `Retry-After` header asks for, in seconds or as a date; `null` when there is none. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(LONGEST_WAIT_MS, Math.max(0, ms));
}
