import { z } from "zod";
import { citedSchema } from "./cited.ts";

const expected = z.object({
  category: z.enum(["budget", "timing", "competition", "other"]),
  /** What is likely to come, as a label: "Price". */
  expect: z.string().min(1),
  /** Words to meet it with, said aloud. */
  meet: z.string().min(1),
  /** What became of it the last time, or why it is expected though nobody has said it. */
  note: z.string(),
  /** Where it was said; `null` where it is only usual at this stage. */
  quote: citedSchema.nullable(),
});

/** Something undertaken on a call. */
export const promiseSchema = z.object({
  by: z.enum(["us", "them"]),
  who: z.string(),
  /** ISO date; `null` when no day was said. */
  due: z.iso.date().nullable(),
  /** That day has passed. */
  past: z.boolean(),
  quote: citedSchema,
});

export const prepSchema = z.object({
  account: z.string(),
  /** Stage, amount and close date in one line; `null` without a deal. */
  deal: z.string().nullable(),
  /** When the next meeting is, as people say it; `null` when none is known. */
  meeting: z.string().nullable(),
  objective: z.string().min(1),
  needToHear: z.object({ line: z.string().min(1), quote: citedSchema.nullable() }),
  ourAsk: z.string().min(1),
  objections: z.array(expected).max(3),
  questions: z.array(z.string().min(1)).max(3),
  missing: z.array(z.string().min(1)).max(3),
  promised: z.array(promiseSchema).max(4),
  /** The reader's own behaviour to practise; `null` when it is somebody else's call. */
  focus: z.string().nullable(),
  /** What all this rests on. */
  basis: z.string().min(1),
});

/** What to know and to ask before the next call with an account. */
export type Prep = z.infer<typeof prepSchema>;
export type ExpectedObjection = z.infer<typeof expected>;
export type OpenPromise = z.infer<typeof promiseSchema>;
