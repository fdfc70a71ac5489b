import type { CrmState } from "../../sources/crms/crm.ts";
import { dropUntoldByCrm, keepCrmMeeting } from "../../store/crm-meetings.ts";
import type { Transaction } from "../../store/database.ts";
import { type Kept, meetingWorld } from "../../store/meetings.ts";
import { ownWorkspace } from "../../store/people.ts";
import { followMeeting } from "../calendars/follow-meeting.ts";

/**
 * Meetings that are logged on deals are followed as those in a calendar are: one prep each, which moves
 * with its meeting and goes with it.
 * @returns the deliveries that say so to whoever has the prep already
 */
export async function keepMeetings(
  tx: Transaction,
  connectionId: string,
  { deals, activities, problems }: CrmState,
  now: Date,
): Promise<string[]> {
  const { settings } = await ownWorkspace(tx);
  const { domains } = await meetingWorld(tx, settings.domains ?? []);
  const changed: Kept[] = [];
  const told: string[] = [];
  for (const { kind, externalId, dealId, text: title, at, meeting } of activities) {
    const startsAt = new Date(at);
    if (kind !== "meeting" || !meeting || Number.isNaN(startsAt.getTime())) continue;
    told.push(externalId);
    const ends = meeting.endsAt ? new Date(meeting.endsAt) : null;
    const endsAt = ends && ends > startsAt ? ends : null;
    const { cancelled, with: guests } = meeting;
    const one = { externalId, dealId, title, startsAt, endsAt, cancelled, with: guests };
    const kept = await keepCrmMeeting(tx, connectionId, one, domains, now);
    if (kept) changed.push(kept);
  }
  // Where something could not be read, what is missing may only be unread.
  if (problems.length === 0) {
    const read = { deals: deals.map(({ id }) => id), meetings: told };
    for (const row of await dropUntoldByCrm(tx, connectionId, read, now))
      changed.push({ row, was: "cancelled" });
  }
  const words: string[] = [];
  for (const one of changed) {
    const id = await followMeeting(tx, one, settings.prepMinutes, now);
    if (id) words.push(id);
  }
  return words;
}
