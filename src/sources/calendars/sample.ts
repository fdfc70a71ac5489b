import { readFile } from "node:fs/promises";
import { DateTime } from "luxon";
import { z } from "zod";
import type { CalendarMeeting } from "../../deals/meeting.ts";
import { Rejected } from "../../errors.ts";
import type { Calendar, Span } from "./calendar.ts";

const invited = z.object({ name: z.string(), email: z.string() });
const told = z.object({
  meetings: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      organizer: invited,
      with: z.array(invited),
      starts: z.union([
        /** Once, at the first quarter of an hour so long after the floor was opened. */
        z.object({ inMinutes: z.int() }),
        /** Every week, Monday being 1, by the clock of the floor's own zone. */
        z.object({ weekday: z.int().min(1).max(7), at: z.string() }),
      ]),
      minutes: z.int(),
    }),
  ),
});
type Told = z.infer<typeof told>["meetings"][number];

const FILE = new URL("../../../samples/calendar.json", import.meta.url);
const QUARTER_MS = 15 * 60_000;

/**
 * The fictional floor's calendar. Key: begunAt, the instant its first meetings are told from; the same
 * instant tells the same meetings, however often it is read.
 */
export function sampleCalendar(): Calendar {
  return {
    provider: "sample",
    name: "Sample calendar",
    reads: "all",
    read: async ({ begunAt = "" }, span) => {
      const begun = Date.parse(begunAt);
      if (Number.isNaN(begun))
        throw new Rejected(
          "The sample calendar does not know when it began. Load the floor again.",
        );
      const { meetings } = told.parse(JSON.parse(await readFile(FILE, "utf8")));
      return { meetings: meetings.flatMap((one) => occurrences(one, begun, span)), problems: [] };
    },
  };
}

function occurrences(meeting: Told, begun: number, span: Span): CalendarMeeting[] {
  const { starts, key } = meeting;
  const all =
    "inMinutes" in starts
      ? [{ at: Math.ceil((begun + starts.inMinutes * 60_000) / QUARTER_MS) * QUARTER_MS, uid: key }]
      : weekly(starts, key, begun, span);
  return all
    .map(({ at, uid }) => meetingAt(meeting, uid, at))
    .filter(({ startsAt, endsAt }) => startsAt < span.to && endsAt > span.from);
}

function weekly(
  { weekday, at }: { weekday: number; at: string },
  key: string,
  begun: number,
  { from, to, zone }: Span,
): { at: number; uid: string }[] {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  const found: { at: number; uid: string }[] = [];
  const first = DateTime.fromJSDate(from, { zone }).minus({ days: 1 }).startOf("day");
  // By the calendar and not by hours: eleven o'clock stays eleven when the clocks change.
  for (let day = first; day.toMillis() < to.getTime(); day = day.plus({ days: 1 })) {
    const start = day.set({ hour, minute }).toMillis();
    if (day.weekday === weekday && start > begun)
      found.push({ at: start, uid: `${key}/${day.toISODate()}` });
  }
  return found;
}

function meetingAt(meeting: Told, uid: string, at: number): CalendarMeeting {
  const attending = (one: z.infer<typeof invited>) => ({ ...one, declined: false });
  return {
    uid: `sample-${uid}`,
    title: meeting.title,
    startsAt: new Date(at),
    endsAt: new Date(at + meeting.minutes * 60_000),
    ...{ cancelled: false, allDay: false, organizer: attending(meeting.organizer) },
    attendees: meeting.with.map(attending),
  };
}
