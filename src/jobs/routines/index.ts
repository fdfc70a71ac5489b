import type { Routine } from "../routine.ts";
import { crmReconcile } from "./crm-reconcile.ts";
import { weeklyDigest } from "./digest.ts";
import { dealsLeftBehind } from "./left-deals.ts";
import { meetingPrep } from "./meeting-prep.ts";
import { monthlySynthesis } from "./synthesis.ts";

/** Everything that happens by itself at its hour. A new one is a file and a line here. */
export const ROUTINES: readonly Routine[] = [
  weeklyDigest,
  monthlySynthesis,
  meetingPrep,
  dealsLeftBehind,
  crmReconcile,
];
