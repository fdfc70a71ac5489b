import { z } from "zod";

const at = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be an hour such as 08:30");

/** When something happens, in the local time of whomever it is for; weekdays count from 1, Monday. */
export const ruleSchema = z.discriminatedUnion("every", [
  z.object({ every: z.literal("day"), at }),
  z.object({ every: z.literal("week"), weekday: z.int().min(1).max(7), at }),
  /** In a month that is shorter: its last day. */
  z.object({ every: z.literal("month"), day: z.int().min(1).max(31), at }),
  /** One instant, as before a meeting; pointless `until` has passed. */
  z.object({ every: z.literal("once"), instant: z.iso.datetime(), until: z.iso.datetime() }),
]);
export type Rule = z.infer<typeof ruleSchema>;

/** Hours in which nobody is written to unasked, and the days that are quiet throughout. */
export interface QuietHours {
  /** "19:00"; may be later than `until`, and then spans midnight. */
  from: string;
  until: string;
  /** Weekdays from 1, Monday. */
  days: readonly number[];
}

/** What holds where a workspace has said nothing else. */
export const QUIET_HOURS: QuietHours = { from: "19:00", until: "07:30", days: [6, 7] };
export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** "every Monday at 08:30" */
export function ruleWords(rule: Rule): string {
  switch (rule.every) {
    case "day":
      return `every day at ${rule.at}`;
    case "week":
      return `every ${WEEKDAYS[rule.weekday - 1]} at ${rule.at}`;
    case "month":
      return `on day ${rule.day} of each month at ${rule.at}`;
    case "once":
      return "once";
  }
}
