import type { Call } from "../../calls/call.ts";
import type { CallDebrief } from "../../coaching/call-debrief.ts";
import {
  advance,
  DIALOGUE_ACTIONS,
  type DialogueAction,
  type DialogueState,
  spokenEvent,
} from "../../coaching/dialogue.ts";
import { dialogueMessage } from "../../messages/dialogue-reply.ts";
import { findCall } from "../../store/calls.ts";
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
    : spokenEvent(said.text);
  if (event.type === "pressed" && !DIALOGUE_ACTIONS.includes(event.action)) return {};
  const next = advance(debrief.state as DialogueState, event);
  if (next.say === "question") return { isQuestion: true, about: debrief.callId };
  await moveDebrief(tx, debrief, next.state, {
    at: effects.now().toISOString(),
    what: event.type === "pressed" ? event.action : "replied",
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
    message: dialogueMessage(next.say, {
      debrief: debrief.output as CallDebrief,
      ...{ scene, call: call.transcript as Call, text: said.text },
      turn: debrief.history.length,
    }),
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
