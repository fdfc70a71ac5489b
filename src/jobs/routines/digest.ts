import type { Digest } from "../../coaching/digest.ts";
import { digest } from "../deliverables/digest.ts";
import type { Routine } from "../routine.ts";
import { aManagerEach, postTeamPage } from "./team-page.ts";

/** Before the week's first meeting, unless a team has chosen another hour. */
const MONDAY_MORNING = { every: "week", weekday: 1, at: "08:30" } as const;

/** The week's themes in the team's channel. */
export const weeklyDigest: Routine = {
  kind: "digest",
  quiet: true,
  standard: async (tx) => await aManagerEach(tx, MONDAY_MORNING),
  run: async (occasion, effects) =>
    await postTeamPage(effects, occasion, digest, {
      standardPlace: "channel:team",
      // Unasked, a week that brought nothing new is not worth a channel's time.
      worthReading: (data) => {
        const { fresh, themes, shared } = data as Digest;
        return shared.length > 0 || (fresh > 0 && themes.length > 0);
      },
    }),
};
