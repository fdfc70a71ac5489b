import { NotNow, Unreachable, Unsendable } from "../../jobs/sending.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import { ConnectorError } from "./connector.ts";

const DAY_MS = 24 * 3600 * 1000;
const SHORTEST_MS = 5_000;
const LONGEST_MS = 10 * 60_000;

/**
 * What a failed request means for the message: wait, give the place up, give the message up, or not
 * known. The older the message, the longer it waits.
 * @returns what to throw
 */
export function refusalOf(error: unknown, row: DeliveryRow, now: Date): unknown {
  if (!(error instanceof ConnectorError) || error.doubtful) return error;
  const { status, reason, waitMs, gone } = error;
  if (gone) return new Unreachable(`Teams says ${reason}.`, { cause: error });
  if (status === 400 || status === 413) {
    return new Unsendable(`Teams does not take this message: ${reason}.`, { cause: error });
  }
  const age = now.getTime() - row.createdAt.getTime();
  if (age > DAY_MS) return new Unsendable(`Teams did not take it for a day: ${reason}.`);
  const patience = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, age / 4));
  return new NotNow(new Date(now.getTime() + (waitMs ?? patience)), reason);
}
