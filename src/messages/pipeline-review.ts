import type { Deal } from "../deals/deal.ts";
import { editWords } from "../deals/edits.ts";
import type { Flag, Health } from "../deals/health.ts";
import { spokenMoney, spokenTotals } from "../deals/money.ts";
import type { ReviewAction, ReviewItem } from "../deals/review.ts";
import { counted, spokenDay, spokenList } from "../deals/spoken.ts";
import { asNow, dealForm } from "./deal-form.ts";
import type { Action, Block, Message, Span } from "./message.ts";
import { type Acknowledged, acknowledgedBlocks, plainWordMessage } from "./review-answers.ts";

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const note = (...spans: Span[]): Block => ({ type: "note", text: spans });
const bold = (words: string): Span => ({ text: words, bold: true });

/** What a review's messages need besides its deals. */
export interface ReviewScene {
  rep: string;
  /** ISO day it was started. */
  on: string;
  /** Who else sees the answers: one plain clause. */
  audience: string;
}

/** The button that begins a review, and takes it up again. */
export const START = "review-start";

const LABELS: Record<ReviewAction, string> = {
  "review-they-did": "They did …",
  "review-to-upside": "Move to upside",
  "review-to-commit": "Move to commit",
  "review-qualify-out": "Take it out",
  "review-unknown": "I don't know yet",
  "review-show": "What is known",
  "review-update": "Update the deal",
};

/** The portfolio, before any deal: how much, against what, and what stands out. */
export function portfolioMessage(
  health: Health,
  deals: readonly Deal[],
  items: readonly ReviewItem[],
  scene: ReviewScene,
): Message {
  const first = `${spokenTotals(health.total)} open in ${counted(health.count, "deal")}, ${spokenTotals(health.weighted)} weighted by stage`;
  return {
    summary: `Pipeline review: ${first}.`,
    blocks: [
      text(bold(`Pipeline review, ${scene.rep}`), ` · ${scene.audience}`),
      text(`${first}.`, coverageWords(health)),
      ...(health.stages.length > 0 ? [stageTable(health)] : []),
      ...standOut(health, deals),
      ...(health.weightsAssumed
        ? [
            note(
              "The chances by stage are assumed until twenty decided deals have passed each of them.",
            ),
          ]
        : []),
      ...(items.length > 0
        ? [
            text(
              `${capital(counted(items.length, "deal"))} to go through, one question each: ${spokenList(items.map(({ title }) => title))}.`,
            ),
            {
              type: "actions",
              actions: [{ id: START, label: "Go through them", style: "primary" }],
            } as Block,
          ]
        : [text("No open deal to go through.")]),
    ],
  };
}

function coverageWords({ coverage, quarter }: Health): string {
  if (!coverage) return " No quota is known for this quarter, so I can't say how far it reaches.";
  const { currency, quotaMinor, wonMinor, ratio, dueRatio, target } = coverage;
  const won = wonMinor > 0 ? `${spokenMoney(wonMinor, currency)} of it won` : "none of it won yet";
  const due =
    dueRatio === null
      ? " The quota is met."
      : ` What is due by its end covers ${tenth(dueRatio)} of what is left.`;
  return ` The quota for ${quarter.slice(5)} is ${spokenMoney(quotaMinor, currency)}, ${won}: pipeline stands at ${tenth(ratio)} to 1, the aim is ${target} to 1.${due}`;
}

const tenth = (value: number) => String(Math.round(value * 10) / 10);

function stageTable(health: Health): Block {
  return {
    type: "table",
    columns: ["Stage", "Deals", "Value", "Days in it, on average", "Team's median"],
    rows: health.stages.map((one) => [
      one.stage,
      String(one.count),
      spokenTotals(one.total),
      one.averageDays === null ? "not known" : String(Math.round(one.averageDays)),
      one.usualDays === null
        ? `too few (${one.stays})`
        : `${Math.round(one.usualDays)} (${one.stays})`,
    ]),
  };
}

const FLAGS: readonly [Flag, string][] = [
  ["overdue", "Past the close date"],
  ["pushed", "Close date moved"],
  ["no-next-step", "No dated step ahead"],
  ["single-threaded", "One contact only"],
  ["stale", "Nothing heard for three weeks"],
  ["slow", "Over twice the usual time in its stage"],
  ["no-amount", "No amount"],
  ["stage-unknown", "A stage I don't know"],
];
/** So many names are read; of more only the number. */
const NAMED = 4;

function standOut(health: Health, deals: readonly Deal[]): Block[] {
  const names = new Map(deals.map((deal) => [deal.id, deal.account ?? deal.name]));
  const items = FLAGS.flatMap(([flag, label]) => {
    const flagged = health.flagged.filter(({ flags }) => flags.includes(flag));
    if (flagged.length === 0) return [];
    const shown = flagged.slice(0, NAMED).map(({ dealId }) => names.get(dealId) ?? "");
    const rest = flagged.length - shown.length;
    return [[`${label}: ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`]];
  });
  const early = health.frontLoaded ? [["More than half of the value stands before a demo"]] : [];
  return items.length + early.length > 0 ? [{ type: "list", items: [...items, ...early] }] : [];
}

/** One deal and its one question; what was just answered is acknowledged first. */
export function dealMessage(
  item: ReviewItem,
  place: { number: number; of: number },
  acknowledged: Acknowledged | null,
): Message {
  return {
    summary: item.question,
    blocks: [
      ...(acknowledged ? [...acknowledgedBlocks(acknowledged), { type: "divider" } as Block] : []),
      text(bold(headOf(item)), ` · ${item.facts}`),
      text(item.missing),
      text(item.question),
      { type: "actions", actions: item.actions.map((id) => actionOf(id, item)) },
      note(`Deal ${place.number} of ${place.of}. A reply in this thread answers it too.`),
    ],
  };
}

function actionOf(id: ReviewAction, item: ReviewItem): Action {
  return {
    ...{ id, label: LABELS[id], value: item.dealId },
    ...(id === "review-update" ? { form: dealForm(item) } : {}),
  };
}

/** "Stannard Packaging, £39.5k, commit, closes 27 Nov" */
function headOf(item: ReviewItem): string {
  return [
    item.title,
    item.amountMinor === null ? "no amount" : spokenMoney(item.amountMinor, item.currency),
    item.category ?? "no category",
    item.closeOn ? `closes ${spokenDay(item.closeOn)}` : "no close date",
  ].join(", ");
}

/** The six questions about a deal, answered from what there is, or that it is not there. */
export function knownMessage(item: ReviewItem): Message {
  return {
    summary: `What is known about ${item.title}.`,
    blocks: [
      text(bold(`${item.title}: what the calls, the activity and the CRM say`)),
      { type: "list", items: item.known.map(({ label, value }) => [bold(`${label} `), value]) },
    ],
  };
}

/** After "They did …": the words are the answer. */
export function whatDidTheyDoMessage(item: ReviewItem): Message {
  return {
    summary: `${item.title}: what did they do, and when?`,
    blocks: [text(`${item.title}: what did they do, and when? One line is enough.`)],
  };
}

/** The last word to the rep. */
export function reviewDoneMessage(
  acknowledged: Acknowledged,
  items: readonly ReviewItem[],
  inTeamChannel = true,
): Message {
  const open = items.filter(({ answer }) => answer?.kind === "unknown");
  const where = inTeamChannel ? "in the team channel" : "in the channel it was asked for in";
  return {
    summary: `That was the last of ${counted(items.length, "deal")}.`,
    blocks: [
      ...acknowledgedBlocks(acknowledged),
      { type: "divider" },
      text(
        `That was the last of ${counted(items.length, "deal")}.${open.length > 0 ? ` Still to find out: ${spokenList(open.map(({ title }) => title))}.` : ""} The summary is ${where}.`,
      ),
    ],
  };
}

/** To whoever started it: the same portfolio, and that the rep is being asked. */
export function watchMessage(portfolio: Message, rep: string): Message {
  const [head, ...rest] = portfolio.blocks;
  return {
    summary: `The review with ${rep} has begun.`,
    blocks: [
      ...(head ? [head] : []),
      ...rest.filter((block) => block.type !== "actions"),
      note(
        `${rep} has the questions; the answers come here as they are given. What you write in this thread is passed on as yours.`,
      ),
    ],
  };
}

/** One answer, as it is told to whoever started the review; they may put it right themselves. */
export function answerLineMessage(item: ReviewItem): Message {
  const answer = item.answer;
  const what =
    answer?.kind === "moved"
      ? `moved from ${item.category ?? "no category"} ${answer.to === "omitted" ? "out of the forecast" : `to ${answer.to}`}`
      : answer?.kind === "updated"
        ? spokenList(editWords(answer.edits ?? []))
        : answer?.kind === "told"
          ? `“${answer.words ?? ""}”`
          : answer
            ? "not known yet"
            : "taken back, open again";
  return {
    summary: `${item.title}: ${what}.`,
    blocks: [
      text(bold(headOf(item)), `: ${what}${answer ? ` (${answer.by})` : ""}`),
      note(`Asked: ${item.question}`),
      { type: "actions", actions: [actionOf("review-update", asNow(item))] },
    ],
  };
}

/** To the rep: the other side of the review has changed a deal. */
export function changedByOtherMessage(who: string, item: ReviewItem): Message {
  return plainWordMessage(
    `${who} changed ${item.title}: ${spokenList(editWords(item.answer?.edits ?? []))}.`,
  );
}

/** What one person adds to the other's side of a review. */
export function addedMessage(who: string, words: string): Message {
  return { summary: `${who} adds: ${words}`, blocks: [text(bold(`${who} adds: `), words)] };
}

/** In the channel, when a review was started there. */
export function startedInChannelMessage(rep: string): Message {
  const words = `I'm going through ${rep}'s pipeline with them, deal by deal. The summary comes here.`;
  return plainWordMessage(words);
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
