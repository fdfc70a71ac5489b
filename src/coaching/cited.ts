import { z } from "zod";
import type { Spot } from "./opportunity.ts";

export const citedSchema = z.object({
  callId: z.string(),
  /** Which call, as people call it: "Fernhill Dairies, 14 Oct". */
  call: z.string(),
  turn: z.number().int().nonnegative(),
  atMs: z.number().nullable(),
  quote: z.string().min(1),
  /** The speaker's name, as the transcript has it. */
  speaker: z.string().min(1),
});

/** Words on one of several calls, as a deliverable cites them. */
export type Cited = z.infer<typeof citedSchema>;

/** The call a spot stands on, as far as a citation needs it. */
export interface CitedCall {
  id: string;
  name: string;
  /** Names by the speaker's id. */
  speakers: Readonly<Record<string, string>>;
}

/** A spot with its call's name and its speaker's. */
export function cite(call: CitedCall, { turn, atMs, quote, speaker }: Spot): Cited {
  return {
    ...{ callId: call.id, call: call.name, turn, atMs, quote },
    speaker: call.speakers[speaker] ?? speaker,
  };
}
