/** The first ninety days: what is to be learned, done with support, and done alone; what shows it. */

import { z } from "zod";
import { QUALIFICATION_SLOTS } from "../calls/empty-slots.ts";
import { categoryOf } from "../deals/categories.ts";
import type { DealFile } from "../deals/evidence.ts";
import { qualificationOf } from "../deals/evidence.ts";
import { counted } from "../deals/spoken.ts";
import { stageOf } from "../deals/stages.ts";
import { type Cited, cite, citedSchema } from "./cited.ts";
import { firstName, type RepRecord } from "./rep-record.ts";
import type { Track } from "./tracks.ts";

export const PHASES = [
  { id: "learn", name: "Learn", until: 30 },
  { id: "supported", name: "Do it with support", until: 60 },
  { id: "alone", name: "Do it alone", until: 90 },
] as const;
export type PhaseId = (typeof PHASES)[number]["id"];

/** How many of what; starting values of this project, a team may want others. */
const RAMP_COUNTS = {
  shadowedDiscovery: 5,
  shadowedDemos: 3,
  observedCalls: 5,
  qualifiedDeals: 3,
  knownOfEight: 5,
  objections: 5,
  coverage: 3,
  buyersWords: 3,
} as const;

const stepSchema = z.object({
  id: z.string(),
  words: z.string(),
  /** yes: a person said so · shown: the evidence is there · part: some of it · open: nothing yet · person: only a person can tell. */
  state: z.enum(["yes", "shown", "part", "open", "person"]),
  /** What shows it, or where it was looked. */
  shows: z.string(),
  quote: citedSchema.nullable(),
});

export const rampSchema = z.object({
  rep: z.string(),
  startedOn: z.iso.date(),
  day: z.number().int(),
  opening: z.string(),
  question: z.string(),
  phases: z.array(
    z.object({
      id: z.enum(["learn", "supported", "alone"]),
      name: z.string(),
      until: z.number().int(),
      milestones: z.array(stepSchema),
      gate: stepSchema,
    }),
  ),
});

/** A new rep's ramp plan, as far as it has come. */
export type RampPlan = z.infer<typeof rampSchema>;
export type RampStep = z.infer<typeof stepSchema>;

/** A person's yes: whose and when. */
export interface Yes {
  step: string;
  by: string;
  /** "14 Oct" */
  on: string;
}

export interface RampInput extends RepRecord {
  files: readonly DealFile[];
  yeses: readonly Yes[];
  /** Names of our people besides the rep: who listened in. */
  colleagues: readonly string[];
  /** Open pipeline over what is left of the quota; `null` when no quota is known. */
  coverage: number | null;
}

const step = (
  id: string,
  words: string,
  state: RampStep["state"],
  shows: string,
  quote: Cited | null = null,
): RampStep => ({ id, words, state, shows, quote });

/** What a yes to each step says, by the step's id. */
export const RAMP_STEPS: Readonly<Record<string, string>> = {
  certified: "certified on the product",
  shadowed: "sat in on colleagues' calls",
  "practice-pitch": "the practice pitch was given",
  "top-pains": "the three pains can be told",
  tools: "at home in the tools",
  "observed-calls": "discovery calls were run with the manager listening",
  "qualified-pipeline": "the first deals are qualified",
  framework: "each open deal is known",
  "top-objections": "the commonest objections are met without help",
  "pipeline-target": "the pipeline is there",
  "first-deal": "the first deal is there",
  forecast: "the forecast holds",
  "buyer-feedback": "buyers speak well of the calls",
  "gate-learn": "the product's worth, in the customer's words.",
  "gate-supported": "a whole discovery call.",
  "gate-alone": "a deal from first call to signature.",
};

const outOf = (count: number, goal: number): RampStep["state"] =>
  count >= goal ? "shown" : count > 0 ? "part" : "open";

/** Every milestone and gate with what shows it; a person's yes is put over it. */
export function rampPhases(input: RampInput): RampPlan["phases"] {
  const steps: Record<PhaseId, { milestones: RampStep[]; gate: RampStep }> = {
    learn: { milestones: learn(input), gate: learnGate(input) },
    supported: { milestones: supported(input), gate: supportedGate(input) },
    alone: { milestones: alone(input), gate: aloneGate(input) },
  };
  const said = (one: RampStep): RampStep => {
    const yes = input.yeses.find((yes) => yes.step === one.id);
    return yes ? { ...one, state: "yes", shows: `${yes.by} said yes on ${yes.on}` } : one;
  };
  return PHASES.map((phase) => ({
    ...phase,
    milestones: steps[phase.id].milestones.map(said),
    gate: said(steps[phase.id].gate),
  }));
}

function learn({ deals, manager }: RampInput): RampStep[] {
  const { shadowedDiscovery, shadowedDemos } = RAMP_COUNTS;
  const ask = `for ${manager ? firstName(manager) : "a manager"} to say`;
  return [
    step("certified", "Pass the product certification", "person", ask),
    step(
      "shadowed",
      `Sit in on ${shadowedDiscovery} discovery calls and ${shadowedDemos} demos of colleagues who do them well`,
      "person",
      ask,
    ),
    step(
      "practice-pitch",
      "Give the manager a practice pitch and hear what they make of it",
      "person",
      ask,
    ),
    step(
      "top-pains",
      "Tell the three pains buyers bring most, and how the product meets each",
      "person",
      ask,
    ),
    step(
      "tools",
      "Be at home in the CRM and the tools",
      deals.length > 0 ? "shown" : "person",
      deals.length > 0 ? `${counted(deals.length, "deal")} of their own in the CRM` : ask,
    ),
  ];
}

const trackOf = ({ tracks }: RepRecord, id: Track["id"]) => tracks.find((track) => track.id === id);
const metLooks = (record: RepRecord, id: Track["id"]) =>
  trackOf(record, id)?.looks.filter(({ met }) => met) ?? [];

function learnGate(input: RampInput): RampStep {
  const look = [...metLooks(input, "hand-words-back"), ...metLooks(input, "map-to-stated-pain")].at(
    -1,
  );
  return step(
    "gate-learn",
    "Can they say what the product is worth in the customer's own words?",
    look ? "shown" : "open",
    look
      ? `the buyer's words were handed back on ${look.call}`
      : "not on the calls I have read: nowhere were the buyer's words handed back yet",
    look?.shown ?? null,
  );
}

function supported(input: RampInput): RampStep[] {
  const { observedCalls, qualifiedDeals, knownOfEight, objections } = RAMP_COUNTS;
  const ours = new Set(input.colleagues.map((name) => name.toLowerCase()));
  const observed = input.calls.filter(
    ({ type, call }) =>
      type === "discovery" && call.participants.some(({ name }) => ours.has(name.toLowerCase())),
  ).length;
  const open = input.files.filter(({ deal }) => deal.status === "open");
  const known = open.map((file) => {
    const slots = qualificationOf(file);
    return {
      count: QUALIFICATION_SLOTS.filter((slot) => slots[slot]).length,
      core: Boolean(
        slots["economic-buyer"] && slots["decision-process"] && slots["identified-pain"],
      ),
    };
  });
  const qualified = known.filter(({ count }) => count >= knownOfEight).length;
  const core = known.filter((one) => one.core).length;
  const worked = input.calls.flatMap(({ moments }) =>
    moments.filter((one) => one.kind === "objection" && one.handling === "handled"),
  ).length;
  return [
    step(
      "observed-calls",
      `Run ${observedCalls} discovery calls with the manager listening, each talked over after`,
      outOf(observed, observedCalls),
      `${observed} of ${observedCalls}: calls on which a colleague was heard too; who listened in silence a person has to say`,
    ),
    step(
      "qualified-pipeline",
      `Build ${qualifiedDeals} deals with ${knownOfEight} of the eight things known`,
      outOf(qualified, qualifiedDeals),
      `${qualified} of ${qualifiedDeals}`,
    ),
    step(
      "framework",
      "Know who signs, how they decide and what hurts on each open deal",
      open.length > 0 && core === open.length ? "shown" : core > 0 ? "part" : "open",
      open.length === 0 ? "no open deal yet" : `${core} of ${counted(open.length, "open deal")}`,
    ),
    step(
      "top-objections",
      `Meet the five commonest objections without help`,
      outOf(worked, objections),
      `${worked} of ${objections}: objections worked through on the calls I have read`,
    ),
  ];
}

/** One discovery call with all three: what it leads to, who decides, a dated next step. */
function supportedGate(input: RampInput): RampStep {
  const has = (id: Track["id"], callId: string) =>
    metLooks(input, id).some((look) => look.callId === callId);
  const full = input.calls.find(
    ({ id, type }) =>
      type === "discovery" &&
      has("ask-what-follows", id) &&
      (has("ask-who-decides", id) || has("ask-how-the-decision-goes", id)) &&
      has("day-and-owner", id),
  );
  const quote = full
    ? metLooks(input, "ask-what-follows").find(({ callId }) => callId === full.id)
    : null;
  const lacking = input.calls.some(({ type }) => type === "discovery")
    ? "no discovery call so far has all three: what the problem leads to, who decides, a dated next step"
    : "no discovery call read yet";
  return step(
    "gate-supported",
    "Can they run a whole discovery call: the pain and what it costs, who is involved, a next step?",
    full ? "shown" : "open",
    full ? `all three on ${full.name}` : lacking,
    quote?.shown ?? null,
  );
}

const WARM = new Set(["great-question", "exactly", "how-would-you-solve"]);

function alone(input: RampInput): RampStep[] {
  const { coverage, buyersWords } = RAMP_COUNTS;
  const ratio = input.coverage;
  const closing = input.deals.find(
    ({ status, stage }) => status === "open" && stageOf(stage)?.key === "negotiation",
  );
  const won = input.deals.find(({ status }) => status === "won");
  const warm = input.calls.flatMap((one) => {
    const moment = one.moments.find(
      (found) => found.kind === "buyer-signal" && found.side === "buyer" && WARM.has(found.signal),
    );
    const speakers = Object.fromEntries(one.call.participants.map(({ id, name }) => [id, name]));
    return moment ? [cite({ id: one.id, name: one.name, speakers }, moment)] : [];
  });
  const committed = input.deals.filter(
    ({ category, status }) => status === "open" && categoryOf(category) === "commit",
  ).length;
  return [
    step(
      "pipeline-target",
      `Hold ${coverage} times what is left of the quota in open deals`,
      ratio === null ? "open" : ratio >= coverage ? "shown" : "part",
      ratio === null
        ? "no quota known for this quarter"
        : `${Math.round(ratio * 10) / 10} to 1 now`,
    ),
    step(
      "first-deal",
      "Close a first deal, or have one in its last talks",
      won || closing ? "shown" : "open",
      won
        ? `won: ${won.account ?? won.name}`
        : closing
          ? `in negotiation: ${closing.account ?? closing.name}`
          : "none yet",
    ),
    step(
      "forecast",
      "Forecast within a tenth of what was committed",
      input.bias?.error && Math.abs(input.bias.error.mean) <= 0.1 ? "shown" : "open",
      `${input.bias?.note ?? "not within a tenth so far"}; ${committed === 0 ? "no deal" : counted(committed, "deal")} in commit now`,
    ),
    step(
      "buyer-feedback",
      `Hear good words from buyers on ${buyersWords} calls`,
      outOf(warm.length, buyersWords),
      `${warm.length} of ${buyersWords} calls`,
      warm[0] ?? null,
    ),
  ];
}

function aloneGate({ deals, rep, files }: RampInput): RampStep {
  const own = deals.find(
    ({ status, openedOn }) =>
      status === "won" && openedOn !== null && rep.startedOn !== null && openedOn >= rep.startedOn,
  );
  const heard = files.some(({ deal, calls }) => deal.id === own?.id && calls.length > 0);
  const how = heard ? "" : "; none of its calls is with me, so how it went a person has to say";
  return step(
    "gate-alone",
    "Can they take a deal from first call to signature, with help on strategy only?",
    own ? "shown" : "open",
    own
      ? `${own.account ?? own.name} was opened and won since the first day${how}`
      : "no deal yet that was opened and won since the first day",
  );
}
