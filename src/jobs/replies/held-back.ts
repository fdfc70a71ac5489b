import {
  HELD_DELETE,
  HELD_READ,
  heldBackDecided,
  heldBackUndecided,
} from "../../messages/held-back.ts";
import { lockCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { type DeliveryRow, markAnswered, post } from "../../store/deliveries.ts";
import { DELETED_BY_HOST } from "../../store/held-back-calls.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import { allowCall, refuseCall } from "../recording/decide.ts";
import type { Outcome } from "./outcome.ts";

/** The host decides about a call that a rule had set aside: read it, or delete it. The first press counts. */
export async function heldBackReply(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  effects: Effects,
): Promise<Outcome> {
  if (root.personId !== said.personId) return {};
  const row = await lockCall(tx, root.subjectId);
  if (!row) return {};
  const title = row.title ?? "the call";
  const answer = async (message: ReturnType<typeof heldBackUndecided>) =>
    await post(tx, {
      kind: "held-back-answer",
      subjectId: said.id,
      recipient: root.recipient,
      personId: root.personId,
      threadId: root.id,
      message,
    });
  const decided = row.allowedBy ? HELD_READ : row.status === "discarded" ? HELD_DELETE : null;
  if (decided) {
    // The buttons go on showing what was decided, not what was pressed last.
    await markAnswered(tx, root.id, decided);
    return { deliveryIds: [await answer(heldBackDecided({ title, read: decided === HELD_READ }))] };
  }
  if (row.status !== "quarantined") return {};
  if (said.actionId === HELD_READ) {
    const reopened = await allowCall(tx, row, said.personId, effects.now());
    return { deliveryIds: [await answer(heldBackDecided({ title, read: true }))], reopened };
  }
  if (said.actionId === HELD_DELETE) {
    await refuseCall(tx, row.id, DELETED_BY_HOST);
    return { deliveryIds: [await answer(heldBackDecided({ title, read: false }))] };
  }
  return { deliveryIds: [await answer(heldBackUndecided())] };
}
