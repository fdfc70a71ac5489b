/**
 * Why a behaviour is not there: not yet able, able and not doing it, or kept from it. Said only on
 * evidence with its base, else "can't tell yet"; never by feel.
 */
import { z } from "zod";
import { spokenDay } from "../deals/spoken.ts";
import { type Cited, citedSchema } from "./cited.ts";
import type { Track } from "./tracks.ts";

const DIAGNOSES = ["skill", "will", "environment", "unknown"] as const;

export const diagnosisSchema = z.object({
  kind: z.enum(DIAGNOSES),
  /** One sentence with its base. */
  because: z.string(),
  evidence: z.array(citedSchema).max(3),
  /** What fits this cause. */
  response: z.string(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** A behaviour that a person agreed to try, and the day of it. */
export interface Agreed {
  behaviour: string;
  /** ISO day. */
  on: string;
}

/** Fewer looks than this say nothing about a cause. */
const LEAST_TO_TELL = 3;
/** So many tries without it, after it was agreed or had been done, are no accident. */
const LATELY = 2;

const RESPONSES: Record<Diagnosis["kind"], string> = {
  skill: "Read one call together, then say the words aloud in a short role play.",
  will: "Ask in the 1:1 what gets in the way; another explanation would not help.",
  environment: "Settle with the manager what may be said or given, then practise with that.",
  unknown: "The next calls will tell.",
};

/** Reads the cause from the looks, what was agreed, and words that the answer was not theirs. */
export function diagnose(
  track: Track,
  context: { agreed: readonly Agreed[]; beyond: readonly Cited[] },
): Diagnosis {
  const { looks, met, id } = track;
  const told = (
    kind: Diagnosis["kind"],
    because: string,
    evidence: readonly Cited[],
  ): Diagnosis => ({
    ...{ kind, because, response: RESPONSES[kind] },
    evidence: evidence.slice(0, 3),
  });
  const missed = looks.filter((look) => !look.met);
  const shown = (some: typeof looks) => some.flatMap((look) => look.shown ?? []);
  if (looks.length < LEAST_TO_TELL)
    return told(
      "unknown",
      `Could be seen on ${looks.length} of the calls so far; a cause needs ${LEAST_TO_TELL}.`,
      [],
    );
  if (missed.length === 0) return told("unknown", "Seen on each call where it could be.", []);
  if (context.beyond.length >= LATELY)
    return told(
      "environment",
      `On ${context.beyond.length} of the calls without it, the answer was said not to be the rep's to give.`,
      context.beyond,
    );
  const agreed = context.agreed.filter(({ behaviour }) => behaviour === id).at(-1);
  const since = agreed ? looks.filter(({ on }) => on > agreed.on) : [];
  if (agreed && since.length >= LATELY && since.every((look) => !look.met))
    return told(
      "will",
      `Agreed on ${spokenDay(agreed.on)}, and not there on the ${since.length} calls since where it could be.`,
      shown(since),
    );
  const lastMet = looks.findLastIndex((look) => look.met);
  const after = looks.slice(lastMet + 1);
  if (met >= LATELY && after.length >= LATELY)
    return told(
      "will",
      `Done on ${met} earlier calls, last on ${looks[lastMet]?.call ?? "one"}, and not on the ${after.length} since.`,
      shown(looks.slice(lastMet)),
    );
  if (met === 0)
    return told(
      "skill",
      `Not there on any of the ${looks.length} calls that asked for it; nothing shows that it has been done before.`,
      shown(missed).slice(-2),
    );
  return told(
    "unknown",
    `There on ${met} of ${looks.length} calls: able at times, and nothing shows yet what makes the difference.`,
    [...shown(looks.filter((look) => look.met)).slice(-1), ...shown(missed).slice(-1)],
  );
}
