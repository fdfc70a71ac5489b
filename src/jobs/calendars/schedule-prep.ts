import type { Transaction } from "../../store/database.ts";
import type { MeetingRow } from "../../store/meetings.ts";
import { dropSchedule, putSchedule } from "../../store/schedules.ts";

/** How long before a meeting its prep comes, unless a workspace says otherwise (`prepMinutes`). */
const PREP_MINUTES = 60;

/** Puts the prep of a meeting at its hour, or at its new one; a meeting without an owner or account has none. */
export async function schedulePrep(
  tx: Transaction,
  row: MeetingRow,
  now: Date,
  minutes = PREP_MINUTES,
): Promise<void> {
  if (!row.ownerId || !row.accountId || row.startsAt <= now) {
    // Moved to where nobody can prepare for it any more: the hour it had is nobody's.
    await dropPrep(tx, row);
    return;
  }
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

/** A meeting that is off has no prep. */
export async function dropPrep(tx: Transaction, { id }: MeetingRow): Promise<void> {
  await dropSchedule(tx, { kind: "meeting-prep", subject: id });
}
