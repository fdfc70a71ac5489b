import {
  advanceReview,
  REVIEW_ACTIONS,
  type ReviewEvent,
  type ReviewItem,
  type ReviewStep,
} from "../deals/review.ts";
import type { Message } from "../messages/message.ts";
import {
  acknowledgement,
  addedMessage,
  answerLineMessage,
  knownMessage,
  plainWordMessage,
  reviewDoneMessage,
  START,
  whatDidTheyDoMessage,
} from "../messages/pipeline-review.ts";
import {
  observationMessage,
  reviewClosedMessage,
  reviewSummaryMessage,
} from "../messages/pipeline-summary.ts";
import type { Transaction } from "../store/database.ts";
import type { DeliveryRow } from "../store/deliveries.ts";
import { findPerson, type PersonRow } from "../store/people.ts";
import { changeCategory, dealsOf, noteOnDeal } from "../store/pipeline.ts";
import {
  lockReview,
  moveReview,
  type PipelineReviewRow,
  reviewThread,
} from "../store/pipeline-reviews.ts";
import type { SaidRow } from "../store/said.ts";
import { ASKED, ask, outbox, type Say, WATCHED } from "./pipeline-review-threads.ts";
import type { ThreadReply } from "./replies/outcome.ts";

const CHANNEL = "channel:team";

/** The answers in a review's two threads: the rep's, and that of whoever follows along. */
export const pipelineReviewReply: ThreadReply = async (tx, said, root, effects) => {
  const { say, outcome } = outbox(tx, said);
  if (root.kind === ASKED) await goOn(tx, said, root, effects.now(), say);
  else await passOn(tx, said, root, say);
  return outcome;
};

/** An answer of the rep's, in the thread of the portfolio. */
async function goOn(
  tx: Transaction,
  said: SaidRow,
  root: DeliveryRow,
  now: Date,
  say: Say,
): Promise<void> {
  const review = await lockReview(tx, root.subjectId);
  if (!review || root.personId !== said.personId) return;
  const rep = await findPerson(tx, review.repId);
  if (!rep) return;
  if (said.actionId === START) {
    if (review.state === "done") return await word(reviewClosedMessage(), root, say);
    return await ask(review.items, review.position, null, root, said.id, say);
  }
  const event = eventOf(said);
  if (!event) return;
  if (event.type === "replied" && review.state === "done")
    return await word(reviewClosedMessage(), root, say);
  const step = advanceReview(review, event, { by: rep.name, at: now.toISOString() });
  if (step.show) return await word(knownMessage(step.show), root, say);
  await moveReview(tx, review.id, step.progress, now);
  const current = step.progress.items[step.progress.position];
  if (step.askWhat && current) return await word(whatDidTheyDoMessage(current), root, say);
  if (!step.answered) return;
  await write(tx, step.answered, rep.name, now);
  await tellWatcher(tx, review, answerLineMessage(step.answered), say);
  const acknowledged = acknowledgement(step.answered, review.items);
  if (step.correction) return await word(plainWordMessage(acknowledged), root, say);
  if (step.progress.state !== "done")
    return await ask(step.progress.items, step.progress.position, acknowledged, root, said.id, say);
  await finish(tx, review, step, rep, acknowledged, root, now, say);
}

function eventOf(said: SaidRow): ReviewEvent | null {
  if (!said.actionId) return said.text.trim() === "" ? null : { type: "replied", text: said.text };
  const action = REVIEW_ACTIONS.find((one) => one === said.actionId);
  return action && said.actionValue ? { type: "pressed", action, dealId: said.actionValue } : null;
}

/** A moved category is written with who said so; told words become an activity on the deal. */
async function write(tx: Transaction, item: ReviewItem, who: string, at: Date): Promise<void> {
  const answer = item.answer;
  if (answer?.to)
    await changeCategory(tx, item.dealId, answer.to, `${who}, in the pipeline review`, at);
  if (answer?.kind === "told" && answer.words)
    await noteOnDeal(tx, { dealId: item.dealId, who, text: answer.words, at });
}

async function word(message: Message, root: DeliveryRow, say: Say): Promise<void> {
  await say({
    kind: "pipeline-review-word",
    recipient: root.recipient,
    personId: root.personId,
    threadId: root.id,
    message,
  });
}

/** The last answer: the rep hears that it is done, the channel what it came to, the manager what waits for the 1:1. */
async function finish(
  tx: Transaction,
  review: PipelineReviewRow,
  step: ReviewStep,
  rep: PersonRow,
  acknowledged: string,
  root: DeliveryRow,
  now: Date,
  say: Say,
): Promise<void> {
  const { items } = step.progress;
  await word(reviewDoneMessage(acknowledged, items), root, say);
  const deals = (await dealsOf(tx, { ownerId: rep.id })).filter(({ status }) => status === "open");
  const scene = { rep: rep.name, on: now.toISOString().slice(0, 10), audience: "" };
  await say({
    kind: "pipeline-review-summary",
    subjectId: review.id,
    recipient: CHANNEL,
    personId: null,
    message: reviewSummaryMessage(items, deals, scene),
  });
  const watched = await reviewThread(tx, review.id, WATCHED);
  if (!review.observation || !watched) return;
  const [text = "", question = ""] = review.observation.split("\n");
  await say({
    kind: "pipeline-review-observation",
    subjectId: review.id,
    recipient: watched.recipient,
    personId: watched.personId,
    message: observationMessage(rep.name, { text, question }),
  });
}

async function tellWatcher(
  tx: Transaction,
  review: PipelineReviewRow,
  message: Message,
  say: Say,
): Promise<void> {
  const watched = await reviewThread(tx, review.id, WATCHED);
  if (watched)
    await say({
      kind: "pipeline-review-answer",
      recipient: watched.recipient,
      personId: watched.personId,
      threadId: watched.id,
      message,
    });
}

/** What whoever follows the review writes is passed on to the rep, as theirs. */
async function passOn(tx: Transaction, said: SaidRow, root: DeliveryRow, say: Say): Promise<void> {
  const review = await lockReview(tx, root.subjectId);
  const who = await findPerson(tx, said.personId);
  if (!review || !who || root.personId !== said.personId || said.text.trim() === "") return;
  const asked = await reviewThread(tx, review.id, ASKED);
  if (!asked) return;
  await say({
    kind: "pipeline-review-added",
    recipient: asked.recipient,
    personId: asked.personId,
    threadId: asked.id,
    message: addedMessage(who.name, said.text.trim()),
  });
}
