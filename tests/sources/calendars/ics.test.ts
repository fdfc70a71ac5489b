import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rejected } from "../../../src/errors.ts";
import { readIcs } from "../../../src/sources/calendars/ics.ts";
import { type FeedEvent, feedOf } from "./calendar-text.ts";

const AUTUMN = {
  from: new Date("2026-10-19T00:00:00Z"),
  to: new Date("2026-11-17T00:00:00Z"),
  zone: "Europe/London",
};

const starts = (events: readonly FeedEvent[], span = AUTUMN, defined?: string) =>
  readIcs(feedOf(events, defined), span)
    .meetings.map(({ startsAt }) => startsAt.toISOString())
    .sort();

describe("a calendar feed", () => {
  it("unfolds a weekly meeting by the clock of its zone, across the end of summer time", () => {
    const weekly = {
      uid: "weekly",
      start: ";TZID=Europe/Berlin:20261005T140000",
      lines: ["RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Berlin:20261102T140000"],
    };
    expect(starts([weekly])).toEqual([
      "2026-10-19T12:00:00.000Z",
      "2026-10-26T13:00:00.000Z",
      "2026-11-09T13:00:00.000Z",
      "2026-11-16T13:00:00.000Z",
    ]);
  });

  it("keeps a moved occurrence the same meeting, at its new hour", () => {
    const events = [
      {
        uid: "w",
        start: ";TZID=Europe/Berlin:20261109T140000",
        lines: ["RRULE:FREQ=WEEKLY;COUNT=2"],
      },
      {
        uid: "w",
        start: ";TZID=Europe/Berlin:20261110T160000",
        lines: ["RECURRENCE-ID;TZID=Europe/Berlin:20261109T140000"],
      },
    ];
    const before = readIcs(feedOf(events.slice(0, 1)), AUTUMN).meetings;
    const after = readIcs(feedOf(events), AUTUMN).meetings;
    const moved = after.find(({ uid }) => uid === before[0]?.uid);
    expect(moved?.startsAt.toISOString()).toBe("2026-11-10T15:00:00.000Z");
    expect(after.map(({ uid }) => uid).sort()).toEqual(before.map(({ uid }) => uid).sort());
  });

  it("reads a zone by its name where the file does not define it, and no zone as the calendar's own", () => {
    const named = { uid: "n", start: ";TZID=America/New_York:20261102T090000" };
    const unnamed = { uid: "u", start: ":20261102T090000" };
    const summer = { uid: "s", start: ":20261020T090000" };
    expect(starts([named, unnamed, summer], AUTUMN, "")).toEqual([
      "2026-10-20T08:00:00.000Z",
      "2026-11-02T09:00:00.000Z",
      "2026-11-02T14:00:00.000Z",
    ]);
  });

  it("knows a meeting across midnight, one that is off, one for a whole day, and who said no", () => {
    const [late, off, day] = readIcs(
      feedOf([
        {
          uid: "late",
          start: ":20261102T233000Z",
          end: ":20261103T003000Z",
          lines: ["ATTENDEE;PARTSTAT=DECLINED:mailto:No@Fern.example"],
        },
        { uid: "off", start: ":20261103T100000Z", lines: ["STATUS:CANCELLED"] },
        { uid: "day", start: ";VALUE=DATE:20261104", end: ";VALUE=DATE:20261105" },
      ]),
      AUTUMN,
    ).meetings;
    expect(late).toMatchObject({
      endsAt: new Date("2026-11-03T00:30:00Z"),
      attendees: [{ email: "no@fern.example", declined: true }],
    });
    expect([off?.cancelled, day?.allDay]).toEqual([true, true]);
  });

  it("gives up an event that repeats each second, says so, and reads the others", () => {
    const reading = readIcs(
      feedOf([
        { uid: "bomb", title: "Tick", start: ":20200101T000000Z", lines: ["RRULE:FREQ=SECONDLY"] },
        { uid: "fine", start: ":20261103T100000Z" },
      ]),
      AUTUMN,
    );
    expect(reading.meetings.map(({ uid }) => uid)).toEqual(["fine"]);
    expect(reading.problems).toEqual(["“Tick”: it repeats too often to be a meeting."]);
  });

  it("is refused with what to do when it is a sign-in page, cut short, or empty", () => {
    const whole = feedOf([{ uid: "x", start: ":20261103T100000Z" }]);
    for (const text of ["", "<!doctype html><html>", whole.slice(0, 300), "BEGIN:VCALENDAR"]) {
      expect(() => readIcs(text, AUTUMN), text.slice(0, 20)).toThrow(Rejected);
    }
  });

  it("never throws anything but a refusal, and never a time that is none, whatever the text", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "BEGIN:VEVENT",
        "END:VEVENT",
        "DTSTART:20261103T100000Z",
        "DTSTART:99999999T999999",
        "DTSTART;TZID=Nowhere/Land:20261103T100000",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2",
        "RECURRENCE-ID:20261103T100000Z",
        "DURATION:-P1W",
        "ATTENDEE:mailto:",
      ),
      fc.string({ maxLength: 40, unit: "grapheme" }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR"].join("\r\n");
        try {
          for (const { startsAt, endsAt } of readIcs(text, AUTUMN).meetings) {
            expect(Number.isFinite(startsAt.getTime())).toBe(true);
            expect(endsAt >= startsAt).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Rejected);
        }
      }),
      { numRuns: 300 },
    );
  });
});
