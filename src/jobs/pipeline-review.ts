import { advanceReview, type ReviewItem, type ReviewStep } from "../deals/review.ts";
import type { Message } from "../messages/message.ts";
import {
  addedMessage,
  answerLineMessage,
  changedByOtherMessage,
  knownMessage,
  reviewDoneMessage,
  START,
  whatDidTheyDoMessage,
} from "../messages/pipeline-review.ts";
import {
  observationMessage,
  reviewClosedMessage,
  reviewSummaryMessage,
  summaryCorrectionMessage,
} from "../messages/pipeline-summary.ts";
import {
  type Acknowledged,
  acknowledgedMessage,
  acknowledgement,
  nothingDifferentMessage,
  takenBackMessage,
  UNDO_EDIT,
} from "../messages/review-answers.ts";
import type { Transaction } from "../store/database.ts";
import { undoEdit } from "../store/deal-edits.ts";
import type { DeliveryRow } from "../store/deliveries.ts";
import { findPerson, type PersonRow } from "../store/people.ts";
import { dealsOf, noteOnDeal } from "../store/pipeline.ts";
import {
  lockReview,
  moveReview,
  type PipelineReviewRow,
  reviewThread,
} from "../store/pipeline-reviews.ts";
import type { SaidRow } from "../store/said.ts";
import { ASKED, ask, outbox, type Say, SUMMED_UP, WATCHED } from "./pipeline-review-threads.ts";
import { editorOf, whatWasSaid } from "./pipeline-review-writing.ts";
import type { ThreadReply } from "./replies/outcome.ts";

const TEAM_CHANNEL = "channel:team";

/** One answer of one person in one review, with all it takes to deal with it. */
interface Answering {
  tx: Transaction;
  said: SaidRow;
  root: DeliveryRow;
  review: PipelineReviewRow;
  who: PersonRow;
  now: Date;
  say: Say;
}

/** The answers in a review's two threads: the rep's, and that of whoever follows along. */
export const pipelineReviewReply: ThreadReply = async (tx, said, root, effects) => {
  const { say, outcome } = outbox(tx, said);
  const review = await lockReview(tx, root.subjectId);
  const who = await findPerson(tx, said.personId);
  if (!review || !who || root.personId !== said.personId) return outcome;
  const answering = { tx, said, root, review, who, now: effects.now(), say };
  if (said.actionId === UNDO_EDIT) await takeBack(answering);
  else if (root.kind === ASKED) await goOn(answering);
  else if (said.actionId === null) await passOn(answering);
  else await putRight(answering);
  return outcome;
};

/** An answer of the rep's, in the thread of the portfolio. */
async function goOn(answering: Answering): Promise<void> {
  const { tx, said, root, review, who, now, say } = answering;
  if (said.actionId === START) {
    if (review.state === "done") return await word(reviewClosedMessage(), answering);
    return await ask(review.items, review.position, null, root, said.id, say);
  }
  const event = await whatWasSaid(tx, said, review, editorOf(who, now), root);
  if (!event) return;
  if (event.type === "replied" && review.state === "done")
    return await word(reviewClosedMessage(), answering);
  if (event.type === "same") return await word(nothingDifferentMessage(event.item), answering);
  const step = advanceReview(review, event, { by: who.name, at: now.toISOString() });
  if (step.show) return await word(knownMessage(step.show), answering);
  await moveReview(tx, review.id, step.progress, review.finishedAt ?? now);
  const current = step.progress.items[step.progress.position];
  if (step.askWhat && current) return await word(whatDidTheyDoMessage(current), answering);
  if (!step.answered) return;
  const { answer, dealId } = step.answered;
  if (answer?.kind === "told" && answer.words)
    await noteOnDeal(tx, { dealId, who: who.name, text: answer.words, at: now });
  await tellWatcher(answering, answerLineMessage(step.answered));
  const acknowledged = acknowledgement(step.answered, review.items);
  if (step.correction && review.state === "done") {
    await correctSummary(answering, step.answered);
    return await word(acknowledgedMessage(acknowledged), answering);
  }
  // After an earlier deal was put right the one that waits is asked about again: nobody scrolls back.
  if (step.progress.state !== "done")
    return await ask(step.progress.items, step.progress.position, acknowledged, root, said.id, say);
  await finish(answering, step, acknowledged);
}

/** What the other side of the review changes is written as theirs, and the rep is told. */
async function putRight(answering: Answering): Promise<void> {
  const { tx, said, root, review, who, now, say } = answering;
  const event = await whatWasSaid(tx, said, review, editorOf(who, now), root);
  if (event?.type === "same") return await word(nothingDifferentMessage(event.item), answering);
  if (event?.type !== "wrote") return;
  // The question stays the rep's to answer: the review does not move on by this.
  const { items } = review;
  const told = advanceReview({ state: "done", position: items.length, items }, event, {
    by: who.name,
    at: now.toISOString(),
  });
  const answered = told.answered;
  if (!answered) return;
  await moveReview(
    tx,
    review.id,
    { state: review.state, position: review.position, items: told.progress.items },
    review.finishedAt ?? now,
  );
  await word(acknowledgedMessage(acknowledgement(answered, items)), answering);
  if (review.state === "done") await correctSummary(answering, answered);
  await toRep(answering, changedByOtherMessage(who.name, answered), say);
}

/** Undo: the deal is as before, and waits for an answer again. */
async function takeBack(answering: Answering): Promise<void> {
  const { tx, said, root, review, who, now, say } = answering;
  const back = await undoEdit(tx, said.actionValue ?? "", editorOf(who, now));
  const item = review.items.find(({ dealId }) => dealId === back?.dealId);
  if (!back || !item) return;
  await word(takenBackMessage(item, back.edits, back.left.length), answering);
  const { progress } = advanceReview(
    review,
    { type: "undid", dealId: item.dealId, undo: said.actionValue ?? "" },
    { by: who.name, at: now.toISOString() },
  );
  await moveReview(tx, review.id, progress, review.finishedAt ?? now);
  const at = progress.items.findIndex(({ dealId }) => dealId === item.dealId);
  const left = progress.items[at] ?? item;
  if (review.state === "done") await correctSummary(answering, left);
  if (root.kind !== ASKED)
    return await toRep(answering, takenBackMessage(item, back.edits, back.left.length), say);
  await tellWatcher(answering, answerLineMessage(left));
  // Nothing left of its answer: the deal waits for one again.
  if (left.answer === null && review.state !== "done")
    await ask(progress.items, at, null, root, said.id, say);
}

async function word(message: Message, { root, say }: Answering): Promise<void> {
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
  answering: Answering,
  step: ReviewStep,
  acknowledged: Acknowledged,
): Promise<void> {
  const { tx, review, who: rep, now, say } = answering;
  const { items } = step.progress;
  const inTeams = (review.place ?? TEAM_CHANNEL) === TEAM_CHANNEL;
  await word(reviewDoneMessage(acknowledged, items, inTeams), answering);
  const deals = (await dealsOf(tx, { ownerId: rep.id })).filter(({ status }) => status === "open");
  const scene = { rep: rep.name, on: now.toISOString().slice(0, 10), audience: "" };
  await say({
    kind: SUMMED_UP,
    subjectId: review.id,
    recipient: review.place ?? TEAM_CHANNEL,
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

/** The channel has the summary: what changes after it is said under it. */
async function correctSummary({ tx, review, say }: Answering, item: ReviewItem): Promise<void> {
  const summary = await reviewThread(tx, review.id, SUMMED_UP);
  if (!summary) return;
  await say({
    kind: "pipeline-review-correction",
    recipient: summary.recipient,
    personId: null,
    threadId: summary.id,
    message: summaryCorrectionMessage(item),
  });
}

async function tellWatcher({ tx, review, say }: Answering, message: Message): Promise<void> {
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

async function toRep({ tx, review }: Answering, message: Message, say: Say): Promise<void> {
  const asked = await reviewThread(tx, review.id, ASKED);
  if (!asked) return;
  await say({
    kind: "pipeline-review-added",
    recipient: asked.recipient,
    personId: asked.personId,
    threadId: asked.id,
    message,
  });
}

/** What whoever follows the review writes is passed on to the rep, as theirs. */
async function passOn(answering: Answering): Promise<void> {
  const { said, who, say } = answering;
  if (said.text.trim() !== "")
    await toRep(answering, addedMessage(who.name, said.text.trim()), say);
}
