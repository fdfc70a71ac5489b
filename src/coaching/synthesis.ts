/** A month of a team's calls against the month before: what is seen more, less, and not at all. */
import { z } from "zod";
import { shareInterval } from "../deals/statistics.ts";
import { BEHAVIOUR_BY_ID } from "./behaviours.ts";
import { focusWords } from "./focus-words.ts";
import type { Track } from "./tracks.ts";

const changeSchema = z.object({
  behaviour: z.string(),
  name: z.string(),
  met: z.number().int(),
  looks: z.number().int(),
  metBefore: z.number().int(),
  looksBefore: z.number().int(),
  /** The intervals of the two shares do not meet: more than chance. */
  sure: z.boolean(),
});

export const synthesisSchema = z.object({
  month: z.string(),
  calls: z.number().int(),
  callsBefore: z.number().int(),
  opening: z.string(),
  question: z.string(),
  more: z.array(changeSchema).max(2),
  less: z.array(changeSchema).max(2),
  /** Missing most, of what can be practised. */
  missing: z
    .array(
      z.object({
        behaviour: z.string(),
        name: z.string(),
        met: z.number().int(),
        looks: z.number().int(),
      }),
    )
    .max(2),
  deals: z.string(),
  next: z.string(),
});

/** A team's month in coaching; themes, never people. */
export type Synthesis = z.infer<typeof synthesisSchema>;
export type Change = z.infer<typeof changeSchema>;

/** Fewer looks in either month are no month to compare. */
const LEAST_LOOKS = 4;
/** Smaller differences of a share are noise to a person. */
const LEAST_CHANGE = 0.2;

/** Behaviours whose share changed, largest change first. */
export function changesBetween(
  now: readonly Track[],
  before: readonly Track[],
): { more: Change[]; less: Change[] } {
  const changes = now.flatMap((track) => {
    const earlier = before.find(({ id }) => id === track.id);
    if (!earlier || track.looks.length < LEAST_LOOKS || earlier.looks.length < LEAST_LOOKS)
      return [];
    const [a, b] = [interval(track), interval(earlier)];
    const by = a.share - b.share;
    if (Math.abs(by) < LEAST_CHANGE) return [];
    const sure = by > 0 ? a.low > b.high : a.high < b.low;
    return [
      {
        by,
        ...{ behaviour: track.id, name: BEHAVIOUR_BY_ID[track.id].name, sure },
        ...{ met: track.met, looks: track.looks.length },
        ...{ metBefore: earlier.met, looksBefore: earlier.looks.length },
      },
    ];
  });
  const largest = (sign: 1 | -1) =>
    changes
      .filter(({ by }) => by * sign > 0)
      .sort((a, b) => Math.abs(b.by) - Math.abs(a.by))
      .slice(0, 2)
      .map(({ by: _, ...change }) => change);
  return { more: largest(1), less: largest(-1) };
}

/** What was missing most often, of what a person can practise. */
export function missingMost(now: readonly Track[]): Synthesis["missing"] {
  const missed = (track: Track) =>
    shareInterval(track.looks.length - track.met, track.looks.length)?.low ?? 0;
  return now
    .filter((track) => focusWords(track.id) !== null && track.looks.length >= LEAST_LOOKS)
    .filter((track) => track.met < track.looks.length)
    .toSorted((a, b) => missed(b) - missed(a))
    .slice(0, 2)
    .map(({ id, met, looks }) => ({
      ...{ behaviour: id, name: BEHAVIOUR_BY_ID[id].name, met },
      looks: looks.length,
    }));
}

const interval = (track: Track) =>
  shareInterval(track.met, track.looks.length) ?? { share: 0, low: 0, high: 1 };
