import type { Wanted } from "../deals/edits.ts";
import {
  MOVES,
  REVIEW_ACTIONS,
  type ReviewEvent,
  type ReviewItem,
  wishIn,
} from "../deals/review.ts";
import { asNow, wantedFrom } from "../messages/deal-form.ts";
import type { Transaction } from "../store/database.ts";
import { type Editor, editDeal } from "../store/deal-edits.ts";
import type { DeliveryRow } from "../store/deliveries.ts";
import type { PersonRow } from "../store/people.ts";
import type { PipelineReviewRow } from "../store/pipeline-reviews.ts";
import type { SaidRow } from "../store/said.ts";
import { ASKED } from "./pipeline-review-threads.ts";

/** Who writes in a review, as the history and the audit have it. */
export const editorOf = (who: PersonRow, at: Date): Editor => ({
  personId: who.id,
  by: `${who.name}, in the pipeline review`,
  at,
});

/** What was said in a review; what it changes is written on the way. `same`: it changes nothing. */
export async function whatWasSaid(
  tx: Transaction,
  said: SaidRow,
  review: PipelineReviewRow,
  editor: Editor,
  root: DeliveryRow,
): Promise<ReviewEvent | { type: "same"; item: ReviewItem } | null> {
  const action = REVIEW_ACTIONS.find((one) => one === said.actionId);
  if (said.actionId !== null && !action) return null;
  if (!action) {
    if (said.text.trim() === "") return null;
    const current = review.items[review.position];
    const to = review.state === "done" ? null : wishIn(said.text);
    if (!to || !current) return { type: "replied", text: said.text };
    return await written(tx, current, { category: to }, editor, "words", said.text.trim());
  }
  const item = review.items.find(({ dealId }) => dealId === said.actionValue);
  if (!item) return null;
  const to = MOVES[action];
  if (to) return await written(tx, item, { category: to }, editor, "button", null);
  if (action !== "review-update") return { type: "pressed", action, dealId: item.dealId };
  const shown = root.kind === ASKED ? item : asNow(item);
  return await written(tx, item, wantedFrom(shown, said.fields ?? {}), editor, "form", null);
}

async function written(
  tx: Transaction,
  item: ReviewItem,
  wanted: Wanted,
  editor: Editor,
  by: "button" | "form" | "words",
  words: string | null,
): Promise<ReviewEvent | { type: "same"; item: ReviewItem }> {
  const done = await editDeal(tx, item.dealId, wanted, editor);
  // A button says what holds, even when it holds already: the review goes on.
  if (by === "form" && (done?.edits.length ?? 0) === 0) return { type: "same", item };
  const { id, edits } = done ?? { id: null, edits: [] };
  const moved =
    edits.length > 0 || !wanted.category
      ? edits
      : [{ field: "category" as const, before: wanted.category, after: wanted.category }];
  return {
    ...{ type: "wrote", dealId: item.dealId, edits: moved, by, words },
    undo: edits.length > 0 ? id : null,
  };
}
