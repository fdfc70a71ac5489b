import type { Disclosure } from "../../calls/moment.ts";
import { type Field, fieldsIn } from "./fields.ts";
import type { Line, Run } from "./runs.ts";
import { DISCLOSED } from "./signs/disclosed.ts";
import { type Stretch, weightiest } from "./weighing.ts";

/** What words of each field add to the odds; `power` is named wherever something is at stake. */
const FIELD_WEIGHT: Record<Field, number> = {
  harm: 0.5,
  scrutiny: 0.25,
  hardship: 0.3,
  fear: 0.5,
  jobs: 0.5,
  change: 0.2,
  power: 0.9,
};
/** Each doubling of what the person says at a time, up to three times as much. */
const DOUBLED = 0.93;
const MOST_DOUBLED = 1.6;
const LEAST_DOUBLED = -0.5;
const FULL_WORDS = 20;
const FULL = 0.75;
const SHORTEST = 14;
const USUAL_WORDS = 10;

/** A stretch in which something was disclosed, told from all its words and its length. */
export interface Disclosed {
  line: Line;
  flavour: Disclosure;
  /** 0 to 1, comparable with that of a telling phrase. */
  score: number;
}

/** Log odds from which something may have been disclosed, and from which it is sure enough alone. */
const MAYBE = 0;
const FROM = 1.2;
/** Where those odds stand among the scores of telling phrases. */
const BASE = 0.6;
const PER_ODD = 0.04;
const MOST = 0.7;

/** The stretch of a buyer's run that discloses something, `null` when none does. */
export function disclosedIn(run: Run, usualWords: number): Disclosed | null {
  if (run.words < SHORTEST) return null;
  const stretch = weightiest(DISCLOSED, run, 5);
  if (!stretch) return null;
  const heard = fieldsIn(stretch.lines.flatMap(({ sentence }) => sentence.words));
  let odds = stretch.odds;
  for (const field of heard.keys()) odds += FIELD_WEIGHT[field];
  const doubled = Math.log2(run.words / Math.max(USUAL_WORDS, usualWords));
  odds += DOUBLED * Math.min(MOST_DOUBLED, Math.max(LEAST_DOUBLED, doubled));
  if (run.words >= FULL_WORDS) odds += FULL;
  if (odds < MAYBE) return null;
  return {
    line: stretch.line,
    flavour: flavourOf(stretch, heard),
    score: Math.min(MOST, BASE + (odds - FROM) * PER_ODD),
  };
}

function flavourOf({ line, why }: Stretch, heard: ReadonlyMap<Field, number>): Disclosure {
  const own = fieldsIn(line.sentence.words);
  if (own.has("fear") || own.has("hardship") || why.includes("a feeling")) return "fear";
  if (why.includes("a sum")) return "money";
  if (own.has("harm") || heard.has("harm") || why.includes("something ended")) return "failure";
  if (own.has("jobs") || own.has("power")) return "person";
  return own.has("change") ? "date" : "failure";
}
