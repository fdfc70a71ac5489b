import { DateTime } from "luxon";
import { v7 } from "uuid";
import { pipelineReviewAgent, reviewItems } from "../agents/pipeline-review.ts";
import { whoseReview } from "../deals/review-command.ts";
import { leftDealsMessage } from "../messages/left-deals.ts";
import type { Message } from "../messages/message.ts";
import {
  portfolioMessage,
  type ReviewScene,
  startedInChannelMessage,
  watchMessage,
} from "../messages/pipeline-review.ts";
import {
  alreadyUnderWayMessage,
  type Begun,
  nobodyMeantMessage,
  nothingOpenMessage,
  notYoursMessage,
  teamReviewMessage,
} from "../messages/pipeline-summary.ts";
import type { Transaction } from "../store/database.ts";
import { listPeople, ownWorkspace, type PersonRow } from "../store/people.ts";
import { addReview, closeReview, openReview, reviewThread } from "../store/pipeline-reviews.ts";
import type { SaidRow } from "../store/said.ts";
import type { Effects } from "./effects.ts";
import { heirsOf, isHere, leftDeals } from "./left-deals.ts";
import { ASKED, ask, outbox, type Say, WATCHED } from "./pipeline-review-threads.ts";
import { pipelineScene } from "./pipeline-scene.ts";
import type { Outcome } from "./replies/outcome.ts";

/** "/pipeline-review team", "review the team's pipeline". */
const TEAM = /^(?:my |the |our |whole )*(?:team|everybody|everyone)$/i;

/** Whose review begins, and who had it begin. */
interface Beginning {
  rep: PersonRow;
  starter: PersonRow;
  people: readonly PersonRow[];
  now: Date;
}

/** After so many days an unfinished review is out of date: a new one begins. */
const LAPSES_DAYS = 14;

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
  const reps = people.filter(
    (one) => one.role === "rep" && isHere(one, now.toISOString().slice(0, 10)),
  );
  if (TEAM.test(asked)) {
    if (starter.role === "rep") return await here(notYoursMessage());
    const own = reps.filter(({ managerId }) => managerId === starter.id);
    const begun: Begun[] = [];
    // An admin to whom nobody reports goes through everybody's.
    for (const rep of own.length > 0 ? own : reps)
      begun.push(await begin(tx, said, { rep, starter, people, now }, say));
    return await here(teamReviewMessage(begun, said.place.startsWith("channel:")));
  }
  const rep = asked === "" && starter.role === "rep" ? starter : called(people, asked);
  if (!rep) return await here(nobodyMeantMessage(reps.map(({ name }) => name)));
  if (rep.id !== starter.id && starter.role === "rep") return await here(notYoursMessage());

  const day = now.toISOString().slice(0, 10);
  if (!isHere(rep, day)) {
    // Nobody is there to answer; what can be done is to give the deals to somebody.
    const left = (await leftDeals(tx, null, day)).find(({ key }) => key === rep.id);
    const heirs = heirsOf(people, starter, day);
    return await here(left ? leftDealsMessage(left, heirs) : nothingOpenMessage(rep.name));
  }
  const begun = await begin(tx, said, { rep, starter, people, now }, say);
  if (begun.is === "nothing open") return await here(nothingOpenMessage(rep.name));
  if (begun.is === "under way")
    return await here(alreadyUnderWayMessage(rep.name, begun.at, begun.of));
  if (said.place.startsWith("channel:")) await here(startedInChannelMessage(rep.name));
}

/** Begins the review of one rep, or asks the question again that one under way stands at. */
async function begin(
  tx: Transaction,
  said: SaidRow,
  { rep, starter, people, now }: Beginning,
  say: Say,
): Promise<Begun> {
  const open = await openReview(tx, rep.id);
  const isFresh = open && now.getTime() - open.createdAt.getTime() < LAPSES_DAYS * 24 * 3600 * 1000;
  if (open && !isFresh) await closeReview(tx, open.id);
  if (open && isFresh && open.position < open.items.length) {
    const root = await reviewThread(tx, open.id, ASKED);
    if (root) await ask(open.items, open.position, null, root, said.id, say);
    return { rep: rep.name, is: "under way", at: open.position + 1, of: open.items.length };
  }
  const workspace = await ownWorkspace(tx);
  const today =
    DateTime.fromJSDate(now)
      .setZone(rep.timeZone ?? workspace.timeZone)
      .toISODate() ?? now.toISOString().slice(0, 10);
  const scene = await pipelineScene(tx, rep, today);
  if (scene.deals.length === 0) return { rep: rep.name, is: "nothing open" };
  const output = pipelineReviewAgent.compose(scene);
  const items = reviewItems(scene, output);
  const reviewId = v7();
  await addReview(tx, {
    id: reviewId,
    repId: rep.id,
    startedBy: starter.id,
    place: said.place.startsWith("channel:") ? said.place : null,
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
  return { rep: rep.name, is: "started" };
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
