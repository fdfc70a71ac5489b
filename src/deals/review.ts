import { type Category, categoryOf } from "./categories.ts";
import type { DealEdit } from "./edits.ts";

/** What a person can do with the question about a deal; the ids travel through every platform. */
export const REVIEW_ACTIONS = [
  "review-show",
  "review-they-did",
  "review-to-upside",
  "review-to-commit",
  "review-qualify-out",
  "review-unknown",
  "review-update",
] as const;
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/** How the question about one deal was answered. */
export interface ReviewAnswer {
  kind: "told" | "moved" | "updated" | "unknown";
  /** Who said so: a person's name. */
  by: string;
  /** ISO 8601 instant. */
  at: string;
  /** In their own words, when they gave any. */
  words: string | null;
  /** The category it moved to, when it moved. */
  to: Category | null;
  /** What was written, and the id under which it can be taken back. */
  edits?: DealEdit[];
  undo?: string | null;
  /** What was written about it before, when this came on top. */
  previous?: ReviewAnswer | null;
}

/** Everything that was written about a deal in a review, each field from what it was to what it is. */
export function editsOf(answer: ReviewAnswer | null | undefined): DealEdit[] {
  if (!answer) return [];
  const merged = new Map(editsOf(answer.previous).map((edit) => [edit.field, edit]));
  for (const edit of answer.edits ?? []) {
    const before = merged.get(edit.field)?.before;
    merged.set(edit.field, before === undefined ? edit : { ...edit, before });
  }
  return [...merged.values()].filter(({ before, after }) => before !== after);
}

/** Who wrote it, in their order. */
export function writersOf(answer: ReviewAnswer | null | undefined): string[] {
  if (!answer) return [];
  const wrote = (answer.edits?.length ?? 0) > 0 ? [answer.by] : [];
  return [...new Set([...writersOf(answer.previous), ...wrote])];
}

/** An answer without what was taken back; `null` when nothing is left of it. */
function without(answer: ReviewAnswer | null | undefined, undo: string): ReviewAnswer | null {
  if (!answer) return null;
  const previous = without(answer.previous, undo);
  return answer.undo === undo ? previous : { ...answer, previous };
}

/** One deal on a review's list, as it stood when the review began. */
export interface ReviewItem {
  dealId: string;
  /** "Northfield" */
  title: string;
  amountMinor: number | null;
  currency: string;
  category: Category | null;
  closeOn: string | null;
  nextStep?: string | null;
  nextStepOn?: string | null;
  /** Who is known to sign, when anybody is. */
  signs?: string | null;
  /** What commit asks for and nothing shows, in words; `null` when all of it is there. */
  openForCommit?: string | null;
  /** The line of facts, what is missing, and the one question. */
  facts: string;
  missing: string;
  question: string;
  /** What would bring it back, or find it out: said after the answer. */
  whatBringsItBack: string;
  whoToAsk: string;
  /** The six questions and what the calls, the activity and the CRM answer to each. */
  known: { label: string; value: string }[];
  actions: ReviewAction[];
  answer: ReviewAnswer | null;
}

export type ReviewState = "asking" | "telling" | "done";

/** How far a review is: which deal is next, and whether it waits for words about it. */
export interface ReviewProgress {
  state: ReviewState;
  position: number;
  items: ReviewItem[];
}

export type ReviewEvent =
  | { type: "pressed"; action: ReviewAction; dealId: string }
  /** Something was written about a deal: by a button, or by what was filled in. */
  | {
      type: "wrote";
      dealId: string;
      edits: DealEdit[];
      undo: string | null;
      by: "button" | "form" | "words";
      words: string | null;
    }
  /** It was taken back: the deal waits for an answer again. */
  | { type: "undid"; dealId: string; undo: string }
  | { type: "replied"; text: string };

/** What is to be done after an event; everything is plain data, so that it can stop for days and go on. */
export interface ReviewStep {
  progress: ReviewProgress;
  /** The deal that was just answered; `null` when the coach only asks for words. */
  answered: ReviewItem | null;
  /** Ask what they did, and wait for it. */
  askWhat: boolean;
  /** Show what is known about this deal; nothing moves. */
  show: ReviewItem | null;
  /** An answer to an earlier deal: nothing moves on. */
  correction: boolean;
}

/** The category a button moves a deal to. */
export const MOVES: Partial<Record<ReviewAction, Category>> = {
  "review-to-upside": "upside",
  "review-to-commit": "commit",
  "review-qualify-out": "omitted",
};
/** A reply that says it in words. Anchored at the wish, so that "upside" in a story moves nothing. */
const WISHES: readonly [RegExp, Category][] = [
  [
    /^(?:please |ok(?:ay)?,? |yes,? )?(?:move|put|pull|take|drop) (?:it|this|that one) (?:in)?to upside\b/i,
    "upside",
  ],
  [/^(?:please |ok(?:ay)?,? |yes,? )?(?:take|pull) (?:it|this|that one) out\b/i, "omitted"],
];
const DO_NOT_KNOW =
  /^(?:i )?(?:don'?t|do not) know(?: yet)?[.!]?$|^no idea[.!]?$|^not sure(?: yet)?[.!]?$/i;

/** The next step of a review. Pure; every state takes every event, a finished one takes corrections only. */
export function advanceReview(
  progress: ReviewProgress,
  event: ReviewEvent,
  who: { by: string; at: string },
): ReviewStep {
  const at =
    event.type === "replied"
      ? progress.position
      : progress.items.findIndex(({ dealId }) => dealId === event.dealId);
  const item = progress.items[at];
  const still = { progress, answered: null, askWhat: false, show: null, correction: false };
  if (!item) return still;
  if (event.type === "pressed" && event.action === "review-show") return { ...still, show: item };
  if (event.type === "pressed" && event.action === "review-they-did") {
    if (at !== progress.position) return still;
    return { ...still, progress: { ...progress, state: "telling" }, askWhat: true };
  }
  if (event.type === "undid") {
    const items = progress.items.map((one, index) =>
      index === at ? { ...one, answer: without(one.answer, event.undo) } : one,
    );
    return { ...still, progress: { ...progress, items } };
  }
  // What was written or told before is kept beneath; not knowing is forgotten once it is known.
  const previous = item.answer?.kind === "unknown" ? null : item.answer;
  const answered = { ...item, answer: { ...answerOf(event, who), previous } };
  const items = progress.items.map((one, index) => (index === at ? answered : one));
  if (at !== progress.position) {
    return {
      progress: { ...progress, items },
      answered,
      askWhat: false,
      show: null,
      correction: true,
    };
  }
  const position = at + 1;
  const state = position < items.length ? "asking" : "done";
  return {
    progress: { state, position, items },
    answered,
    askWhat: false,
    show: null,
    correction: false,
  };
}

/** The category a reply wishes for in plain words, `null` when it tells something else. */
export function wishIn(text: string): Category | null {
  const words = text.trim().replaceAll("’", "'");
  return WISHES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function answerOf(
  event: Exclude<ReviewEvent, { type: "undid" }>,
  who: { by: string; at: string },
): ReviewAnswer {
  if (event.type === "pressed") return { kind: "unknown", ...who, words: null, to: null };
  if (event.type === "wrote") {
    const moved = event.edits.find(({ field }) => field === "category");
    return {
      kind: event.by === "form" ? "updated" : "moved",
      ...who,
      words: event.words,
      to: moved ? categoryOf(moved.after) : null,
      edits: event.edits,
      undo: event.undo,
    };
  }
  const words = event.text.trim();
  const unknown = DO_NOT_KNOW.test(words.replaceAll("’", "'"));
  return { kind: unknown ? "unknown" : "told", ...who, words: unknown ? null : words, to: null };
}
