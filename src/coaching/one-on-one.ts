import { z } from "zod";
import { citedSchema } from "./cited.ts";
import { promiseSchema } from "./prep.ts";

const seen = z.object({
  /** The behaviour's stable id. */
  behaviour: z.string(),
  /** One line with its base: "asked what a problem costs on 3 of 4 discovery calls". */
  line: z.string().min(1),
  /** On so many of the calls on which it could be seen. */
  met: z.number().int().nonnegative(),
  of: z.number().int().positive(),
  /** Words that show it, to name one; `null` where the point is that nothing was said. */
  quote: citedSchema.nullable(),
});

export const oneOnOneSchema = z.object({
  rep: z.string(),
  /** "day 95 in the job"; `null` when the first day is not known. */
  tenure: z.string().nullable(),
  /** What shows up more than it did, or holds; `null` when too little was seen to say. */
  moved: z.intersection(seen, z.object({ change: z.enum(["moved", "holds"]) })).nullable(),
  stuck: seen.nullable(),
  /** One thing to ask, about calls that were held. */
  question: z.string().min(1),
  promises: z.array(promiseSchema).max(3),
  /** What changed on their deals in the last two weeks. */
  deals: z.array(z.string().min(1)).max(2),
  /** What the last pipeline review kept for this talk; `null` when it kept nothing. */
  pipeline: z.object({ text: z.string(), question: z.string(), on: z.iso.date() }).nullable(),
  room: z.string().min(1),
  /** What it rests on, and what is left out. */
  basis: z.array(z.string().min(1)).max(3),
});

/** What a manager takes into a one-on-one with a rep. */
export type OneOnOne = z.infer<typeof oneOnOneSchema>;
export type BehaviourSeen = z.infer<typeof seen>;
