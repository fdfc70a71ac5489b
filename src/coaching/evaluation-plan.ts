/** What both sides have undertaken on a deal, and what is missing before it is a plan of both. */
import { z } from "zod";
import { type DealFile, qualificationOf } from "../deals/evidence.ts";
import { type Cited, cite, citedSchema } from "./cited.ts";
import type { PlannedCall } from "./tracks.ts";
import { tracksOf } from "./tracks.ts";

export const GAPS = [
  "their-step",
  "our-step",
  "dates",
  "signer",
  "criteria",
  "process",
  "no",
] as const;
export type EvaluationGap = (typeof GAPS)[number];

const stepSchema = z.object({
  side: z.enum(["rep", "buyer"]),
  who: z.string(),
  /** In the speaker's words. */
  what: z.string(),
  due: z.iso.date().nullable(),
  /** A day was said, whether or not it could be put on the calendar. */
  dated: z.boolean(),
  /** The day has passed. */
  overdue: z.boolean(),
  quote: citedSchema,
});

export const evaluationPlanSchema = z.object({
  deal: z.string(),
  account: z.string(),
  head: z.string(),
  opening: z.string(),
  /** What to ask the buyer to make it theirs too. */
  question: z.string(),
  steps: z.array(stepSchema).max(8),
  criteria: citedSchema.nullable(),
  decision: citedSchema.nullable(),
  signer: citedSchema.nullable(),
  missing: z.array(z.object({ gap: z.enum(GAPS), says: z.string() })),
});

/** A mutual evaluation plan as far as the deal's calls carry it. */
export type EvaluationPlan = z.infer<typeof evaluationPlanSchema>;
export type EvaluationStep = EvaluationPlan["steps"][number];

const SURE = 0.8;
const MOST = 8;
/** What is promised earlier in a call is mostly about the call itself. */
const LATE = 0.6;
const LEAST_WORDS = 3;
/** What a deal moves by; "see you", "bear that in mind" are promises by their grammar only. */
const DELIVERS =
  /^(?:send|share|forward|e-?mail|write|draft|prepare|get|give|bring|ask|check|confirm|speak|talk|call|ring|book|block|set|arrange|schedule|invite|introduce|connect|sign|review|read|run|scan|walk|find|meet|show|present|chase|raise|sort|follow|pull|update|load|fill|deliver|finish)\b/i;
/** Where a sentence goes on about something else. */
const AFTERTHOUGHT = /, (?:and |so |but )?(?:he|she|it|they|i|you|we|who|or|because|if)\b/i;
const DAY =
  /\b(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|today|tonight|tomorrow|this (?:afternoon|evening|morning|week)|next (?:week|hour)|end of (?:the )?(?:day|week|month))\b/i;

/** Firm undertakings of both sides from the last two calls, in the order they were made. */
export function stepsOf(calls: readonly PlannedCall[], today: string): EvaluationStep[] {
  const steps = calls.slice(-2).flatMap((one) => {
    const speakers = Object.fromEntries(one.call.participants.map(({ id, name }) => [id, name]));
    const at = { id: one.id, name: one.name, speakers };
    return one.moments.flatMap((moment): EvaluationStep[] => {
      if (moment.kind !== "commitment" || !moment.firm || moment.confidence < SURE) return [];
      if (!moment.side || moment.turn < one.call.turns.length * LATE) return [];
      const { side, who, due } = moment;
      const what = (moment.what.split(AFTERTHOUGHT)[0] ?? "").trim();
      if (!DELIVERS.test(what) || what.split(/\s+/).length < LEAST_WORDS) return [];
      return [
        {
          ...{ side, who, what, due: due?.slice(0, 10) ?? null },
          dated: due !== null || DAY.test(moment.quote),
          overdue: due !== null && due.slice(0, 10) < today,
          quote: cite(at, moment),
        },
      ];
    });
  });
  // Said twice is one step.
  const once = steps.filter(
    ({ who, what }, at) =>
      !steps.some((other, later) => later > at && other.who === who && other.what.includes(what)),
  );
  return once.slice(-MOST);
}

/** The words in which the buyer told what they compare by, how they decide, and who signs. */
export function toldBy(
  file: DealFile,
  calls: readonly PlannedCall[],
): Pick<EvaluationPlan, "criteria" | "decision" | "signer"> {
  const slots = qualificationOf(file);
  const cited = (
    slot: "decision-criteria" | "decision-process" | "economic-buyer",
  ): Cited | null => {
    const fact = slots[slot];
    const call = calls.find(({ id }) => id === fact?.callId);
    const turn = call?.call.turns[fact?.turn ?? -1];
    if (!fact || !call || !turn || fact.turn === null) return null;
    const names = new Map(call.call.participants.map(({ id, name }) => [id, name]));
    const speaker = names.get(turn.speaker) ?? turn.speaker;
    return {
      ...{ callId: call.id, call: call.name, turn: fact.turn, atMs: turn.startMs },
      ...{ quote: fact.text, speaker },
    };
  };
  return {
    criteria: cited("decision-criteria"),
    decision: cited("decision-process"),
    signer: cited("economic-buyer"),
  };
}

/** What a plan of both sides still needs, the costliest first. */
export function gapsOf(
  file: DealFile,
  calls: readonly PlannedCall[],
  steps: readonly EvaluationStep[],
): EvaluationGap[] {
  const slots = qualificationOf(file);
  const agreed = tracksOf(calls).some(({ id, met }) => id === "agree-what-a-no-is" && met > 0);
  const missing: Record<EvaluationGap, boolean> = {
    "their-step": !steps.some(({ side }) => side === "buyer"),
    "our-step": !steps.some(({ side }) => side === "rep"),
    dates: steps.some(({ dated }) => !dated),
    signer: !slots["economic-buyer"],
    criteria: !slots["decision-criteria"],
    process: !slots["decision-process"],
    no: !agreed,
  };
  return GAPS.filter((gap) => missing[gap]);
}
