import { type RampInput, type RampPlan, rampPhases, rampSchema } from "../coaching/ramp.ts";
import { firstName } from "../coaching/rep-record.ts";
import { daysBetween } from "../deals/deal.ts";
import type { Agent } from "./agent.ts";
import { knownOf } from "./coaching-plan.ts";
import { checkCitations, checkTexts } from "./deliverable-guards.ts";
import { checkAsks, checkLength } from "./guards.ts";

const OPENING_WORDS = 55;

function compose(input: RampInput): RampPlan {
  const phases = rampPhases(input);
  const startedOn = input.rep.startedOn ?? input.today;
  const day = Math.max(1, daysBetween(startedOn, input.today));
  return {
    rep: input.rep.name,
    ...{ startedOn, day, phases },
    opening: openingFor(phases, day),
    question: questionFor(input, phases),
  };
}

/** Where the ninety days stand: which gate is next, and what it waits for. */
function openingFor(phases: RampPlan["phases"], day: number): string {
  const open = phases.filter(({ gate }) => gate.state === "yes").length;
  const next = phases.find(({ gate }) => gate.state !== "yes");
  if (!next)
    return `Day ${day}: all 3 gates are open. The ramp is done; a coaching plan takes over.`;
  const gates =
    open === 0
      ? "no gate has been opened yet"
      : `${open} of 3 gates ${open === 1 ? "is" : "are"} open`;
  // Nobody is late before anybody could say yes.
  const late = open > 0 && day > next.until ? `, due on day ${next.until}` : "";
  const waits =
    next.gate.state === "shown"
      ? "The evidence for it is there; it waits for the manager's yes."
      : `It waits for evidence: ${next.gate.shows}.`;
  return `Day ${day}: ${gates}. Next is “${next.name}”${late}. ${waits}`;
}

/** The gate's own question, to be asked of the person it is about. */
function questionFor({ reader, rep }: RampInput, phases: RampPlan["phases"]): string {
  const next = phases.find(({ gate }) => gate.state !== "yes");
  const you = reader === "manager" ? firstName(rep.name) : "you";
  if (!next) return `What would ${you} tell the next new colleague to start with?`;
  switch (next.id) {
    case "learn":
      return `If a customer asked ${you} what the product has done for somebody like them, whose words would come first?`;
    case "supported":
      return `Which part of a first call would ${you} still rather not do alone?`;
    case "alone":
      return `On which open deal does ${you === "you" ? "your" : `${you}'s`} next step depend on nobody else?`;
  }
}

function guard(input: RampInput, output: RampPlan): string[] {
  const known = knownOf(input, compose(input));
  const steps = output.phases.flatMap(({ milestones, gate }) => [...milestones, gate]);
  return [
    ...checkCitations(
      known,
      steps.map(({ quote }) => quote),
    ),
    ...checkTexts(known, [output.opening, output.question]),
    ...checkAsks(output.question),
    ...checkLength(output.opening, OPENING_WORDS, "the opening"),
  ];
}

/** A new rep's first ninety days: milestones and gates, each with what shows it. */
export const rampPlan: Agent<RampInput, RampPlan> = {
  name: "ramp",
  schema: rampSchema,
  prompt: (input) => ({
    persona: "sales-coach",
    task:
      "Word this ramp plan. Milestones, their states, what shows them, gates and counts in the draft stay; you may " +
      "reword the opening and the one question. A gate is never called open unless the draft says yes.",
    facts: JSON.stringify({ draft: compose(input) }),
  }),
  compose,
  settle: (input, { opening, question }) => ({ ...compose(input), opening, question }),
  guard,
};
