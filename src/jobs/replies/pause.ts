import type { Message } from "../../messages/message.ts";
import { PAUSE, pausedMessage, RESUME, resumedMessage } from "../../messages/pause.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { type PersonRow, setPaused } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

const PAUSES =
  /^\/?(?:please )?(?:pause|stop|unsubscribe|opt out|turn (?:it|this|yourself) off|turn off|be quiet|mute|leave me alone|stop (?:writing|messaging|asking)(?: (?:to )?me)?)(?: please)?[.!]*$/i;
const RESUMES =
  /^\/?(?:please )?(?:resume|unpause|unmute|start again|come back|turn (?:it|this|yourself) (?:back )?on|turn on|opt in)(?: please)?[.!]*$/i;

/** "pause", "stop", "resume"; `null` when something else was said. */
export async function pauseSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome | null> {
  const text = said.text.trim();
  const pauses = said.actionId === PAUSE || (!said.actionId && PAUSES.test(text));
  const resumes = said.actionId === RESUME || (!said.actionId && RESUMES.test(text));
  if (!pauses && !resumes) return null;
  await setPaused(tx, person.id, pauses ? (person.pausedAt ?? effects.now()) : null);
  const message: Message = pauses ? pausedMessage() : resumedMessage();
  const recipient = `dm:${person.id}`;
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "pause", subjectId: said.id, recipient, personId: person.id, message },
        threadId: said.place === recipient ? said.threadId : null,
      }),
    ],
  };
}
