import { syncCalendar } from "./calendars/sync-calendar.ts";
import { syncCalendars } from "./calendars/sync-calendars.ts";
import { proposeAfterCall } from "./crms/propose-corrections.ts";
import { reconcileCrm } from "./crms/reconcile-crm.ts";
import { rehearseCrm } from "./crms/rehearse-crm.ts";
import { syncCrmMeetings } from "./crms/sync-crm-meetings.ts";
import { syncDeals } from "./crms/sync-deals.ts";
import { writeCorrection } from "./crms/write-correction.ts";
import { importDealsJob } from "./deal-import/import-deals.ts";
import { deliverMessage } from "./deliver-message.ts";
import { intakeCall } from "./intake-call.ts";
import { keepMemory, sendMemory } from "./keep-memory.ts";
import { matchPeople } from "./match-people.ts";
import { backfillPage } from "./recording/backfill.ts";
import { keepSubscription } from "./recording/keep-subscription.ts";
import { lookIntoFolder } from "./recording/look-into-folder.ts";
import { takeInbound } from "./recording/take-inbound.ts";
import { redrawMessage } from "./redraw-message.ts";
import { replyToPerson } from "./reply-to-person.ts";
import { reviewCallJob } from "./review-call.ts";
import { runOccurrence } from "./run-occurrence.ts";
import { settleIn } from "./settle-in.ts";
import { sweep } from "./sweep.ts";
import { tick } from "./tick.ts";

/** Every job there is. A new job is a file and a line here. */
export const JOBS = [
  intakeCall,
  reviewCallJob,
  deliverMessage,
  matchPeople,
  redrawMessage,
  settleIn,
  replyToPerson,
  sweep,
  tick,
  runOccurrence,
  keepMemory,
  sendMemory,
  importDealsJob,
  syncCalendar,
  syncCalendars,
  syncCrmMeetings,
  syncDeals,
  reconcileCrm,
  rehearseCrm,
  writeCorrection,
  proposeAfterCall,
  takeInbound,
  backfillPage,
  keepSubscription,
  lookIntoFolder,
];
