import { WIN_LOSS_ANSWER, winLossAnsweredMessage } from "../../messages/win-loss.ts";
import type { Transaction } from "../../store/database.ts";
import { keepDealAnswer } from "../../store/deal-answers.ts";
import { type DeliveryRow, post } from "../../store/deliveries.ts";
import { dealsOf } from "../../store/pipeline.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

/** A question is about something else, and is answered as one. */
const ASKS = /\?\s*$/;

/** What is answered to the question a look back begins with, by its button or in its thread, is kept. */
export async function winLossReply(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome> {
  const dealId = dealIn(root);
  const text = (said.fields?.answer ?? said.text).trim();
  if (root.personId !== said.personId) return {};
  if (!dealId || (!said.actionId && ASKS.test(text))) return { isQuestion: true };
  const deal = (await dealsOf(tx, {})).find(({ id }) => id === dealId);
  if (!deal || text === "") return {};
  const { id, personId } = said;
  await keepDealAnswer(tx, { id, dealId, personId, text, createdAt: effects.now() });
  const message = winLossAnsweredMessage(deal.account ?? deal.name);
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "winloss-answer", subjectId: id, recipient: root.recipient, message },
        ...{ personId: root.personId, threadId: root.id },
      }),
    ],
  };
}

function dealIn({ message }: DeliveryRow): string | null {
  for (const block of message.blocks) {
    if (block.type !== "actions") continue;
    const action = block.actions.find(({ id }) => id === WIN_LOSS_ANSWER);
    if (action?.value) return action.value;
  }
  return null;
}
