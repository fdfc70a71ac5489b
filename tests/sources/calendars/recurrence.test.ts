import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { readIcs } from "../../../src/sources/calendars/ics.ts";
import { freshBudget, startsOf } from "../../../src/sources/calendars/recurrence.ts";

const FROM = new Date("2026-11-20T00:00:00Z");
const SPAN = { from: FROM, to: new Date("2026-12-20T00:00:00Z"), zone: "UTC" };

const event = (lines: readonly string[], uid = "one") =>
  ["BEGIN:VEVENT", `UID:${uid}`, "SUMMARY:Stand-up", ...lines, "END:VEVENT"].join("\r\n");
const calendar = (events: readonly string[]) =>
  ["BEGIN:VCALENDAR", ...events, "END:VCALENDAR"].join("\r\n");

const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const rule = fc.record({
  freq: fc.constantFrom("DAILY", "WEEKLY"),
  interval: fc.integer({ min: 1, max: 5 }),
  on: fc.subarray(days),
  weekStart: fc.constantFrom("MO", "SU"),
  /** Days before the span on which it began. */
  age: fc.integer({ min: 0, max: 2500 }),
  count: fc.option(fc.integer({ min: 1, max: 400 })),
  left: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
});

const stamp = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

describe("a series of meetings", () => {
  it("that began years ago is the same series begun later", () => {
    fc.assert(
      fc.property(rule, ({ freq, interval, on, weekStart, age, count, left }) => {
        const start = new Date(FROM.getTime() - age * 24 * 3600_000 + 9 * 3600_000);
        const parts = [
          `FREQ=${freq};INTERVAL=${interval};WKST=${weekStart}`,
          ...(on.length > 0 ? [`BYDAY=${on.join(",")}`] : []),
          ...(count ? [`COUNT=${count}`] : []),
        ];
        const out = left.map(
          (day) => new Date(FROM.getTime() + day * 24 * 3600_000 + 9 * 3600_000),
        );
        const text = calendar([
          event([
            ...[`DTSTART:${stamp(start)}`, "DURATION:PT30M", `RRULE:${parts.join(";")}`],
            ...out.map((date) => `EXDATE:${stamp(date)}`),
          ]),
        ]);
        const component = new ICAL.Component(ICAL.parse(text) as never);
        const master = new ICAL.Event(component.getFirstSubcomponent("vevent") as never);
        const within = (times: { next(): unknown }) => {
          const found: string[] = [];
          for (let at = times.next(); at; at = times.next()) {
            const on = String(at);
            if (on >= "2026-12-20") break;
            if (on >= "2026-11-20") found.push(on);
          }
          return found;
        };
        expect(within(startsOf(master, FROM, freshBudget()))).toEqual(within(master.iterator()));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["never comes true", "DTSTART:20200101T000000Z\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"],
    ["comes true each second", "DTSTART:20200101T000000Z\r\nRRULE:FREQ=SECONDLY"],
    [
      "lists its dates by the thousand",
      `DTSTART:20200101T000000Z\r\nRDATE:${Array(5000).fill("20261201T000000Z").join(",")}`,
    ],
  ])("whose rule %s is named as a problem, and its neighbours are read", (_, lines) => {
    const meeting = event(["DTSTART:20261201T090000Z", "DTEND:20261201T100000Z"], "two");
    const { meetings, problems } = readIcs(calendar([event([lines]), meeting]), SPAN);
    expect(meetings).toHaveLength(1);
    expect(problems).toEqual(["“Stand-up”: it repeats too often to be a meeting."]);
  });
});
