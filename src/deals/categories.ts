/**
 * The forecast's drawers. Commit closes on evidence, upside could close with effort, closed is signed,
 * pipeline is not forecast yet, omitted is out of it.
 */
export const CATEGORIES = ["closed", "commit", "upside", "pipeline", "omitted"] as const;
export type Category = (typeof CATEGORIES)[number];

const WORDS: Record<Category, readonly string[]> = {
  closed: ["closed", "closedwon", "won", "booked", "signed"],
  commit: ["commit", "committed", "forecast", "forecasted", "highlylikely", "mostlikely"],
  upside: ["upside", "bestcase", "best", "stretch", "probable"],
  pipeline: ["pipeline", "notforecasted", "early"],
  omitted: ["omitted", "omit", "excluded", "lost", "none"],
};

const BY_WORD = new Map(
  CATEGORIES.flatMap((category) =>
    WORDS[category].map((word): [string, Category] => [word, category]),
  ),
);

/** Reads a forecast category in a source's own word; `null` when it is none we know. */
export function categoryOf(word: string | null): Category | null {
  if (word === null) return null;
  return BY_WORD.get(word.toLowerCase().replace(/[^a-z]/g, "")) ?? null;
}
