import ICAL from "ical.js";
import { DateTime, IANAZone } from "luxon";
import type { Attendee, CalendarMeeting } from "../../deals/meeting.ts";
import { Rejected } from "../../errors.ts";
import { type Budget, freshBudget, startsOf } from "./recurrence.ts";

/** What a feed holds for a span of time, and what of it could not be read. */
export interface IcsReading {
  meetings: CalendarMeeting[];
  /** One sentence each: an event that repeats without end each second, a date that is none. */
  problems: string[];
}

const MOST_PROBLEMS = 20;

type Event = InstanceType<typeof ICAL.Event>;
type Time = InstanceType<typeof ICAL.Time>;

/**
 * The meetings of an iCalendar text (RFC 5545) that touch [from, to): series unfolded, moved and
 * cancelled occurrences in their place.
 * @param zone IANA zone for times that name none
 * @throws Rejected when it is no calendar
 */
export function readIcs(
  text: string,
  { from, to, zone }: { from: Date; to: Date; zone: string },
): IcsReading {
  const problems: string[] = [];
  const groups = eventsOf(text);
  const budget = freshBudget();
  const meetings = [...groups.values()].flatMap(({ master, others }) => {
    try {
      return unfolded(master, others, { from, to, zone }, budget);
    } catch (error) {
      const title = (master ?? others[0])?.summary ?? "an event without a name";
      const reason = error instanceof Rejected ? error.message : "it could not be read.";
      if (problems.length < MOST_PROBLEMS) problems.push(`“${title.slice(0, 80)}”: ${reason}`);
      return [];
    }
  });
  return { meetings, problems };
}

/** The events of a text, those of one series together. */
function eventsOf(text: string): Map<string, { master: Event | null; others: Event[] }> {
  const begun = text.replace(/^\uFEFF/, "").trimStart();
  if (!/^BEGIN:VCALENDAR/i.test(begun)) {
    throw new Rejected(
      "That address answers with something that is no calendar. Copy the calendar's secret address in iCal format.",
    );
  }
  const groups = new Map<string, { master: Event | null; others: Event[] }>();
  try {
    const calendar = new ICAL.Component(ICAL.parse(begun) as never);
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      const group = groups.get(event.uid) ?? { master: null, others: [] };
      groups.set(event.uid, group);
      if (event.isRecurrenceException()) group.others.push(event);
      else group.master = event;
    }
  } catch (cause) {
    // The parser trips over half a file in many ways; to whoever connected it they are one.
    throw new Rejected("The calendar is damaged: it ends in the middle, or a line is broken.", {
      cause,
    });
  }
  return groups;
}

interface Span {
  from: Date;
  to: Date;
  zone: string;
}

function unfolded(
  master: Event | null,
  others: readonly Event[],
  span: Span,
  budget: Budget,
): CalendarMeeting[] {
  const moved = others.map((event) => meetingOf(event, event.startDate, event.endDate, span));
  if (!master) return moved.filter((one) => touches(one, span));
  if (!master.isRecurring()) {
    const one = meetingOf(master, master.startDate, master.endDate, span);
    return [one, ...moved].filter((each) => touches(each, span));
  }
  const replaced = new Set(others.map((event) => event.recurrenceId.toString()));
  const found: CalendarMeeting[] = [];
  const times = startsOf(master, span.from, budget);
  for (;;) {
    const start = times.next();
    if (!start) break;
    if (instantOf(start, master, span.zone) >= span.to) break;
    if (replaced.has(start.toString())) continue;
    const end = start.clone();
    end.addDuration(master.duration);
    const one = meetingOf(master, start, end, span, start);
    if (touches(one, span)) found.push(one);
  }
  return [...found, ...moved.filter((one) => touches(one, span))];
}

const touches = ({ startsAt, endsAt }: CalendarMeeting, { from, to }: Span) =>
  startsAt < to && (endsAt > from || startsAt >= from);

/** @param occurrence of a series, the time it was meant to be at: what tells it from its neighbours */
function meetingOf(
  event: Event,
  start: Time,
  end: Time,
  { zone }: Span,
  occurrence: Time | null = event.isRecurrenceException() ? event.recurrenceId : null,
): CalendarMeeting {
  const startsAt = instantOf(start, event, zone);
  const endsAt = instantOf(end, event, zone);
  const key = occurrence ? `/${instantOf(occurrence, event, zone).toISOString()}` : "";
  const organizer = event.component.getFirstProperty("organizer");
  return {
    uid: `${event.uid}${key}`,
    title: event.summary?.trim() || "Meeting",
    startsAt,
    endsAt: new Date(Math.max(startsAt.getTime(), endsAt.getTime())),
    cancelled: /^cancelled$/i.test(String(event.component.getFirstPropertyValue("status") ?? "")),
    allDay: start.isDate,
    organizer: organizer ? attendeeOf(organizer) : null,
    attendees: event.attendees.map(attendeeOf),
  };
}

function attendeeOf(property: InstanceType<typeof ICAL.Property>): Attendee {
  const address = String(property.getFirstValue() ?? "").replace(/^mailto:/i, "");
  const name = property.getFirstParameter("cn") ?? "";
  return {
    name: name && name !== address ? name : null,
    email: address.includes("@") ? address.toLowerCase() : null,
    declined: /^declined$/i.test(property.getFirstParameter("partstat") ?? ""),
  };
}

/**
 * The instant of a time: by the zone the file defines, else by the IANA name it gives, else in the
 * calendar's own zone.
 */
function instantOf(time: Time, event: Event, calendarZone: string): Date {
  const { year, month, day, hour, minute, second } = time;
  if (time.zone && time.zone !== ICAL.Timezone.localTimezone) {
    return checked(new Date(time.toUnixTime() * 1000));
  }
  const named = event.component.getFirstProperty("dtstart")?.getFirstParameter("tzid") ?? "";
  const zone = IANAZone.isValidZone(named) ? named : calendarZone;
  return checked(
    DateTime.fromObject({ year, month, day, hour, minute, second }, { zone }).toJSDate(),
  );
}

function checked(instant: Date): Date {
  if (Number.isNaN(instant.getTime())) throw new Rejected("its time is no time.");
  return instant;
}
