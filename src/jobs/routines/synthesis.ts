import { synthesis } from "../deliverables/synthesis.ts";
import type { Routine } from "../routine.ts";
import { aManagerEach, postTeamPage } from "./team-page.ts";

const FIRST_MORNING = { every: "month", day: 1, at: "08:30" } as const;

/** The month in coaching, to the manager alone. */
export const monthlySynthesis: Routine = {
  kind: "synthesis",
  quiet: true,
  standard: async (tx) => await aManagerEach(tx, FIRST_MORNING),
  run: async (occasion, effects) =>
    await postTeamPage(effects, occasion, synthesis, {
      standardPlace: `dm:${occasion.schedule.personId}`,
    }),
};
