import { BEHAVIOUR_BY_ID } from "../../coaching/behaviours.ts";
import { type Competence, LEAST_CALLS, LEAST_LOOKS } from "../../coaching/levels.ts";
import type { Track } from "../../coaching/tracks.ts";
import type { Bias } from "../../deals/forecast.ts";
import { counted } from "../../deals/spoken.ts";

/** A behaviour's name for the middle of a sentence. */
export function lowerName(id: Track["id"]): string {
  const { name } = BEHAVIOUR_BY_ID[id];
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** "2 of 4" */
export const share = (track: Track): string => `${track.met} of ${track.looks.length}`;

/** What is there and what is not yet, or why nothing is said; one line. */
export function competenceLine(competence: Competence, bias: Bias | null): string {
  const forecast = competence.id === "forecast" ? forecastWords(bias) : null;
  return [seenWords(competence), forecast].filter(Boolean).join("; ");
}

function seenWords({ level, range, met, looks, calls, strongest, weakest }: Competence): string {
  if (looks === 0) return "no call so far asked for it";
  if (level === null && range === null)
    return `${counted(looks, "chance")} on ${counted(calls, "call")}; ${LEAST_LOOKS} on ${LEAST_CALLS} are needed`;
  if (level === null && range)
    return `there on ${met} of ${looks} chances, which fits any level from ${range[0]} to ${range[1]}`;
  const there = strongest && strongest.id !== weakest?.id ? strongest : null;
  return [
    there && `there: ${lowerName(there.id)} (${share(there)})`,
    weakest && `not yet: ${lowerName(weakest.id)} (${share(weakest)})`,
  ]
    .filter(Boolean)
    .join("; ");
}

/** Forecast against outcome, where enough quarters have ended. */
function forecastWords(bias: Bias | null): string | null {
  if (!bias) return null;
  if (!bias.error) return `called against closed: ${bias.note ?? "not enough history"}`;
  const off = Math.abs(Math.round(bias.error.mean * 100));
  const base = `over ${counted(bias.quarters, "quarter")}`;
  switch (bias.lean) {
    case "over":
      return `called ${off} % more than closed, ${base}: work on qualification`;
    case "under":
      return `closed ${off} % more than called, ${base}: work on deal control`;
    case "fair":
      return `within ${off} % of what closed, ${base}`;
    default:
      return `off by ${off} % on average ${base}, both ways`;
  }
}
