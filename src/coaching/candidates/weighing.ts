import type { Line, Run } from "./runs.ts";

/**
 * One sign of several that together tell what a stretch of talk is. The weights of a kind's signs
 * are those of a logistic regression on dialogues written for it (docs/quality.md), rounded; none is
 * enough by itself.
 */
export interface Sign {
  name: string;
  weight: number;
  said: RegExp;
}

/** Signs, and how rare what they tell is: the log odds without any of them. */
export interface Signs {
  bias: number;
  signs: readonly Sign[];
}

/** What speaks for it, as log odds, and the names of the signs that were heard. */
export interface Weighed {
  odds: number;
  why: string[];
}

/** Weighs a stretch of talk in lower case. */
function weigh({ bias, signs }: Signs, lower: string): Weighed {
  const heard = signs.filter(({ said }) => said.test(lower));
  return {
    odds: heard.reduce((odds, { weight }) => odds + weight, bias),
    why: heard.map(({ name }) => name),
  };
}

/** So many words belong to one telling; a longer run is read in overlapping stretches of this length. */
const STRETCH_WORDS = 70;
const LONGEST = 1200;

/** The lines of a run in stretches of about one telling, each beginning in the middle of the last. */
function stretchesOf(run: Run): Line[][] {
  if (run.words <= STRETCH_WORDS) return [run.lines];
  const stretches: Line[][] = [];
  let from = 0;
  while (from < run.lines.length) {
    const start = (run.lines[from] as Line).place;
    let to = from + 1;
    let middle = to;
    for (; to < run.lines.length; to += 1) {
      const { place, sentence } = run.lines[to] as Line;
      if (place + sentence.words.length - start > STRETCH_WORDS) break;
      if (place - start <= STRETCH_WORDS / 2) middle = to;
    }
    stretches.push(run.lines.slice(from, to));
    if (to >= run.lines.length) break;
    from = Math.max(from + 1, middle);
  }
  return stretches;
}

/** What lines say, in lower case. */
export const textOf = (lines: readonly Line[]): string =>
  lines
    .map(({ sentence }) => sentence.lower.slice(0, LONGEST))
    .join(" ")
    .slice(0, LONGEST);

/** A stretch of a run that weighs, and the line in it that says it best. */
export interface Stretch extends Weighed {
  lines: Line[];
  line: Line;
}

/** The stretch of a run with the highest odds, `null` when none has a line worth quoting. */
export function weightiest(signs: Signs, run: Run, fewest = 4): Stretch | null {
  let best: Stretch | null = null;
  for (const lines of stretchesOf(run)) {
    const { odds, why } = weigh(signs, textOf(lines));
    if (best && odds <= best.odds) continue;
    const line = sayingBest(signs, lines, fewest);
    if (line) best = { lines, line, odds, why };
  }
  return best;
}

function sayingBest(signs: Signs, lines: readonly Line[], fewest: number): Line | null {
  let best: { line: Line; odds: number } | null = null;
  for (const line of lines) {
    if (line.sentence.words.length < fewest) continue;
    const { odds } = weigh(signs, line.sentence.lower.slice(0, LONGEST));
    if (!best || odds > best.odds) best = { line, odds };
  }
  return best?.line ?? null;
}

/** Log odds as a confidence: at `from` just above the bar, with each further one a little more. */
export function sureness(odds: number, from: number, most = 0.72): number {
  return Math.min(most, 0.57 + (odds - from) * 0.03);
}
