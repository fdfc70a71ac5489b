import { CATEGORIES, type Category } from "./categories.ts";
import { spokenDay } from "./spoken.ts";

/** What a review may change of a deal. */
export const EDITED = ["category", "closeOn", "nextStep", "nextStepOn", "signs"] as const;
export type Edited = (typeof EDITED)[number];

/** One thing that somebody changed. */
export interface DealEdit {
  field: Edited;
  before: string | null;
  after: string | null;
}

/** What somebody wants a deal to be; what is not named stays as it is. */
export type Wanted = Partial<Record<Edited, string | null>>;

/** From which drawer to which: below zero is down, and honest. */
export function categoryStep(edits: readonly DealEdit[]): number {
  const moved = edits.find(({ field }) => field === "category");
  if (!moved) return 0;
  const rank = (word: string | null) => CATEGORIES.indexOf((word ?? "pipeline") as Category);
  return rank(moved.before) - rank(moved.after);
}

/** Changes as people say them: "upside instead of commit, closes 18 Dec instead of 27 Nov". */
export function editWords(edits: readonly DealEdit[]): string[] {
  const instead = (before: string | null) => (before === null ? "" : ` instead of ${before}`);
  const day = (iso: string | null) => (iso === null ? null : spokenDay(iso));
  const of = (field: Edited) => edits.find((edit) => edit.field === field);
  const words: string[] = [];
  const category = of("category");
  if (category)
    words.push(
      category.after === "omitted"
        ? `out of the forecast${instead(category.before)}`
        : `${category.after}${instead(category.before)}`,
    );
  const close = of("closeOn");
  if (close)
    words.push(
      close.after === null
        ? "no close date"
        : `closes ${day(close.after)}${instead(day(close.before))}`,
    );
  const [step, on] = [of("nextStep"), of("nextStepOn")];
  if (step || on) {
    const what = step?.after ? `next “${step.after}”` : step ? "no next step" : "the next step";
    words.push(on?.after ? `${what} on ${day(on.after)}` : what);
  }
  const signs = of("signs");
  if (signs?.after) words.push(`${signs.after} signs${instead(signs.before)}`);
  return words;
}
