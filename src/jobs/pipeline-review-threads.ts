import type { ReviewItem } from "../deals/review.ts";
import { dealMessage } from "../messages/pipeline-review.ts";
import type { Acknowledged } from "../messages/review-answers.ts";
import type { Transaction } from "../store/database.ts";
import { type DeliveryRow, type Outgoing, post } from "../store/deliveries.ts";
import type { SaidRow } from "../store/said.ts";
import type { Outcome } from "./replies/outcome.ts";

/** The rep's side of a review, and that of whoever started it. */
export const ASKED = "pipeline-review";
export const WATCHED = "pipeline-review-watch";
/** What it came to, in the channel. */
export const SUMMED_UP = "pipeline-review-summary";

/** Puts a message into the outbox; without a subject it is about what was just said. */
export type Say = (outgoing: Omit<Outgoing, "subjectId"> & { subjectId?: string }) => Promise<void>;

/** Collects what is posted, for the outcome. */
export function outbox(tx: Transaction, said: SaidRow): { say: Say; outcome: Outcome } {
  const deliveryIds: (string | null)[] = [];
  return {
    say: async (outgoing) => {
      deliveryIds.push(await post(tx, { subjectId: said.id, ...outgoing }));
    },
    outcome: { deliveryIds },
  };
}

/** Asks about one deal in the rep's thread; what was just answered is acknowledged first. */
export async function ask(
  items: readonly ReviewItem[],
  position: number,
  acknowledged: Acknowledged | null,
  root: DeliveryRow,
  subjectId: string,
  say: Say,
): Promise<void> {
  const item = items[position];
  if (!item) return;
  await say({
    kind: "pipeline-review-deal",
    subjectId,
    recipient: root.recipient,
    personId: root.personId,
    threadId: root.id,
    message: dealMessage(item, { number: position + 1, of: items.length }, acknowledged),
  });
}
