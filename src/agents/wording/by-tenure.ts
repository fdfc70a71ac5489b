import { BEHAVIOUR_BY_ID, isBehaviour } from "../../coaching/behaviours.ts";
import type { MissedKind } from "../../coaching/opportunity.ts";
import type { Pattern } from "../../coaching/pattern.ts";
import type { Variant } from "./pick.ts";

/** What came up and was left, in words that follow "on 3 of your last 5 calls". */
const LEFT: Record<MissedKind, string> = {
  "disclosure-left-alone": "something was volunteered and not asked about",
  "process-left-unasked": "a step of their decision was named and not asked about",
  "signal-talked-over": "interest was answered at length and not asked about",
  "concession-for-nothing": "something was given with nothing asked in return",
  "price-defended": "the price was argued for before the comparison was known",
  "objection-answered-early": "an objection was answered before it was asked about",
  "next-step-open": "the call ended without a day",
};

/** How a count is told; the numbers come from code and are checked wherever they stand. */
const PATTERNS: Variant<{ pattern: Pattern; left: string }>[] = [
  {
    id: "pattern-also",
    say: ({ pattern: { left, of }, left: what }) =>
      `This is one of several: on ${left} of your last ${of} calls where it came up, ${what}.`,
  },
  {
    id: "pattern-plain",
    say: ({ pattern: { left, of }, left: what }) =>
      `Looking back: on ${left} of your last ${of} calls where it came up, ${what}.`,
  },
  {
    id: "pattern-habit",
    say: ({ pattern: { left, of }, left: what }) =>
      left === of
        ? `It has a pattern by now: on ${left} of your last ${of} calls where it came up, ${what}.`
        : `Not every time: on ${left} of your last ${of} calls where it came up, ${what}. On the rest you did it.`,
  },
];

/** The variants and what they are filled with; a missed kind says what was left. */
export function patternWording(pattern: Pattern, kind: MissedKind) {
  return { variants: PATTERNS, context: { pattern, left: LEFT[kind] } };
}

/** The skill by its constant name, for somebody who is learning it. */
export function skillLine(behaviour: string): string | null {
  if (!isBehaviour(behaviour)) return null;
  const { name } = BEHAVIOUR_BY_ID[behaviour];
  return `The move has a name: ${name.charAt(0).toLowerCase()}${name.slice(1)}.`;
}

const COUNT = /\b(\w+) of your last (\w+) calls\b/gi;

/** Every count of their own calls equals what was counted; without a count there is none to tell. */
export function checkCounts(pattern: Pattern | null, text: string): string[] {
  return [...text.matchAll(COUNT)].flatMap(([said, left, of]) =>
    pattern && left === String(pattern.left) && of === String(pattern.of)
      ? []
      : [`“${said}” was not counted`],
  );
}
