import { DateTime } from "luxon";
import { v7 } from "uuid";
import { pipelineReviewAgent, reviewItems } from "../agents/pipeline-review.ts";
import {
  advanceReview,
  REVIEW_ACTIONS,
  type ReviewEvent,
  type ReviewItem,
  type ReviewStep,
} from "../deals/review.ts";
import { whoseReview } from "../deals/review-command.ts";
import type { Message } from "../messages/message.ts";
import {
  acknowledgement,
  addedMessage,
  alreadyUnderWayMessage,
  answerLineMessage,
  dealMessage,
  knownMessage,
  nobodyMeantMessage,
  nothingOpenMessage,
  notYoursMessage,
  observationMessage,
  plainWordMessage,
  portfolioMessage,
  type ReviewScene,
  reviewClosedMessage,
  reviewDoneMessage,
  reviewSummaryMessage,
  START,
  startedInChannelMessage,
  watchMessage,
  whatDidTheyDoMessage,
} from "../messages/pipeline-review.ts";
import type { Transaction } from "../store/database.ts";
import { type DeliveryRow, type Outgoing, post } from "../store/deliveries.ts";
import { findPerson, listPeople, ownWorkspace, type PersonRow } from "../store/people.ts";
import { changeCategory, dealsOf, noteOnDeal } from "../store/pipeline.ts";
import {
  addReview,
  lockReview,
  moveReview,
  openReview,
  type PipelineReviewRow,
  reviewThread,
} from "../store/pipeline-reviews.ts";
import type { SaidRow } from "../store/said.ts";
import type { Effects } from "./effects.ts";
import { pipelineScene } from "./pipeline-scene.ts";
import type { Outcome, ThreadReply } from "./replies/outcome.ts";

/** The rep's side of a review, and that of whoever started it. */
const ASKED = "pipeline-review";
const WATCHED = "pipeline-review-watch";
const CHANNEL = "channel:team";

/** Puts a message into the outbox; without a subject it is about what was just said. */
type Say = (outgoing: Omit<Outgoing, "subjectId"> & { subjectId?: string }) => Promise<void>;

/** The answers in a review's two threads: the rep's, and that of whoever follows along. */
export const pipelineReviewReply: ThreadReply = async (tx, said, root, effects) => {
  const { say, outcome } = outbox(tx, said);
  if (root.kind === ASKED) await goOn(tx, said, root, effects.now(), say);
  else await passOn(tx, said, root, say);
  return outcome;
};

/** Starts a review when that is what was said; `null` when it is about something else. */
export async function startPipelineReview(
  tx: Transaction,
  said: SaidRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome | null> {
  const asked = said.actionId ? null : whoseReview(said.text);
  if (asked === null) return null;
  const { say, outcome } = outbox(tx, said);
  await start(tx, said, asked, effects.now(), say);
  return outcome;
}

function outbox(tx: Transaction, said: SaidRow): { say: Say; outcome: Outcome } {
  const deliveryIds: (string | null)[] = [];
  return {
    say: async (outgoing) => {
      deliveryIds.push(await post(tx, { subjectId: said.id, ...outgoing }));
    },
    outcome: { deliveryIds },
  };
}

async function start(
  tx: Transaction,
  said: SaidRow,
  asked: string,
  now: Date,
  say: Say,
): Promise<void> {
  const here = (message: Message) =>
    say({
      kind: "pipeline-review-word",
      recipient: said.place,
      personId: said.place.startsWith("channel:") ? null : said.personId,
      threadId: said.threadId,
      message,
    });
  const people = await listPeople(tx);
  const starter = people.find(({ id }) => id === said.personId);
  if (!starter) return;
  const reps = people.filter(({ role }) => role === "rep");
  const rep = asked === "" && starter.role === "rep" ? starter : called(people, asked);
  if (!rep) return await here(nobodyMeantMessage(reps.map(({ name }) => name)));
  if (rep.id !== starter.id && starter.role === "rep") return await here(notYoursMessage());

  const open = await openReview(tx, rep.id);
  if (open && open.position < open.items.length) {
    const root = await reviewThread(tx, open.id, ASKED);
    if (root) await ask(open.items, open.position, null, root, said.id, say);
    return await here(alreadyUnderWayMessage(rep.name, open.position + 1, open.items.length));
  }
  const workspace = await ownWorkspace(tx);
  const today =
    DateTime.fromJSDate(now)
      .setZone(rep.timeZone ?? workspace.timeZone)
      .toISODate() ?? now.toISOString().slice(0, 10);
  const scene = await pipelineScene(tx, rep, today);
  if (scene.deals.length === 0) return await here(nothingOpenMessage(rep.name));
  const output = pipelineReviewAgent.compose(scene);
  const items = reviewItems(scene, output);
  const reviewId = v7();
  await addReview(tx, {
    id: reviewId,
    repId: rep.id,
    startedBy: starter.id,
    items,
    observation: output.observation
      ? `${output.observation.text}\n${output.observation.question}`
      : null,
  });
  const watcher = watcherOf(rep, starter, people);
  const words: ReviewScene = {
    rep: rep.name,
    on: today,
    audience: watcher
      ? `${watcher.name} sees what you answer here`
      : "the summary goes to the channel",
  };
  const portfolio = portfolioMessage(scene.health, scene.deals, items, words);
  await say({
    kind: ASKED,
    subjectId: reviewId,
    recipient: `dm:${rep.id}`,
    personId: rep.id,
    message: portfolio,
  });
  if (watcher) {
    const seen = portfolioMessage(scene.health, scene.deals, items, {
      ...words,
      audience: `started ${starter.id === watcher.id ? "by you" : `by ${starter.name}`}`,
    });
    await say({
      kind: WATCHED,
      subjectId: reviewId,
      recipient: `dm:${watcher.id}`,
      personId: watcher.id,
      message: watchMessage(seen, rep.name),
    });
  }
  if (said.place.startsWith("channel:")) await here(startedInChannelMessage(rep.name));
}

/** By the whole name, else by a first name that only one person has. */
function called(people: readonly PersonRow[], asked: string): PersonRow | undefined {
  const wanted = asked.toLowerCase();
  const whole = people.find(({ name }) => name.toLowerCase() === wanted);
  const first = people.filter(({ name }) => name.toLowerCase().split(" ")[0] === wanted);
  return whole ?? (first.length === 1 ? first[0] : undefined);
}

/** Who follows along: whoever started it, else the rep's manager. */
function watcherOf(
  rep: PersonRow,
  starter: PersonRow,
  people: readonly PersonRow[],
): PersonRow | null {
  if (starter.id !== rep.id) return starter;
  return people.find(({ id }) => id === rep.managerId) ?? null;
}

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
  const acknowledged = acknowledgement(step.answered);
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

async function ask(
  items: readonly ReviewItem[],
  position: number,
  acknowledged: string | null,
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
