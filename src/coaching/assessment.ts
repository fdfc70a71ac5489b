import { z } from "zod";
import { citedSchema } from "./cited.ts";
import { diagnosisSchema } from "./diagnosis.ts";
import { competenceSchema } from "./plan.ts";

/** What good looks like for one behaviour at the four marks, and where the person stands. */
const ladderSchema = z.object({
  competency: z.string(),
  behaviour: z.string(),
  name: z.string(),
  /** "2 of 4" */
  seen: z.string(),
  moment: citedSchema.nullable(),
  response: citedSchema.nullable(),
  steps: z.array(
    z.object({
      at: z.string(),
      good: z.string(),
      /** The last mark reached, or the first one until then. */
      here: z.boolean(),
    }),
  ),
  cause: diagnosisSchema,
});

export const assessmentSchema = z.object({
  rep: z.string(),
  on: z.iso.date(),
  tenure: z.string(),
  base: z.object({ calls: z.number().int(), from: z.string(), to: z.string(), draft: z.boolean() }),
  opening: z.string(),
  question: z.string(),
  competences: z.array(competenceSchema),
  /** The strongest thing seen, with its words. */
  strength: z.object({ name: z.string(), seen: z.string(), moment: citedSchema }).nullable(),
  /** At most two: what is furthest from what good looks like by now. */
  ladders: z.array(ladderSchema).max(2),
});

/** A rep's six competencies as the calls show them, and the next step on the ladder of each gap. */
export type Assessment = z.infer<typeof assessmentSchema>;
export type Ladder = z.infer<typeof ladderSchema>;
