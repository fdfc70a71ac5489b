import { z } from "zod";
import { citedSchema } from "./cited.ts";
import { diagnosisSchema } from "./diagnosis.ts";
import { MOST_FOCUSES } from "./focuses.ts";

/** How far a plan has come: from evidence, through the talk about it, to the manager's yes. */
export const PLAN_STATES = ["drafted", "discussed", "approved"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const competenceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `null`: not enough seen. */
  level: z.number().int().min(1).max(5).nullable(),
  /** Lowest and highest that fit; an array, since a language model's answer knows no tuples. */
  range: z.array(z.number()).length(2).nullable(),
  expected: z.number().int().nullable(),
  met: z.number().int(),
  looks: z.number().int(),
  calls: z.number().int(),
  /** What is there, and what is not yet, in one line. */
  says: z.string(),
});

/** One of the six, as it is shown. */
export type Assessed = z.infer<typeof competenceSchema>;

const focusSchema = z.object({
  behaviour: z.string(),
  competency: z.string(),
  /** The behaviour in constant words. */
  name: z.string(),
  /** What was observed, with its base. */
  current: z.string(),
  /** The words it rests on. */
  moment: citedSchema.nullable(),
  response: citedSchema.nullable(),
  /** What good looks like. */
  target: z.string(),
  actions: z.array(z.string()).min(1).max(3),
  milestone: z.string(),
  targetOn: z.iso.date(),
  cause: diagnosisSchema,
});

export const planSchema = z.object({
  rep: z.string(),
  on: z.iso.date(),
  state: z.enum(PLAN_STATES),
  /** How many calls it rests on, and from when to when. */
  base: z.object({
    calls: z.number().int(),
    from: z.string(),
    to: z.string(),
    /** Fewer calls than a full plan needs. */
    draft: z.boolean(),
  }),
  /** The one thing it comes down to. */
  opening: z.string(),
  /** What the talk about it begins with. */
  question: z.string(),
  figures: z.array(z.object({ label: z.string(), value: z.string(), source: z.string() })),
  competences: z.array(competenceSchema),
  /** Came by itself on the last calls. */
  moved: z.array(z.string()).max(2),
  focuses: z.array(focusSchema).max(MOST_FOCUSES),
  cadence: z.array(z.object({ what: z.string(), when: z.string() })),
});

/** A rep's coaching plan. */
export type CoachingPlan = z.infer<typeof planSchema>;
export type PlannedFocus = CoachingPlan["focuses"][number];
