import { describe, expect, it } from "vitest";
import { emptySlots } from "../../src/calls/empty-slots.ts";
import type { Moment } from "../../src/calls/moment.ts";

const seen = {
  turn: 3,
  atMs: null,
  quote: "it goes to Geoff",
  speaker: "dan",
  side: "buyer",
  confidence: 0.9,
} as const;

describe("what is not yet known about a deal", () => {
  it("is everything when nothing was said", () => {
    const { gap, qualification } = emptySlots([]);
    expect(gap).toHaveLength(7);
    expect(qualification).toHaveLength(8);
  });

  it("no longer holds what somebody said in so many words", () => {
    const moments: Moment[] = [
      { ...seen, kind: "qualification", slot: "economic-buyer" },
      { ...seen, kind: "gap", slot: "problem" },
    ];
    const { gap, qualification } = emptySlots(moments);
    expect(gap).not.toContain("problem");
    expect(qualification).not.toContain("economic-buyer");
    expect(qualification).toContain("champion");
  });
});
