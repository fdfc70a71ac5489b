import type { Transaction } from "../../store/database.ts";
import type { MeetingRow } from "../../store/meetings.ts";
import { putSchedule } from "../../store/schedules.ts";

/** How long before a meeting its prep comes, unless a workspace says otherwise (`prepMinutes`). */
const PREP_MINUTES = 60;

/** Puts the prep of a meeting at its hour, or at its new one; a meeting without an owner or account has none. */
export async function schedulePrep(
  tx: Transaction,
  row: MeetingRow,
  now: Date,
  minutes = PREP_MINUTES,
): Promise<void> {
  if (!row.ownerId || !row.accountId || row.startsAt <= now) return;
  const wanted = row.startsAt.getTime() - minutes * 60_000;
  await putSchedule(tx, {
    kind: "meeting-prep",
    personId: row.ownerId,
    subject: row.id,
    rule: {
      every: "once",
      // Heard of late, it comes at once.
      instant: new Date(Math.max(wanted, now.getTime())).toISOString(),
      until: row.startsAt.toISOString(),
    },
    // What the rule asks for lies ahead, or is now.
    since: new Date(Math.min(wanted, now.getTime())),
  });
}
