import { z } from "zod";
import { sharedMomentSchema } from "./shared-moment.ts";
import { trendSchema } from "./trend.ts";

const theme = z.object({
  /** What it is about, for machines: "objection-budget", "day-and-owner". */
  id: z.string(),
  /** One sentence with its base. */
  line: z.string().min(1),
  /** On so many of so many calls. */
  on: z.number().int().positive(),
  of: z.number().int().positive(),
});

export const digestSchema = z.object({
  /** "this week", "the last 30 days". */
  period: z.string(),
  calls: z.number().int().nonnegative(),
  /** How many of them are of the last seven days. */
  fresh: z.number().int().nonnegative(),
  themes: z.array(theme).max(3),
  /** One thing the whole team can try; `null` when nothing was seen to try it on. */
  tryThis: z.string().nullable(),
  /** What their owners have given to the team. */
  shared: z.array(sharedMomentSchema).max(2),
  /** How the themes went over time; `null` while there is too little to draw. */
  trend: trendSchema.nullable(),
  /** What is left out, and how far these numbers carry. */
  notes: z.array(z.string().min(1)).max(3),
});

/** What a team's channel reads once a week: themes with their base, never people. */
export type Digest = z.infer<typeof digestSchema>;
export type Theme = z.infer<typeof theme>;
