import { DateTime } from "luxon";
import { isQuiet, quietUntil } from "../coaching/due.ts";
import { QUIET_HOURS } from "../coaching/schedule.ts";
import type { Transaction } from "../store/database.ts";
import { countUnasked, type DeliveryRow } from "../store/deliveries.ts";
import { findPerson, ownWorkspace } from "../store/people.ts";

/** Messages a person gets unasked in a day, unless the workspace says otherwise. */
export const MESSAGES_A_DAY = 5;

/**
 * When a message may be sent, if not now: what nobody asked for keeps out of quiet hours, and to so
 * many a day; the rest of them wait for the next morning. Answers and channels are never held, and the
 * playground rings nobody's phone.
 */
export async function heldUntil(
  tx: Transaction,
  row: DeliveryRow,
  now: Date,
): Promise<Date | null> {
  if (row.asked || row.platform === "playground" || !row.recipient.startsWith("dm:")) return null;
  const person = row.personId ? await findPerson(tx, row.personId) : null;
  const { settings, timeZone, sample } = await ownWorkspace(tx);
  if (sample) return null;
  const zone = person?.timeZone ?? timeZone;
  const quiet = settings.quietHours ?? QUIET_HOURS;
  if (isQuiet(now, zone, quiet)) return quietUntil(now, zone, quiet);
  const morning = DateTime.fromJSDate(now, { zone }).startOf("day");
  const had = await countUnasked(tx, row.recipient, morning.toJSDate());
  if (had < (settings.messagesPerDay ?? MESSAGES_A_DAY)) return null;
  const tomorrow = morning.plus({ days: 1 }).toJSDate();
  return isQuiet(tomorrow, zone, quiet) ? quietUntil(tomorrow, zone, quiet) : tomorrow;
}
