import { z } from "zod";
import { CALENDAR_ADD, CALENDAR_REMOVE } from "../messages/calendars.ts";
import { PLAN_APPROVE, PLAN_DISCUSSED } from "../messages/coaching-plan.ts";
import { CRITERIA_CHANGE, CRITERIA_RESET, CRITERIA_UNDO } from "../messages/commit-criteria.ts";
import { CORRECTION_LEAVE, CORRECTION_UNDO, CORRECTION_WRITE } from "../messages/corrections.ts";
import { HAND_OVER, HAND_OVER_UNDO } from "../messages/left-deals.ts";
import { PLAN_EDIT, PLAN_REMARK } from "../messages/plan-change.ts";
import { RAMP_YES } from "../messages/ramp-plan.ts";
import { RULE_RESTORE, RULE_RETIRE } from "../messages/rules.ts";
import { SCHEDULE_CHANGE } from "../messages/schedules.ts";
import {
  SETUP_BUDGET,
  SETUP_KEEPING,
  SETUP_PEOPLE,
  SETUP_PERSON,
  SETUP_QUIET,
} from "../messages/setup.ts";
import { SHARE_NAMED, SHARE_NOT, SHARE_UNNAMED, SHARE_WITHDRAW } from "../messages/share-moment.ts";
import type { Transaction } from "../store/database.ts";
import { type DeliveryRow, findDelivery } from "../store/deliveries.ts";
import { findPerson, type PersonRow } from "../store/people.ts";
import { lockSaid, markHeard, type SaidRow } from "../store/said.ts";
import { answerSaid } from "./answer-said.ts";
import { syncCalendar } from "./calendars/sync-calendar.ts";
import { writeCorrection } from "./crms/write-correction.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { intakeCall } from "./intake-call.ts";
import { defineJob } from "./job.ts";
import { keepSoon } from "./keep-memory.ts";
import { matchPeople } from "./match-people.ts";
import { again, nudge } from "./nudge.ts";
import { pipelineReviewReply } from "./pipeline-review.ts";
import { PRACTICE } from "./practice/said.ts";
import { memoryAction } from "./remembering/answer.ts";
import { memoryAsked } from "./remembering/asked.ts";
import { approvalReply } from "./replies/approval.ts";
import { calendarsReply, calendarsSaid } from "./replies/calendars.ts";
import { COACH_ON, coachOnAnswer, coachOnReply } from "./replies/coach-on.ts";
import { correctionReply } from "./replies/corrections.ts";
import { criteriaReply, criteriaSaid } from "./replies/criteria.ts";
import { debriefReply } from "./replies/debrief.ts";
import { takeDropped } from "./replies/dropped.ts";
import { figuresSaid } from "./replies/figures.ts";
import { handOverReply } from "./replies/hand-over.ts";
import { heldBackReply } from "./replies/held-back.ts";
import { hubReply } from "./replies/hub.ts";
import type { ButtonReply, Outcome, ThreadReply } from "./replies/outcome.ts";
import { pauseSaid } from "./replies/pause.ts";
import { planReply } from "./replies/plan.ts";
import { planChangeReply } from "./replies/plan-change.ts";
import { rampReply } from "./replies/ramp.ts";
import { ruleReply, rulesSaid } from "./replies/rules.ts";
import { scheduleReply, schedulesSaid } from "./replies/schedules.ts";
import { setupReply, setupSaid } from "./replies/setup.ts";
import { shareReply } from "./replies/share.ts";
import { whoIsRepReply } from "./replies/who-is-rep.ts";
import { winLossReply } from "./replies/win-loss.ts";
import { startPipelineReview } from "./start-pipeline-review.ts";
import { welcome } from "./welcome.ts";

const schema = z.object({ workspaceId: z.uuid(), saidId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

/** Which thread is whose: by the kind of the message that opened it. A new conversation is a line here. */
const THREADS: Record<string, ThreadReply> = {
  debrief: debriefReply,
  "who-is-rep": whoIsRepReply,
  "debrief-approval": approvalReply,
  "held-back": heldBackReply,
  "pipeline-review": pipelineReviewReply,
  "pipeline-review-watch": pipelineReviewReply,
  winloss: winLossReply,
  // A model may take its time over the buyer's next line: the row is not held for so long.
  [PRACTICE]: async () => ({ isQuestion: true }),
  [COACH_ON]: coachOnAnswer,
};

/** Buttons that are the same under every message: their value says what they are about. */
const BUTTONS: Record<string, ButtonReply> = {
  [PLAN_DISCUSSED]: planReply,
  [PLAN_APPROVE]: planReply,
  [PLAN_EDIT]: planChangeReply,
  [PLAN_REMARK]: planChangeReply,
  [RAMP_YES]: rampReply,
  [SCHEDULE_CHANGE]: scheduleReply,
  [RULE_RETIRE]: ruleReply,
  [RULE_RESTORE]: ruleReply,
  [SHARE_NAMED]: shareReply,
  [SHARE_UNNAMED]: shareReply,
  [SHARE_NOT]: shareReply,
  [SHARE_WITHDRAW]: shareReply,
  [CALENDAR_ADD]: calendarsReply,
  [CALENDAR_REMOVE]: calendarsReply,
  [SETUP_BUDGET]: setupReply,
  [SETUP_KEEPING]: setupReply,
  [SETUP_PEOPLE]: setupReply,
  [SETUP_PERSON]: setupReply,
  [SETUP_QUIET]: setupReply,
  [CRITERIA_CHANGE]: criteriaReply,
  [CRITERIA_RESET]: criteriaReply,
  [CRITERIA_UNDO]: criteriaReply,
  [HAND_OVER]: handOverReply,
  [HAND_OVER_UNDO]: handOverReply,
  [CORRECTION_WRITE]: correctionReply,
  [CORRECTION_LEAVE]: correctionReply,
  [CORRECTION_UNDO]: correctionReply,
};

/** Answers what a person said or pressed, once. */
export const replyToPerson = defineJob({
  name: "reply-to-person",
  queue: "live",
  schema,
  id: (data: Data) => nudge(data.saidId, data),
  run: async ({ workspaceId, saidId }: Data, effects: Effects) => {
    const heard = await effects.database.inWorkspace(workspaceId, async (tx) => {
      const said = await lockSaid(tx, saidId);
      if (!said || said.answeredAt) return null;
      if (said.files?.length) return { files: said };
      // Memory opens transactions of its own, so it is asked without holding the row; also in the
      // thread of a debrief that has just told how to ask.
      if (memoryAction(said.actionId) || memoryAsked(said.text)?.type === "about-me")
        return { said, person: await findPerson(tx, said.personId), greeted: null };
      if (said.actionId === COACH_ON && !said.threadId) {
        await markHeard(tx, saidId, effects.now());
        return { outcome: await coachOnReply(tx, said) };
      }
      const button = BUTTONS[said.actionId ?? ""];
      if (button) {
        await markHeard(tx, saidId, effects.now());
        return { outcome: await button(tx, said, effects) };
      }
      const person = await findPerson(tx, said.personId);
      const greeted = person ? await welcome(tx, person, true) : null;
      const root = said.threadId ? await rootOf(tx, said.threadId) : null;
      const reply = root ? THREADS[root.kind] : undefined;
      // In a role play “stop” ends that, and nothing else.
      const pauses = root?.kind !== PRACTICE && person;
      const outcome =
        (pauses && (await pauseSaid(tx, said, pauses, effects))) ||
        (root && reply
          ? await reply(tx, said, root, effects)
          : person && (await command(tx, said, person, effects)));
      // Words that are no part of a conversation are a question, answered without holding the row.
      if (!outcome || outcome.isQuestion)
        return { said, person, greeted, about: outcome?.about ?? null };
      await markHeard(tx, saidId, effects.now());
      return { outcome: { ...outcome, deliveryIds: [greeted, ...(outcome.deliveryIds ?? [])] } };
    });
    if (!heard) return;
    if ("files" in heard) return await takeDropped(effects, workspaceId, heard.files);
    if ("outcome" in heard) await carryOut(effects, workspaceId, heard.outcome);
    else {
      await carryOut(effects, workspaceId, { deliveryIds: [heard.greeted] });
      if (heard.person)
        await answerSaid(effects, workspaceId, heard.said, heard.person, heard.about);
    }
    if ("outcome" in heard) await keepSoon(effects, workspaceId);
    await effects.changed(workspaceId);
  },
});

/** What is done when it was asked for, outside any conversation: the first that feels meant. */
async function command(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Effects,
): Promise<Outcome | null> {
  return (
    (await setupSaid(tx, said, person, effects)) ??
    (await rulesSaid(tx, said, person, effects)) ??
    (await schedulesSaid(tx, said, person, effects)) ??
    (await criteriaSaid(tx, said, person, effects)) ??
    (await figuresSaid(tx, said, person, effects)) ??
    (await startPipelineReview(tx, said, effects)) ??
    (await hubReply(tx, said, effects)) ??
    (await calendarsSaid(tx, said, person, effects))
  );
}

/** The message that opened a thread; a platform may name a later one of it. */
async function rootOf(tx: Transaction, id: string): Promise<DeliveryRow | null> {
  const named = await findDelivery(tx, id);
  return named?.threadId ? await findDelivery(tx, named.threadId) : named;
}

async function carryOut(effects: Effects, workspaceId: string, outcome: Outcome): Promise<void> {
  for (const deliveryId of outcome.deliveryIds ?? []) {
    if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  }
  const { calendarAdded: connectionId, correction: correctionId } = outcome;
  if (correctionId) {
    // Pressed again after it was taken back, it is another job.
    const again = String(effects.now().getTime());
    await effects.enqueue(writeCorrection, { workspaceId, correctionId, again });
  }
  if (connectionId)
    await effects.enqueue(syncCalendar, { workspaceId, connectionId, occurrence: "first" });
  if (outcome.roster) await effects.enqueue(matchPeople, { workspaceId, ...outcome.roster });
  for (const call of outcome.reopened ?? [])
    await effects.enqueue(intakeCall, { workspaceId, ...call });
}
