import { withMeeting } from "../../messages/meeting-prep.ts";
import { post } from "../../store/deliveries.ts";
import { findMeeting, markPrepared } from "../../store/meetings.ts";
import { findAccount, findPerson, ownWorkspace } from "../../store/people.ts";
import { spokenTime } from "../calendars/spoken-time.ts";
import { deliverMessage } from "../deliver-message.ts";
import { prep } from "../deliverables/prep.ts";
import { produce } from "../deliverables/run.ts";
import type { Routine } from "../routine.ts";

/** A prep that comes by itself before a meeting with people from elsewhere, once a meeting. */
export const meetingPrep: Routine = {
  kind: "meeting-prep",
  // Whoever meets somebody at eight on a Saturday is up before.
  quiet: false,
  run: async ({ workspaceId, schedule }, effects) => {
    const { database } = effects;
    const found = await database.inWorkspace(workspaceId, async (tx) => {
      const meeting = await findMeeting(tx, schedule.subject);
      if (!meeting?.ownerId || !meeting.accountId) return null;
      if (meeting.cancelledAt || meeting.preparedFor || meeting.startsAt <= effects.now())
        return null;
      const owner = await findPerson(tx, meeting.ownerId);
      const account = await findAccount(tx, meeting.accountId);
      const zone = owner?.timeZone ?? (await ownWorkspace(tx)).timeZone;
      return owner && account ? { meeting, owner, account, zone } : null;
    });
    if (!found) return;
    const { meeting, owner, account, zone } = found;
    const made = await produce(effects, workspaceId, prep, owner, account.name);
    const deliveryId = await database.inWorkspace(workspaceId, async (tx) => {
      // Nothing known is nothing to read before a meeting; the invitation says as much.
      const id = made.empty
        ? null
        : await post(tx, {
            ...{ kind: "meeting-prep", subjectId: meeting.id, recipient: `dm:${owner.id}` },
            personId: owner.id,
            message: withMeeting(
              made.message,
              meeting,
              spokenTime(meeting.startsAt, { zone, now: effects.now() }),
            ),
          });
      await markPrepared(tx, meeting.id, { for: meeting.startsAt, prepId: id });
      return id;
    });
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  },
};
