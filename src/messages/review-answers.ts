import { categoryStep, type DealEdit, editWords } from "../deals/edits.ts";
import type { ReviewItem } from "../deals/review.ts";
import { spokenList } from "../deals/spoken.ts";
import type { Block, Message } from "./message.ts";

/** Takes back what was written about a deal; its value is the id of what was written. */
export const UNDO_EDIT = "review-undo";

/** What was just answered: the words, and the way to take back what was written. */
export interface Acknowledged {
  words: string;
  undo: string | null;
}

export function acknowledgedBlocks({ words, undo }: Acknowledged): Block[] {
  return [
    { type: "text", text: [words] },
    ...(undo
      ? [{ type: "actions", actions: [{ id: UNDO_EDIT, label: "Undo", value: undo }] } as Block]
      : []),
  ];
}

/**
 * One line back for an answer: credit for an honest downgrade, a way to find out for what is not known.
 * @param before the deals answered earlier in this review, so that credit is not said twice in one breath
 */
export function acknowledgement(item: ReviewItem, before: readonly ReviewItem[]): Acknowledged {
  const { answer } = item;
  if (!answer) return { words: "", undo: null };
  const undo = answer.undo ?? null;
  if (answer.kind === "unknown")
    return {
      words: `Worth knowing that it is not known. A way to find out: “${item.whoToAsk}”`,
      undo,
    };
  if (answer.kind === "told") return { words: `Kept with ${item.title}, in your words.`, undo };
  const written =
    answer.kind === "updated"
      ? `${item.title}: ${spokenList(editWords(answer.edits ?? []))}. Written, on your word.`
      : null;
  const again = before.some((one) => one.dealId !== item.dealId && creditFor(one));
  return {
    words: [written ?? movedWords(item, again), ...after(item, written !== null, again)].join(" "),
    undo,
  };
}

const creditFor = ({ answer }: ReviewItem) => categoryStep(answer?.edits ?? []) < 0;

const CREDIT = "Saying so before the date does keeps the forecast honest.";
const LET_GO = "Letting go early leaves the time for deals that can happen.";

function movedWords(item: ReviewItem, again: boolean): string {
  const to = item.answer?.to;
  if (to === "omitted")
    return again ? `${item.title} is out as well.` : `${item.title} is out of the forecast.`;
  if (to === "commit") return `${item.title} is in commit now, on your word.`;
  return again ? `${item.title} is in ${to} too.` : `${item.title} is in ${to} now, on your word.`;
}

/** What follows from where it went: credit for the way down, what is still open for the way up. */
function after(item: ReviewItem, written: boolean, again: boolean): string[] {
  const { answer, openForCommit } = item;
  if (answer?.to === "commit" && categoryStep(answer.edits ?? []) > 0)
    return [
      openForCommit
        ? `Commit still asks for ${openForCommit}; I'll look for it.`
        : "What commit asks for is there.",
    ];
  if (!creditFor(item)) return [];
  const credit = answer?.to === "omitted" ? LET_GO : CREDIT;
  const back =
    answer?.to === "upside" && !written ? [`It comes back with ${item.whatBringsItBack}.`] : [];
  return [...(again ? [] : [credit]), ...back];
}

/** A word on its own, under a question that was answered before. */
export function plainWordMessage(words: string): Message {
  return { summary: words, blocks: [{ type: "text", text: [words] }] };
}

/** An acknowledgement on its own, under a question that was answered before. */
export function acknowledgedMessage(acknowledged: Acknowledged): Message {
  return { summary: acknowledged.words, blocks: acknowledgedBlocks(acknowledged) };
}

/** After an undo: what holds again, and what somebody else has changed meanwhile. */
export function takenBackMessage(
  item: ReviewItem,
  edits: readonly DealEdit[],
  left: number,
): Message {
  const words =
    edits.length === 0
      ? `${item.title} was changed again since; I left it as it is.`
      : `Taken back. ${item.title}: ${spokenList(editWords(edits))}, as before.${left > 0 ? " What was changed again since I left." : ""}`;
  return plainWordMessage(words);
}

/** Somebody filled in what was there already. */
export function nothingDifferentMessage(item: ReviewItem): Message {
  return plainWordMessage(`${item.title} stays as it is: nothing was different.`);
}
