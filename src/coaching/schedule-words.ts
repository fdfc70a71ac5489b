import { type Rule, WEEKDAYS } from "./schedule.ts";

/** What somebody wants of the team's schedules. */
export type ScheduleWish =
  | { wants: "list" }
  | { wants: "change"; kind: "digest" | "synthesis"; rule?: Rule; enabled?: boolean };

const LIST = /^\/?(?:(?:show|list) (?:me )?(?:the |my |our )?)?schedules?[.?!]*$/i;
const KIND =
  /^\/?(?:please )?(?:(?:send|post|put|move|turn|switch|schedule) )?(?:the |our )?(?:weekly |monthly |team )?(?<kind>digest|synthesis)(?: (?:to|is|goes|comes))? (?<rest>.{2,60})$/i;
const SWITCH = /^(?:turned |switched )?(?<to>on|off)$/i;
const TIME = "(?:,? ?(?:at )?(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))? ?(?<half>am|pm)?)?";
const WEEKLY = new RegExp(
  `^(?:on |every |each |to )*(?<day>${WEEKDAYS.join("|")}|mon|tue|wed|thu|fri|sat|sun)s?${TIME}$`,
  "i",
);
const MONTHLY = new RegExp(
  `^(?:on |every |each |to |the |day )*(?<date>\\d{1,2})(?:st|nd|rd|th)?(?: (?:of|in) (?:the|each|every) month)?(?:${TIME.slice(3, -2)})?$`,
  "i",
);

/** The hour of a schedule that is not named anew. */
export const USUAL_HOUR = "08:30";

/**
 * "schedules", "digest on Tuesdays at 9", "digest off", "synthesis on the 3rd at 8:00"; `null` when it is about
 * something else.
 * @param hour the hour that stands, "08:30", for when only a day is named
 */
export function scheduleWish(text: string, hour: string = USUAL_HOUR): ScheduleWish | null {
  const line = text.trim().replace(/\s+/g, " ");
  if (LIST.test(line)) return { wants: "list" };
  const found = KIND.exec(line.replace(/[.!]+$/, ""))?.groups;
  if (!found?.rest) return null;
  const kind = found.kind?.toLowerCase() === "digest" ? "digest" : "synthesis";
  const to = SWITCH.exec(found.rest)?.groups?.to;
  if (to) return { wants: "change", kind, enabled: to.toLowerCase() === "on" };
  const rule = kind === "digest" ? weekly(found.rest, hour) : monthly(found.rest, hour);
  return rule ? { wants: "change", kind, rule, enabled: true } : null;
}

function weekly(words: string, hour: string): Rule | null {
  const found = WEEKLY.exec(words)?.groups;
  const day = found?.day?.toLowerCase().slice(0, 3);
  const weekday = WEEKDAYS.findIndex((name) => name.toLowerCase().startsWith(day ?? "-")) + 1;
  const at = found && hourIn(found, hour);
  return weekday > 0 && at ? { every: "week", weekday, at } : null;
}

function monthly(words: string, hour: string): Rule | null {
  const found = MONTHLY.exec(words)?.groups;
  const day = Number(found?.date);
  const at = found && hourIn(found, hour);
  return day >= 1 && day <= 31 && at ? { every: "month", day, at } : null;
}

/** "9", "9:30", "9 pm" as "09:00", "09:30", "21:00"; `null` for no hour of a day. */
export function hourIn(
  { hour, minute = "00", half }: { hour?: string; minute?: string; half?: string },
  otherwise: string,
): string | null {
  if (hour === undefined) return otherwise;
  const named = Number(hour);
  if (half && (named < 1 || named > 12)) return null;
  const hours = half ? (named % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : named;
  if (hours > 23 || Number(minute) > 59) return null;
  return `${String(hours).padStart(2, "0")}:${minute}`;
}
