import type { Call } from "../calls/call.ts";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import type { DialogueStep } from "../coaching/dialogue.ts";
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
  wentWellMessage,
} from "./call-debrief.ts";
import type { Message } from "./message.ts";
import { remarkMessage } from "./remark.ts";

/** Everything a word back may be made of. */
export interface DialogueScene {
  debrief: CallDebrief;
  scene: DebriefScene;
  call: Call;
  /** What they wrote; empty for a press. */
  text: string;
  /** How many words and presses there were before. */
  turn: number;
}

/** What the coach says at a step of the conversation; the same on every platform and in the terminal. */
export function dialogueMessage(
  step: Exclude<DialogueStep, "question">,
  { debrief, scene, call, text, turn }: DialogueScene,
): Message {
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
    case "remark":
      return remarkMessage(debrief, text, turn);
  }
}

const SHOWN_BEFORE = 2;
const SHOWN_AFTER = 3;

/** The turns around a moment, as they were said. */
function surroundings(call: Call, turn: number) {
  const names = new Map(call.participants.map((participant) => [participant.id, participant.name]));
  const from = Math.max(0, turn - SHOWN_BEFORE);
  return call.turns.slice(from, turn + SHOWN_AFTER + 1).map((one, offset) => ({
    speaker: names.get(one.speaker) ?? one.speaker,
    turn: from + offset,
    atMs: one.startMs,
    text: one.text,
  }));
}
