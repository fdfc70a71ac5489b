import { CRITERIA, CRITERIA_PLACES, type CriteriaPlace, type Criterion } from "./commitment.ts";
import { stageOf } from "./stages.ts";

/** What somebody wants done with the criteria. */
export type CriteriaWish =
  | { kind: "show" }
  | { kind: "reset" }
  | { kind: "change"; place: CriteriaPlace; criterion: Criterion; asks: boolean }
  /** It was about the criteria, and not clear: what could not be read. */
  | { kind: "unclear"; word: string };

const COMMAND =
  /^\/?(?:(?:what are|show(?: me)?|see) )?(?:the |our |my )?(?:commit|commitment)[- ]criteria\b[:,]?\s*(.*)$/is;
const CHANGE =
  /^(add|ask for|require|remove|drop|no longer ask for)\s+(.+?)\s+(?:to|at|for|in|from)\s+(.+?)[.!]?$/i;
const RESET = /^(?:reset|back to (?:the )?defaults?|defaults?)[.!]?$/i;

/**
 * Reads "commit criteria", "commit criteria: add champion to commit", "commit criteria: remove date held
 * from proposal", "commit criteria reset"; `null` when something else was said.
 */
export function criteriaWish(text: string): CriteriaWish | null {
  const found = COMMAND.exec(text.trim());
  if (!found) return null;
  const rest = (found[1] ?? "").trim().replace(/[?]+$/, "");
  if (rest === "") return { kind: "show" };
  if (RESET.test(rest)) return { kind: "reset" };
  const change = CHANGE.exec(rest);
  if (!change) return { kind: "unclear", word: rest };
  const [, verb = "", what = "", where = ""] = change;
  const criterion = criterionOf(what);
  if (!criterion) return { kind: "unclear", word: what };
  const place = placeOf(where);
  if (!place) return { kind: "unclear", word: where };
  return { kind: "change", place, criterion, asks: /^(?:add|ask|require)/i.test(verb) };
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");

/** "economic buyer", "economic-buyer" and what the field calls it. */
export function criterionOf(text: string): Criterion | null {
  const word = plain(text);
  const called: Record<string, Criterion> = {
    pain: "identified-pain",
    signer: "economic-buyer",
    whosigns: "economic-buyer",
    secondperson: "two-people",
    multithreading: "two-people",
    closedate: "date-held",
  };
  return CRITERIA.find((one) => plain(one) === word) ?? called[word] ?? null;
}

function placeOf(text: string): CriteriaPlace | null {
  const word = text.toLowerCase().replace(/^(?:the )?(?:stage )?|(?: stage)$/g, "");
  const key = stageOf(word)?.key;
  return (
    CRITERIA_PLACES.find((one) => one === plain(word)) ??
    CRITERIA_PLACES.find((one) => one === key) ??
    null
  );
}
