import type { Call } from "../../calls/call.ts";
import type { CallDebrief } from "../../coaching/call-debrief.ts";
import {
  advance,
  DIALOGUE_ACTIONS,
  type DialogueAction,
  type DialogueState,
  type DialogueStep,
} from "../../coaching/dialogue.ts";
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
} from "../../messages/call-debrief.ts";
import { type CallRow, findCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { keepReflection, lockDebrief, moveDebrief } from "../../store/debriefs.ts";
import { type DeliveryRow, post } from "../../store/deliveries.ts";
import type { SaidRow } from "../../store/said.ts";
import { sceneOfCall } from "../debrief-scene.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";
import { askAboutSharing } from "./share.ts";

/** The next step of the conversation about a debrief. */
export async function debriefReply(
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
      step: next.say,
      at: effects.now(),
    });
  }
  const scene = await sceneOfCall(tx, call, effects.publicUrl, null);
  const deliveryId = await post(tx, {
    kind: `debrief-${next.say}`,
    subjectId: said.id,
    recipient: root.recipient,
    personId: root.personId,
    threadId: root.id,
    message: messageFor(next.say, debrief.output as CallDebrief, scene, call, said.text),
  });
  const { question } = debrief.output as CallDebrief;
  const praised =
    next.say === "went-well" || (question.credited && next.say.startsWith("evidence"));
  return {
    deliveryIds: [
      deliveryId,
      praised ? await askAboutSharing(tx, { debrief, call, root }, effects) : null,
    ],
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
