import type { BehaviourId } from "../coaching/behaviours.ts";
import { focusWords } from "../coaching/focus-words.ts";
import {
  changesBetween,
  missingMost,
  type Synthesis,
  synthesisSchema,
} from "../coaching/synthesis.ts";
import { type PlannedCall, tracksOf } from "../coaching/tracks.ts";
import type { Deal } from "../deals/deal.ts";
import { spokenTotals, totalsOf } from "../deals/money.ts";
import { counted } from "../deals/spoken.ts";
import type { Agent } from "./agent.ts";
import { checkTexts, saidIn } from "./deliverable-guards.ts";
import { checkAsks, checkLength } from "./guards.ts";
import { lowerName } from "./wording/competence-words.ts";

export interface SynthesisInput {
  /** "the 30 days to 20 Nov" */
  month: string;
  calls: readonly PlannedCall[];
  /** Of the thirty days before. */
  earlier: readonly PlannedCall[];
  /** Decided in the thirty days. */
  decided: readonly Deal[];
  /** Names that must not be told: a synthesis is about themes. */
  unnamed: readonly string[];
}

const OPENING_WORDS = 50;

function compose({ month, calls, earlier, decided }: SynthesisInput): Synthesis {
  const [now, before] = [tracksOf(calls), tracksOf(earlier)];
  const { more, less } = changesBetween(now, before);
  const missing = missingMost(now);
  const won = decided.filter(({ status }) => status === "won");
  const first = missing[0]?.behaviour as BehaviourId | undefined;
  return {
    ...{ month, calls: calls.length, callsBefore: earlier.length, more, less, missing },
    opening: openingFor(more[0], less[0], first, earlier.length),
    question: first
      ? (focusWords(first)?.pattern ?? "What made the difference this month?")
      : "What did this month's best call have that the others did not?",
    deals:
      decided.length === 0
        ? "No deal was decided."
        : `${counted(decided.length, "deal")} decided, ${won.length} won (${spokenTotals(totalsOf(won))}). Nothing here says that one caused the other.`,
    next: first
      ? `One thing for the next month: ${lowerName(first)}.`
      : "One thing for the next month: keep bringing in calls; there is too little yet to choose by.",
  };
}

function openingFor(
  more: Synthesis["more"][number] | undefined,
  less: Synthesis["less"][number] | undefined,
  missing: BehaviourId | undefined,
  before: number,
): string {
  const change = more ?? less;
  if (change) {
    const told = `${lowerName(change.behaviour as BehaviourId)} was there on ${change.met} of ${change.looks} calls (${change.metBefore} of ${change.looksBefore} the month before)`;
    return `${more ? "Seen more often" : "Seen less often"}: ${told}. ${change.sure ? "That is more than chance." : "Small numbers; it may be chance."}`;
  }
  const against =
    before === 0
      ? "There is no month before to compare with."
      : "Against the month before, nothing has changed enough to speak of.";
  return missing ? `${against} Missing most: ${lowerName(missing)}.` : against;
}

function guard(input: SynthesisInput, output: Synthesis): string[] {
  const known = { calls: [], texts: saidIn(compose(input)) };
  const texts = [output.opening, output.question, output.next];
  const words = new Set(
    texts
      .join(" ")
      .toLowerCase()
      .match(/[\p{L}'’-]+/gu) ?? [],
  );
  return [
    ...checkTexts(known, texts),
    ...checkAsks(output.question),
    ...checkLength(output.opening, OPENING_WORDS, "the opening"),
    ...input.unnamed
      .filter((name) => words.has(name.toLowerCase()))
      .map((name) => `“${name}” must not be named: a synthesis is about themes`),
  ];
}

/** A team's month: what is seen more, less, missing most, and one thing for the next. */
export const synthesis: Agent<SynthesisInput, Synthesis> = {
  name: "synthesis",
  schema: synthesisSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Word this monthly synthesis of a team's coaching. Counts and behaviours in the draft stay; you may reword the " +
      "opening, the one question and the one thing for next month. Themes with their base, never a person.",
    facts: JSON.stringify({ draft: compose(input) }),
  }),
  compose,
  settle: (input, { opening, question, next }) => ({ ...compose(input), opening, question, next }),
  guard,
};
