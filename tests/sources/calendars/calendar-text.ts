/** One event of a made-up feed. */
export interface FeedEvent {
  uid: string;
  title?: string;
  /** As after DTSTART: `;TZID=Europe/Berlin:20261124T140000` or `:20261124T130000Z`. */
  start: string;
  end?: string;
  with?: readonly string[];
  lines?: readonly string[];
}

const BERLIN = `BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE`;

/** A feed as calendars write it: folded lines aside, CRLF and all. */
export function feedOf(events: readonly FeedEvent[], defined = BERLIN): string {
  const body = events.map((event) =>
    [
      "BEGIN:VEVENT",
      `UID:${event.uid}`,
      `SUMMARY:${event.title ?? "Planning"}`,
      `DTSTART${event.start}`,
      ...(event.end ? [`DTEND${event.end}`] : ["DURATION:PT45M"]),
      ...(event.with ?? []).map((email) => `ATTENDEE;CN=${email.split("@")[0]}:mailto:${email}`),
      ...(event.lines ?? []),
      "END:VEVENT",
    ].join("\n"),
  );
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//made up//EN",
    defined,
    ...body,
    "END:VCALENDAR",
  ]
    .join("\n")
    .replaceAll("\n", "\r\n");
}
