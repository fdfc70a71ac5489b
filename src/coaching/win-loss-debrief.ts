import { z } from "zod";
import { citedSchema } from "./cited.ts";
import { REASONS, VERDICTS } from "./win-loss.ts";

const section = z.object({
  /** What the calls or the CRM show; each line with its base. */
  lines: z.array(z.string()).max(4),
  quotes: z.array(citedSchema).max(2),
});

export const winLossSchema = z.object({
  deal: z.string(),
  account: z.string(),
  rep: z.string().nullable(),
  outcome: z.enum(["won", "lost"]),
  /** "Lost: Thornbury Castings, £54k" */
  head: z.string(),
  /** How many calls it rests on. */
  calls: z.number().int(),
  question: z.string(),
  reason: z.object({ kind: z.enum(REASONS), crm: z.string().nullable(), against: z.string() }),
  verdict: z.object({
    kind: z.enum(VERDICTS),
    controllable: z.enum(["yes", "partly", "no", "unknown"]),
    says: z.string(),
  }),
  qualification: section,
  execution: section,
  competition: section,
  /** One thing to take into the next deal, or to keep doing; `null` where nothing shows one. */
  takeaway: z.string().nullable(),
});

/** The blameless look back at one decided deal. */
export type WinLossDebrief = z.infer<typeof winLossSchema>;
