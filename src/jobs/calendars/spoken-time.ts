import { DateTime } from "luxon";
import type { SpokenTime } from "../../messages/meeting-prep.ts";

/** An instant as somebody in a zone says it. */
export function spokenTime(instant: Date, { zone, now }: { zone: string; now: Date }): SpokenTime {
  const at = DateTime.fromJSDate(instant, { zone });
  const today = at.hasSame(DateTime.fromJSDate(now, { zone }), "day");
  return {
    at: at.toFormat(today ? "HH:mm" : "HH:mm 'on' cccc d LLLL"),
    minutes: Math.round((instant.getTime() - now.getTime()) / 60_000),
  };
}
