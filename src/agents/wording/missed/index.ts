import type { MissedKind } from "../../../coaching/opportunity.ts";
import { DISCLOSURE } from "./disclosure.ts";
import { NEXT_STEP } from "./next-step.ts";
import { OBJECTION } from "./objection.ts";
import { CONCESSION, PRICE } from "./price.ts";
import { PROCESS } from "./process.ts";
import { SIGNAL } from "./signal.ts";
import type { MissedWording } from "./wording.ts";

export const MISSED_WORDING: Record<MissedKind, MissedWording> = {
  "disclosure-left-alone": DISCLOSURE,
  "process-left-unasked": PROCESS,
  "signal-talked-over": SIGNAL,
  "concession-for-nothing": CONCESSION,
  "price-defended": PRICE,
  "objection-answered-early": OBJECTION,
  "next-step-open": NEXT_STEP,
};
