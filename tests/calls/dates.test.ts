import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mightNameDate, resolveDate } from "../../src/calls/dates.ts";

/** A Wednesday. */
const SAID_ON = "2026-03-11T16:30:00+01:00";
const iso = (text: string) => resolveDate(text, SAID_ON)?.iso ?? null;

describe("resolveDate", () => {
  it.each([
    ["by Friday", "2026-03-13"],
    ["on Wednesday", "2026-03-18"],
    ["next Tuesday", "2026-03-17"],
    ["Monday next week", "2026-03-16"],
    ["Thursday week", "2026-03-19"],
    ["a week from Friday", "2026-03-20"],
    ["tomorrow", "2026-03-12"],
    ["the day after tomorrow", "2026-03-13"],
    ["in two weeks", "2026-03-25"],
    ["by the 24th", "2026-03-24"],
    ["Tuesday the seventeenth", "2026-03-17"],
    ["on the 5th", "2026-04-05"],
    ["by April 2nd", "2026-04-02"],
    ["early next week", "2026-03-17"],
    ["end of the week", "2026-03-13"],
    ["end of month", "2026-03-31"],
    ["by month end", "2026-03-31"],
    ["next month", "2026-04-30"],
    ["end of quarter", "2026-03-31"],
    ["in Q2", "2026-06-30"],
    ["before the third quarter", "2026-06-30"],
    ["in Q1 2027", "2027-03-31"],
    ["by year end", "2026-12-31"],
    ["before Christmas", "2026-12-24"],
    ["by Easter", "2026-04-05"],
    ["before Thanksgiving", "2026-11-25"],
    ["in February", "2027-02-28"],
  ])("takes %j for the day ahead that people mean", (said, expected) => {
    expect(iso(`We can have it ready ${said}.`)).toBe(expected);
  });

  it("adds the hour when one was said, in business hours without am or pm", () => {
    expect(iso("Thursday at ten suits me")).toBe("2026-03-12T10:00");
    expect(iso("could you do tomorrow at 3?")).toBe("2026-03-12T15:00");
    expect(iso("half past four on Monday")).toBe("2026-03-16T16:30");
    expect(iso("8pm tomorrow")).toBe("2026-03-12T20:00");
  });

  it("says nothing for the past, the vague and words that only look like dates", () => {
    const none = [
      "we spoke last Friday",
      "some time in the new year",
      "after Easter",
      "we sat down and it may work",
      "every Monday",
      "since Tuesday",
      "the second thing on my list",
      "twelve people a day",
    ];
    for (const text of none) expect([text, iso(text)]).toEqual([text, null]);
  });

  it("without the call's date resolves a full date only", () => {
    expect(resolveDate("on 3 June 2026", null)?.iso).toBe("2026-06-03");
    for (const text of ["by Friday", "next week", "June 3rd", "end of quarter"])
      expect(resolveDate(text, null)).toBeNull();
  });

  it("quotes a piece of the text, and never throws whatever the text is", () => {
    const piece = fc.constantFrom(
      "Friday ",
      "the 14th ",
      "Q3 ",
      "at ten ",
      "İ",
      "31/12 ",
      "next week ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        const date = resolveDate(text, SAID_ON);
        if (date === null) return;
        expect(text).toContain(date.quote);
        expect(date.iso).toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?$/);
        expect(date.iso >= "2026-03-11").toBe(true);
      }),
    );
  });

  it("has a cheap test that lets every kind of date through", () => {
    for (const text of ["friday", "the 14th", "q3", "fourteenth", "christmas", "2026-06-01"])
      expect(mightNameDate(text.split(" "))).toBe(true);
    expect(mightNameDate("we like the product a lot".split(" "))).toBe(false);
  });
});
