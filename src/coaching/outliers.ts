import type { CallType } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import { spotAt } from "./behaviours/evidence.ts";
import { COMPARISON } from "./behaviours/objections.ts";
import { type Analysis, behaviourScene, questionsLike } from "./behaviours/scene.ts";
import { concessionCandidates } from "./candidates/concession.ts";
import type { Candidate, Spot } from "./opportunity.ts";

/** Earlier calls of the same type that are needed before "usual" means anything. */
const LEAST_HISTORY = 5;
/** Robust z from which a value is an outlier (Iglewicz and Hoaglin, 1993). */
const UNUSUAL = 3.5;
/** Makes the median absolute deviation comparable with a standard deviation; the same source. */
const MAD_SCALE = 0.6745;
/** The same for the mean absolute deviation, used where more than half of the history is one value. */
const MEAN_SCALE = 1.2533;

type OutlierMeasure =
  | "talkRatio.rep"
  | "longestMonologue.ms"
  | "longestCustomerStory.ms"
  | "questions.perHour"
  | "patience.medianMs"
  | "interruptions.byRep"
  | "pace.rep"
  | "pricing.discountBeforeComparison"
  | "pricing.concessionsInARow";

/** Something on a call that stands out from the same person's calls of the same type. */
export interface Outlier {
  measure: OutlierMeasure;
  value: number;
  /** Median of the earlier calls; `null` where the call alone tells. */
  usual: number | null;
  /** Earlier calls it is held against; 0 where the call alone tells. */
  base: number;
  /** Robust z: distance from the median in scaled median absolute deviations; `null` where the call alone tells. */
  distance: number | null;
  /** What the method says about the direction; "different" where it says nothing. */
  reading: "better" | "worse" | "different";
  evidence: Spot[];
}

/** The call itself, for the words behind a number and for its pricing talk. */
type OutlierContext = Pick<Analysis, "talk" | "moments">;

/** The outliers of a call, and why measures could not be held against a history, if so. */
export interface Outliers {
  found: Outlier[];
  insufficient: string | null;
}

interface Watched {
  measure: OutlierMeasure;
  of(measures: Measures): number | null;
  /** Differences below this are noise to a person, however regular the history; in the measure's unit. */
  least: number;
  /** Where more is better or worse by the method; only on these call types, if named. */
  more: "better" | "worse" | "different";
  on?: readonly CallType[];
  turn?(measures: Measures): number | null;
}

/** Talking time is read as good or bad on discovery calls only: a demo is meant to be spoken through. */
const WATCHED: readonly Watched[] = [
  {
    ...{ measure: "talkRatio.rep", least: 0.1, more: "worse", on: ["discovery"] },
    of: (measures) => measures.talkRatio.rep,
  },
  {
    ...{ measure: "longestMonologue.ms", least: 30_000, more: "worse", on: ["discovery"] },
    of: (measures) => measures.longestMonologue.ms,
    turn: (measures) => measures.longestMonologue.turn,
  },
  {
    ...{ measure: "longestCustomerStory.ms", least: 30_000, more: "better" },
    of: (measures) => measures.longestCustomerStory.ms,
    turn: (measures) => measures.longestCustomerStory.turn,
  },
  {
    ...{ measure: "questions.perHour", least: 12, more: "different" },
    of: (measures) => measures.questions.perHour,
  },
  {
    ...{ measure: "patience.medianMs", least: 400, more: "better" },
    of: (measures) => measures.patience.medianMs,
  },
  {
    ...{ measure: "interruptions.byRep", least: 4, more: "worse" },
    of: (measures) => measures.interruptions.byRep,
  },
  {
    ...{ measure: "pace.rep", least: 20, more: "different" },
    of: (measures) => measures.pace.rep,
  },
];

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Robust z of a value against earlier ones; infinite where they were all the same and this one is not. */
function distanceOf(value: number, usual: number, earlier: readonly number[]): number {
  const off = earlier.map((one) => Math.abs(one - usual));
  const mad = median(off);
  if (mad > 0) return (MAD_SCALE * (value - usual)) / mad;
  const mean = off.reduce((sum, one) => sum + one, 0) / off.length;
  if (mean > 0) return (value - usual) / (MEAN_SCALE * mean);
  return value === usual ? 0 : Math.sign(value - usual) * Number.POSITIVE_INFINITY;
}

function readingOf({ more, on }: Watched, callType: CallType, above: boolean): Outlier["reading"] {
  if (more === "different" || (on && !on.includes(callType))) return "different";
  return above === (more === "better") ? "better" : "worse";
}

function unusual(
  watched: Watched,
  measures: Measures,
  history: readonly Measures[],
  callType: CallType,
  { talk }: OutlierContext,
): Outlier[] {
  const value = watched.of(measures);
  const earlier = history.map(watched.of).filter((one) => one !== null);
  if (value === null || earlier.length < LEAST_HISTORY) return [];
  const usual = median(earlier);
  const distance = distanceOf(value, usual, earlier);
  if (Math.abs(distance) < UNUSUAL || Math.abs(value - usual) < watched.least) return [];
  const turn = talk.turns[watched.turn?.(measures) ?? -1];
  const { measure } = watched;
  return [
    {
      ...{ measure, value, usual, base: earlier.length },
      // Finite, so that it survives JSON.
      distance: Math.max(-99, Math.min(99, Math.round(distance * 10) / 10)),
      reading: readingOf(watched, callType, value > usual),
      evidence: turn ? [spotAt(turn, turn.sentences[0]?.text ?? turn.text)] : [],
    },
  ];
}

/** The longest run of concessions none of which was tied to something in return. */
function longestGiving(concessions: readonly Candidate[]): Candidate[] {
  let longest: Candidate[] = [];
  let running: Candidate[] = [];
  for (const concession of concessions) {
    running = concession.credited ? [] : [...running, concession];
    if (running.length > longest.length) longest = running;
  }
  return longest;
}

/** Pricing talk that left the rails: a discount before anyone asked what the price is compared with, giving in a row. */
function pricingOutliers(analysis: Analysis, callType: CallType | null): Outlier[] {
  const scene = behaviourScene(analysis, callType);
  const concessions = concessionCandidates(scene);
  const alone = { usual: null, base: 0, distance: null, reading: "worse" } as const;
  const found: Outlier[] = [];
  const compared = questionsLike(scene, COMPARISON)[0]?.turn ?? Number.POSITIVE_INFINITY;
  const early = concessions.filter(({ spot }) => spot.turn < compared);
  if (early.length > 0)
    found.push({
      ...{ measure: "pricing.discountBeforeComparison", value: early.length, ...alone },
      evidence: early.slice(0, 1).map(({ spot }) => spot),
    });
  const giving = longestGiving(concessions);
  if (giving.length >= 2)
    found.push({
      ...{ measure: "pricing.concessionsInARow", value: giving.length, ...alone },
      evidence: giving.map(({ spot }) => spot),
    });
  return found;
}

/**
 * What stands out on a call: against the same person's earlier calls of the same type (`history`,
 * median and median absolute deviation), and pricing talk that left the rails, which needs none.
 *
 * Unusually good is as much an outlier as unusually bad. Nothing is said about anyone's feelings.
 */
export function findOutliers(
  measures: Measures,
  history: readonly Measures[],
  callType: CallType | null,
  context: OutlierContext,
): Outliers {
  const pricing = pricingOutliers({ ...context, measures }, callType);
  if (callType === null) return { found: pricing, insufficient: "the kind of call is not known" };
  if (history.length < LEAST_HISTORY)
    return {
      found: pricing,
      insufficient: `not enough calls yet: ${history.length} of ${LEAST_HISTORY}`,
    };
  const found = WATCHED.flatMap((watched) =>
    unusual(watched, measures, history, callType, context),
  );
  return { found: [...found, ...pricing], insufficient: null };
}
