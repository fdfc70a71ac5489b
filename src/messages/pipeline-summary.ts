import type { Deal } from "../deals/deal.ts";
import { editWords } from "../deals/edits.ts";
import { spokenTotals, type Totals } from "../deals/money.ts";
import { categoryTotals } from "../deals/patterns.ts";
import { editsOf, type ReviewItem, writersOf } from "../deals/review.ts";
import { spokenDay, spokenList } from "../deals/spoken.ts";
import type { Block, Message, Span } from "./message.ts";
import type { ReviewScene } from "./pipeline-review.ts";
import { plainWordMessage } from "./review-answers.ts";

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });
const bold = (words: string): Span => ({ text: words, bold: true });
const note = (...spans: Span[]): Block => ({ type: "note", text: spans });

/** The summary for the channel: what moved, what is known, what is not; no judgement. */
export function reviewSummaryMessage(
  items: readonly ReviewItem[],
  deals: readonly Deal[],
  scene: ReviewScene,
): Message {
  const moved = new Map(
    items.flatMap((item) =>
      editsOf(item.answer).some(({ field }) => field === "category")
        ? [[item.dealId, item.category] as const]
        : [],
    ),
  );
  const after = categoryTotals(deals);
  const before = categoryTotals(
    deals.map((deal) =>
      moved.has(deal.id) ? { ...deal, category: moved.get(deal.id) ?? null } : deal,
    ),
  );
  const change = (name: "commit" | "upside") => {
    const [was, is] = [said(before[name]), said(after[name])];
    return was === is ? `${name} ${is}` : `${name} ${is} (was ${was})`;
  };
  const line = (item: ReviewItem) => {
    const { answer } = item;
    const words = editWords(editsOf(answer));
    if (words.length > 0)
      return `${item.title}: ${spokenList(words)}, said by ${spokenList(writersOf(answer))}`;
    const stays = `${item.title}: stays in ${item.category ?? "no category"}`;
    if (answer?.kind === "told") return `${stays}; ${firstName(answer.by)} told what the buyer did`;
    return answer ? `${stays}; to find out: ${item.whatBringsItBack}` : stays;
  };
  return {
    summary: `${scene.rep}'s pipeline: ${change("commit")}, ${change("upside")}.`,
    blocks: [
      text(bold(`${scene.rep}'s pipeline, reviewed ${spokenDay(scene.on)}`)),
      text(`${capital(change("commit"))}, ${change("upside")}.`),
      { type: "list", items: items.map((item) => [line(item)]) },
    ],
  };
}

const said = (totals: Totals) => spokenTotals(totals).replace("nothing", "0");

/** Under the summary, when a deal was changed after it. */
export function summaryCorrectionMessage(item: ReviewItem): Message {
  const { answer } = item;
  const words = editWords(editsOf(answer));
  const what = words.length
    ? `${spokenList(words)}, said by ${spokenList(writersOf(answer))}`
    : `stays in ${item.category ?? "no category"}, taken back`;
  return plainWordMessage(`Since the summary, ${item.title}: ${what}.`);
}

/** The one thing that waits for the 1:1, to the manager alone. */
export function observationMessage(
  rep: string,
  observation: { text: string; question: string },
): Message {
  return {
    summary: `For the 1:1 with ${rep}: ${observation.text}`,
    blocks: [
      text(bold(`For your next 1:1 with ${rep}`)),
      text(observation.text),
      text("To ask there: ", { text: observation.question, italic: true }),
      note("Kept out of the review on purpose: a review is about deals."),
    ],
  };
}

export function nobodyMeantMessage(names: readonly string[]): Message {
  return plainWordMessage(
    `Whose pipeline? Write “pipeline review” and a name, or “team”: ${spokenList(names)}.`,
  );
}

/** What came of beginning the review of one rep. */
export type Begun = { rep: string } & (
  | { is: "started" | "nothing open" }
  | { is: "under way"; at: number; of: number }
);

/** A whole team's reviews, each between the coach and one rep. */
export function teamReviewMessage(begun: readonly Begun[], inChannel: boolean): Message {
  const named = (is: Begun["is"]) => begun.flatMap((one) => (one.is === is ? [one.rep] : []));
  const [started, nothing] = [named("started"), named("nothing open")];
  const underWay = begun.flatMap((one) =>
    one.is === "under way" ? [`${one.rep} (deal ${one.at} of ${one.of})`] : [],
  );
  return plainWordMessage(
    [
      started.length > 0 &&
        `I'm going through the pipeline with ${spokenList(started)}, each in their own conversation, deal by deal. The summaries come ${inChannel ? "here" : "to the team's channel"}.`,
      underWay.length > 0 && `Already under way: ${spokenList(underWay)}.`,
      nothing.length > 0 && `No open deal: ${spokenList(nothing)}.`,
      begun.length === 0 && "Nobody reports to you here, so there is no pipeline to go through.",
    ]
      .filter((line) => line !== false)
      .join(" "),
  );
}

export function notYoursMessage(): Message {
  return plainWordMessage(
    "A manager starts the review of somebody else's pipeline. Your own begins with /pipeline-review.",
  );
}

export function nothingOpenMessage(rep: string): Message {
  return plainWordMessage(`${rep} has no open deal to review.`);
}

export function alreadyUnderWayMessage(rep: string, at: number, of: number): Message {
  return plainWordMessage(`The review with ${rep} is at deal ${at} of ${of}. I have asked again.`);
}

export function reviewClosedMessage(): Message {
  return plainWordMessage("That review is closed. A new one begins with /pipeline-review.");
}

const firstName = (name: string) => name.split(" ")[0] ?? name;
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
