import { meetingWord } from "../../messages/meeting-prep.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import type { Kept } from "../../store/meetings.ts";
import { findPerson, ownWorkspace } from "../../store/people.ts";
import { dropPrep, schedulePrep } from "./schedule-prep.ts";
import { spokenTime } from "./spoken-time.ts";

/**
 * The prep follows its meeting: to another hour, or away. Whoever has it already is told in a line.
 * @returns that line's delivery
 */
export async function followMeeting(
  tx: Transaction,
  { row, was }: Kept,
  prepMinutes: number | undefined,
  now: Date,
): Promise<string | null> {
  const prepared = row.preparedFor !== null;
  if (!prepared) {
    if (row.cancelledAt) await dropPrep(tx, row);
    else await schedulePrep(tx, row, now, prepMinutes);
    return null;
  }
  const moved = was === "moved" || was === "back";
  if (!row.ownerId || !row.prepId || row.startsAt <= now || !(moved || was === "cancelled"))
    return null;
  const owner = await findPerson(tx, row.ownerId);
  const zone = owner?.timeZone ?? (await ownWorkspace(tx)).timeZone;
  return await post(tx, {
    kind: "meeting-word",
    subjectId: row.id,
    // Once for each hour it is moved to, and once for being off.
    revision: row.cancelledAt ? 0 : Math.floor(row.startsAt.getTime() / 60_000),
    recipient: `dm:${row.ownerId}`,
    personId: row.ownerId,
    threadId: row.prepId,
    message: meetingWord(
      row.title,
      row.cancelledAt ? null : spokenTime(row.startsAt, { zone, now }),
    ),
  });
}
