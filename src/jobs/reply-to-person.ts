import { z } from "zod";
import type { Call } from "../calls/call.ts";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import {
  advance,
  DIALOGUE_ACTIONS,
  type DialogueAction,
  type DialogueState,
  type DialogueStep,
} from "../coaching/dialogue.ts";
import {
  agreedMessage,
  type DebriefScene,
  disputeMessage,
  disputeNotedMessage,
  drillMessage,
  drillReadingMessage,
  evidenceMessage,
  momentMessage,
  ownIdeaMessage,
  thanksMessage,
  wentWellMessage,
} from "../messages/call-debrief.ts";
import { helpMessage } from "../messages/help.ts";
import { type CallRow, findCall, lockCall, updateCall } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { keepReflection, lockDebrief, moveDebrief } from "../store/debriefs.ts";
import { type DeliveryRow, findDelivery, markAnswered, post } from "../store/deliveries.ts";
import { accountName } from "../store/people.ts";
import { lockSaid, markHeard, type SaidRow } from "../store/said.ts";
import { sceneOf } from "./debrief-scene.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { intakeCall } from "./intake-call.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";

const schema = z.object({ workspaceId: z.uuid(), saidId: z.uuid(), ...again });
type Data = z.infer<typeof schema>;

interface Outcome {
  deliveryId?: string | null;
  reopened?: { callId: string; revision: number };
}

/** Answers what a person said or pressed, once. */
export const replyToPerson = defineJob({
  name: "reply-to-person",
  queue: "live",
  schema,
  id: (data: Data) => nudge(data.saidId, data),
  run: async ({ workspaceId, saidId }: Data, effects: Effects) => {
    const outcome = await effects.database.inWorkspace(
      workspaceId,
      async (tx): Promise<Outcome> => {
        const said = await lockSaid(tx, saidId);
        if (!said || said.answeredAt) return {};
        await markHeard(tx, saidId, effects.now());
        return await answer(tx, said, effects);
      },
    );
    if (outcome.deliveryId)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId: outcome.deliveryId });
    if (outcome.reopened) await effects.enqueue(intakeCall, { workspaceId, ...outcome.reopened });
    await effects.changed(workspaceId);
  },
});

async function answer(tx: Transaction, said: SaidRow, effects: Effects): Promise<Outcome> {
  const root = said.threadId ? await findDelivery(tx, said.threadId) : null;
  if (said.actionId === "rep-is" && said.actionValue) return await repIs(tx, said, root);
  if (root?.kind === "who-is-rep" && !said.actionId) {
    return await repIs(tx, { ...said, actionValue: `${root.subjectId}:${said.text.trim()}` }, root);
  }
  if (root?.kind === "debrief") return await goOn(tx, said, root, effects);
  return {
    deliveryId: await post(tx, {
      kind: "help",
      subjectId: said.id,
      recipient: said.place,
      personId: said.personId,
      threadId: said.threadId,
      message: helpMessage(),
    }),
  };
}

/** The rep said who they are on a call: it is read again under a new revision. */
async function repIs(tx: Transaction, said: SaidRow, root: DeliveryRow | null): Promise<Outcome> {
  const [callId = "", ...rest] = (said.actionValue ?? "").split(":");
  const row = await lockCall(tx, callId);
  // Only the person who brought the call may say who is who on it.
  if (!row || row.requestedBy !== said.personId) return {};
  const revision = row.revision + 1;
  await updateCall(tx, row.id, {
    status: "received",
    revision,
    repName: rest.join(":"),
    failure: null,
  });
  if (root) await markAnswered(tx, root.id, "rep-is");
  return { reopened: { callId: row.id, revision } };
}

/** The next step of the conversation about a debrief. */
async function goOn(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  effects: Effects,
): Promise<Outcome> {
  const debrief = await lockDebrief(tx, root.subjectId);
  // A debrief is between the coach and its rep: nobody else's words move it.
  if (!debrief || root.personId !== said.personId) return {};
  const call = await findCall(tx, debrief.callId);
  if (!call?.transcript) return {};
  const event = said.actionId
    ? { type: "pressed" as const, action: said.actionId as DialogueAction }
    : { type: "replied" as const, text: said.text };
  if (event.type === "pressed" && !DIALOGUE_ACTIONS.includes(event.action)) return {};
  const next = advance(debrief.state as DialogueState, event);
  await moveDebrief(tx, debrief, next.state, {
    at: effects.now().toISOString(),
    what: said.actionId ?? "replied",
  });
  if (next.keep) {
    await keepReflection(tx, {
      id: said.id,
      debriefId: debrief.id,
      personId: said.personId,
      text: said.text,
    });
  }
  const measures = (call.analysis as { measures?: { durationMs?: number | null } } | null)
    ?.measures;
  const account = call.accountId ? await accountName(tx, call.accountId) : null;
  const scene = sceneOf(call, account, measures?.durationMs ?? null, effects.publicUrl, null);
  return {
    deliveryId: await post(tx, {
      kind: `debrief-${next.say}`,
      subjectId: said.id,
      recipient: root.recipient,
      personId: root.personId,
      threadId: root.id,
      message: messageFor(next.say, debrief.output as CallDebrief, scene, call, said.text),
    }),
  };
}

function messageFor(
  step: DialogueStep,
  debrief: CallDebrief,
  scene: DebriefScene,
  call: CallRow,
  text: string,
) {
  switch (step) {
    case "moment":
      return momentMessage(debrief, scene, surroundings(call, debrief.question.moment.turn));
    case "evidence":
      return evidenceMessage(debrief, scene, null);
    case "evidence-after-answer":
      return evidenceMessage(debrief, scene, text);
    case "went-well":
      return wentWellMessage(debrief, scene);
    case "drill":
      return drillMessage(debrief, scene);
    case "drill-looked-at":
      return drillReadingMessage(debrief, text);
    case "ask-what-is-off":
      return disputeMessage();
    case "dispute-noted":
      return disputeNotedMessage();
    case "agreed":
      return agreedMessage(debrief);
    case "ask-own-idea":
      return ownIdeaMessage();
    case "thanks":
      return thanksMessage();
  }
}

const SHOWN_BEFORE = 2;
const SHOWN_AFTER = 3;

/** The turns around a moment, as they were said. */
function surroundings(row: CallRow, turn: number) {
  const call = row.transcript as Call;
  const names = new Map(call.participants.map((participant) => [participant.id, participant.name]));
  const from = Math.max(0, turn - SHOWN_BEFORE);
  return call.turns.slice(from, turn + SHOWN_AFTER + 1).map((one, offset) => ({
    speaker: names.get(one.speaker) ?? one.speaker,
    turn: from + offset,
    atMs: one.startMs,
    text: one.text,
  }));
}
