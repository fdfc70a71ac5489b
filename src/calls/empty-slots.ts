import type { GapSlot, Moment, QualificationSlot } from "./moment.ts";

const GAP: readonly GapSlot[] = [
  "environment",
  "problem",
  "impact",
  "root-cause",
  "future-state",
  "cost-of-inaction",
  "personal-stakes",
];

/** MEDDPICC, in the order in which what is missing is told. */
export const QUALIFICATION_SLOTS: readonly QualificationSlot[] = [
  "metrics",
  "economic-buyer",
  "decision-criteria",
  "decision-process",
  "paper-process",
  "identified-pain",
  "champion",
  "competition",
];

/** What the call did not show: the slots of the gap map and of MEDDPICC without a quote. Pure. */
export function emptySlots(moments: readonly Moment[]): {
  gap: GapSlot[];
  qualification: QualificationSlot[];
} {
  const filled = new Set<string>();
  for (const moment of moments) {
    if (moment.kind === "gap" || moment.kind === "qualification")
      filled.add(`${moment.kind}/${moment.slot}`);
  }
  return {
    gap: GAP.filter((slot) => !filled.has(`gap/${slot}`)),
    qualification: QUALIFICATION_SLOTS.filter((slot) => !filled.has(`qualification/${slot}`)),
  };
}
