import {
  type EvaluationGap,
  type EvaluationPlan,
  evaluationPlanSchema,
  gapsOf,
  stepsOf,
  toldBy,
} from "../coaching/evaluation-plan.ts";
import { spelled } from "../coaching/rep-record.ts";
import type { PlannedCall } from "../coaching/tracks.ts";
import type { DealFile } from "../deals/evidence.ts";
import { spokenMoney } from "../deals/money.ts";
import { spokenDay } from "../deals/spoken.ts";
import type { Agent } from "./agent.ts";
import { checkCitations, checkTexts, saidIn } from "./deliverable-guards.ts";
import { checkAsks, checkLength } from "./guards.ts";

export interface EvaluationPlanInput {
  file: DealFile;
  /** Oldest first. */
  calls: readonly PlannedCall[];
  /** ISO day. */
  today: string;
  withheld: number;
  audience: string;
}

const OPENING_WORDS = 50;
const QUESTION_WORDS = 40;

const MISSING: Record<EvaluationGap, string> = {
  "their-step": "A step of theirs.",
  "our-step": "A step of ours.",
  dates: "A day for each step.",
  signer: "Who signs.",
  criteria: "What they will compare by.",
  process: "How they get from yes to signed.",
  no: "What result would mean that both sides stop.",
};

function compose(input: EvaluationPlanInput): EvaluationPlan {
  const { file, calls, today } = input;
  const { deal } = file;
  const account = deal.account ?? deal.name;
  const steps = stepsOf(calls, today);
  const gaps = gapsOf(file, calls, steps);
  const worth =
    deal.amountMinor === null ? "" : `, ${spokenMoney(deal.amountMinor, deal.currency)}`;
  const close = deal.closeOn ? `, to be decided by ${spokenDay(deal.closeOn)}` : "";
  return {
    ...{ deal: deal.name, account, head: `${account}${worth}${close}` },
    opening: openingFor(steps, gaps),
    question: questionFor(input, gaps[0]),
    steps,
    ...toldBy(file, calls),
    missing: gaps.map((gap) => ({ gap, says: MISSING[gap] })),
  };
}

function openingFor(steps: EvaluationPlan["steps"], gaps: readonly EvaluationGap[]): string {
  const theirs = steps.filter(({ side }) => side === "buyer").length;
  const ours = steps.length - theirs;
  const dated = steps.filter((step) => step.dated).length;
  const count = `On the last calls we took on ${tookOn(ours)}, they took on ${tookOn(theirs)}${steps.length === 0 ? "" : `; ${dated === 0 ? "none has a day" : `${dated} of ${steps.length} ${dated === 1 ? "has" : "have"} a day`}`}.`;
  return gaps.length === 0 ? `${count} It can be sent as a plan of both.` : count;
}

const tookOn = (count: number) =>
  count === 0 ? "nothing" : `${spelled(count)} ${count === 1 ? "step" : "steps"}`;

/** One question to the buyer, about the costliest gap. */
function questionFor(
  { file: { deal }, today }: EvaluationPlanInput,
  gap: EvaluationGap | undefined,
): string {
  const by = deal.closeOn && deal.closeOn > today ? ` by ${spokenDay(deal.closeOn)}` : "";
  switch (gap) {
    case "their-step":
      return `What would you need to have done on your side for a decision${by}?`;
    case "our-step":
      return "What do you need from us, and by which day, so that you can judge it?";
    case "dates":
      return `If it is to be decided${by || " this quarter"}, by which day does each of these have to be done?`;
    case "signer":
      return "Who signs this in the end, and when would they want to see it for the first time?";
    case "criteria":
      return "What will you hold it against when you decide, and who sets that?";
    case "process":
      return "Once you say yes, who else has to, and how long did that take the last time?";
    case "no":
      return "Which result would tell us both that we should stop?";
    case undefined:
      return "Is this how you see it too, and what would you change?";
  }
}

function guard(input: EvaluationPlanInput, output: EvaluationPlan): string[] {
  const known = { calls: input.calls, texts: saidIn(compose(input)) };
  return [
    ...checkCitations(known, [
      ...output.steps.map(({ quote }) => quote),
      ...[output.criteria, output.decision, output.signer],
    ]),
    ...checkTexts(known, [output.opening, output.question]),
    ...checkAsks(output.question),
    ...checkLength(output.opening, OPENING_WORDS, "the opening"),
    ...checkLength(output.question, QUESTION_WORDS, "the question"),
  ];
}

/** What both sides have undertaken on a deal, as a plan to be agreed with the buyer. */
export const evaluationPlan: Agent<EvaluationPlanInput, EvaluationPlan> = {
  name: "evaluation-plan",
  schema: evaluationPlanSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Word this mutual evaluation plan. Steps, owners, days and what is missing in the draft stay; you may reword the " +
      "opening and the one question to the buyer, in words a seller would say aloud. No other numbers or names.",
    facts: JSON.stringify({ draft: compose(input) }),
  }),
  compose,
  settle: (input, { opening, question }) => ({ ...compose(input), opening, question }),
  guard,
};
