import { clockTime, placeOf } from "../calls/clock-time.ts";
import type { Outlier, Outliers } from "./outliers.ts";

/** Something that stood out, as a rep reads it: what it was here and what it usually is, nothing more. */
export interface OutlierLine {
  text: string;
  /** Where it can be heard, `null` where it is a matter of the whole call. */
  turn: number | null;
  quote: string | null;
  /** Of the call itself rather than of the rep's history. */
  alone: boolean;
}

const share = (value: number) => `${Math.round(value * 100)} %`;
const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
const whole = (value: number) => String(Math.round(value));

const SAID: Record<
  Exclude<Outlier["measure"], `pricing.${string}`>,
  [label: string, shown: (value: number) => string]
> = {
  "talkRatio.rep": ["share of the talk", share],
  "longestMonologue.ms": ["longest stretch without a break", clockTime],
  "longestCustomerStory.ms": ["longest buyer story", clockTime],
  "questions.perHour": ["questions an hour", whole],
  "patience.medianMs": ["wait before answering", seconds],
  "interruptions.byRep": ["times begun while the buyer spoke", whole],
  "pace.rep": ["words a minute", whole],
};

function textOf({ measure, value, usual, base, evidence }: Outlier): string {
  const first = evidence[0];
  const at = first ? ` at ${placeOf(first)}` : "";
  if (measure === "pricing.discountBeforeComparison")
    return `something was taken off the price${at}, before a question about what it is compared with`;
  if (measure === "pricing.concessionsInARow")
    return `${value} concessions in a row${at ? `, the first${at}` : ""}, with nothing asked in return in between`;
  const [label, shown] = SAID[measure];
  return `${label}: ${shown(value)}, usually around ${shown(usual ?? 0)} (${base} earlier calls of this kind)`;
}

/** The one line for a message: the number furthest from the usual, `null` without enough history or without one. */
export function unusualLine(outliers: Pick<Outliers, "found"> | null | undefined): string | null {
  const numbers = (outliers?.found ?? []).filter(({ usual }) => usual !== null);
  const furthest = numbers.toSorted(
    (a, b) => Math.abs(b.distance ?? 0) - Math.abs(a.distance ?? 0),
  )[0];
  return furthest ? `Different from your usual: ${textOf(furthest)}.` : null;
}

/** What stood out, in words without praise or blame; numbers against the rep's own history come first. */
export function outlierLines({ found }: Pick<Outliers, "found">): OutlierLine[] {
  return found
    .map((outlier): OutlierLine => {
      const first = outlier.evidence[0];
      return {
        text: textOf(outlier),
        turn: first?.turn ?? null,
        quote: first?.quote ?? null,
        alone: outlier.usual === null,
      };
    })
    .toSorted((a, b) => Number(a.alone) - Number(b.alone));
}
