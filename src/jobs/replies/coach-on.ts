import { type PassageReading, readPassage } from "../../coaching/passage.ts";
import { coachOnEvidence, coachOnMessage } from "../../messages/coach-on.ts";
import type { Transaction } from "../../store/database.ts";
import { type DeliveryRow, post } from "../../store/deliveries.ts";
import { findSaid, type SaidRow } from "../../store/said.ts";
import type { Outcome } from "./outcome.ts";

/** The action under which a message that somebody wants to be coached on is heard, and its thread's kind. */
export const COACH_ON = "coach-on";

/** Asks one question about a message that stands elsewhere. */
export async function coachOnReply(tx: Transaction, said: SaidRow): Promise<Outcome> {
  const { personId } = said;
  const message = coachOnMessage(reading(said), said.actionValue);
  const recipient = `dm:${personId}`;
  return {
    deliveryIds: [
      await post(tx, { kind: COACH_ON, subjectId: said.id, recipient, personId, message }),
    ],
  };
}

/** What the coach would try, after the person's own answer or when they ask for it. */
export async function coachOnAnswer(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
): Promise<Outcome> {
  const passage = await findSaid(tx, root.subjectId);
  if (!passage || root.personId !== said.personId) return {};
  const message = coachOnEvidence(reading(passage), said.actionId === null);
  const { recipient, personId, id: threadId } = root;
  const kind = "coach-on-answer";
  return {
    deliveryIds: [
      await post(tx, { kind, subjectId: said.id, recipient, personId, threadId, message }),
    ],
  };
}

/** One of ours wrote it, or, as far as we know, the other side did. */
const reading = ({ text, actionValue }: SaidRow): PassageReading =>
  readPassage(text, actionValue ? "rep" : null);
