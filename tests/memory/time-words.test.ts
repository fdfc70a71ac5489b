import { describe, expect, it } from "vitest";
import { spanIn } from "../../src/memory/time-words.ts";

/** A Tuesday. */
const AT = new Date("2026-03-10T15:00:00Z");

describe("the time a text speaks of", () => {
  it.each([
    ["I called them yesterday", "2026-03-09", "2026-03-10"],
    ["on 3 March you said so", "2026-03-03", "2026-03-04"],
    ["March 3rd, 2025 was the day", "2025-03-03", "2025-03-04"],
    ["it was the 24th of December", "2025-12-24", "2025-12-25"],
    ["since 2026-01-15", "2026-01-15", "2026-01-16"],
    ["in April we lost it", "2025-04-01", "2025-05-01"],
    ["May 2024 was slow", "2024-05-01", "2024-06-01"],
    ["two days ago", "2026-03-08", "2026-03-09"],
    ["a couple of months ago", "2026-01-01", "2026-02-01"],
    ["last week was wild", "2026-03-02", "2026-03-09"],
    ["last weekend", "2026-03-07", "2026-03-09"],
    ["last month", "2026-02-01", "2026-03-01"],
    ["in Q4 we will see", "2025-10-01", "2026-01-01"],
    ["the second quarter of 2024", "2024-04-01", "2024-07-01"],
    ["last summer", "2025-06-01", "2025-09-01"],
    ["summer of 2022", "2022-06-01", "2022-09-01"],
    ["on Friday", "2026-03-06", "2026-03-07"],
    ["back in 1900", "1900-01-01", "1901-01-01"],
  ])("is found in: %s", (text, from, until) => {
    expect(spanIn(text, AT)).toEqual({ from: new Date(from), until: new Date(until) });
  });

  it.each([
    "may I march on",
    "a spring in the step",
    "we fall behind",
    "12 people",
    "version 3.14",
  ])("is not in: %s", (text) => {
    expect(spanIn(text, AT)).toBeNull();
  });

  it("is unknown for words that need a day to count from, when there is none", () => {
    expect(spanIn("yesterday", null)).toBeNull();
    expect(spanIn("in 2024", null)).not.toBeNull();
  });
});
