import type { Category } from "../deals/categories.ts";
import { EDITED, type Wanted } from "../deals/edits.ts";
import { editsOf, type ReviewItem } from "../deals/review.ts";
import type { Form } from "./message.ts";

const CHOICES: readonly [Category, string][] = [
  ["commit", "Commit: it closes, and something shows it"],
  ["upside", "Upside: it could close with effort"],
  ["pipeline", "Pipeline: not forecast yet"],
  ["omitted", "Out of the forecast"],
];

const LONGEST_STEP = 200;
const LONGEST_NAME = 120;

/** What a deal is to be, as it stands now: for changes that take more than one button. */
export function dealForm(item: ReviewItem): Form {
  return {
    title: "Update the deal",
    submit: "Write it",
    fields: [
      {
        id: "category",
        type: "choice",
        label: "Forecast category",
        options: CHOICES.map(([value, label]) => ({ value, label })),
        optional: true,
        ...startingWith(CHOICES.some(([one]) => one === item.category) ? item.category : null),
      },
      {
        id: "closeOn",
        type: "date",
        label: "Close date",
        optional: true,
        ...startingWith(item.closeOn),
      },
      {
        id: "nextStep",
        type: "text",
        label: "Next step",
        hint: "What happens, and who moves first",
        maxLength: LONGEST_STEP,
        optional: true,
        ...startingWith(item.nextStep),
      },
      {
        id: "nextStepOn",
        type: "date",
        label: "Day of the next step",
        optional: true,
        ...startingWith(item.nextStepOn),
      },
      {
        id: "signs",
        type: "text",
        label: "Who signs",
        hint: "A name, as the buyer gave it to you",
        maxLength: LONGEST_NAME,
        optional: true,
        ...startingWith(item.signs),
      },
    ],
  };
}

/** A deal of a review as it stands after what was said about it. */
export function asNow(item: ReviewItem): ReviewItem {
  const edits = editsOf(item.answer).map(({ field, after }) => [field, after]);
  return { ...item, ...Object.fromEntries(edits) };
}

const startingWith = (value: string | null | undefined) => (value ? { value } : {});

/**
 * What somebody wants after filling in a form: only what differs from what the form showed them, so
 * that what the source has changed meanwhile is not put back unseen.
 */
export function wantedFrom(shown: ReviewItem, fields: Readonly<Record<string, string>>): Wanted {
  const wanted: Wanted = {};
  for (const field of EDITED) {
    const given = fields[field]?.trim() || null;
    const before = shown[field] ?? null;
    if (given !== before && !(field === "category" && given === null)) wanted[field] = given;
  }
  return wanted;
}
