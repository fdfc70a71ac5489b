import { describe, expect, it } from "vitest";
import { trendWords } from "../../src/coaching/trend.ts";

describe("a trend in words", () => {
  it("says everything the picture shows, and where there was no occasion", () => {
    const spans = [
      { from: "2026-09-26", until: "2026-10-23" },
      { from: "2026-10-24", until: "2026-11-20" },
    ];
    const points = [
      { on: 0, of: 0 },
      { on: 3, of: 5 },
    ];
    const rows = [{ label: "A next step with a day and an owner", points }];
    expect(trendWords({ heading: "Since 26 Sept, each bar four weeks", spans, rows })).toBe(
      "Since 26 Sept, each bar four weeks. Calls on which it was there, of those where it could have been. " +
        "A next step with a day and an owner: from 26 Sept no occasion, from 24 Oct on 3 of 5.",
    );
  });
});
