import { describe, expect, it } from "vitest";
import { outlierLines, unusualLine } from "../../src/coaching/outlier-words.ts";
import type { Outlier } from "../../src/coaching/outliers.ts";

const spot = {
  turn: 4,
  atMs: 300_000,
  quote: "I can do ten percent.",
  speaker: "rep",
  side: "rep",
} as const;
const outlier = (given: Partial<Outlier>): Outlier => ({
  ...{ measure: "talkRatio.rep", value: 0.61, usual: 0.44, base: 7, distance: 5 },
  ...{ reading: "worse", evidence: [], ...given },
});

describe("what stands out, in words", () => {
  it("says what it was, what it usually is and over how many calls, without praise or blame", () => {
    const line = unusualLine({ found: [outlier({})] });
    expect(line).toBe(
      "Different from your usual: share of the talk: 61 %, usually around 44 % (7 earlier calls of this kind).",
    );
    for (const reading of ["better", "worse", "different"] as const)
      expect(unusualLine({ found: [outlier({ reading })] })).toBe(line);
  });

  it("picks the number furthest from the usual for a message, and none where there is no history", () => {
    const pace = outlier({ measure: "pace.rep", value: 190, usual: 150, distance: -9 });
    expect(unusualLine({ found: [outlier({}), pace] })).toContain("words a minute: 190");
    const pricing = outlier({
      ...{ measure: "pricing.concessionsInARow", value: 2, usual: null, base: 0, distance: null },
    });
    expect(unusualLine({ found: [pricing] })).toBeNull();
    expect(unusualLine(null)).toBeNull();
  });

  it("tells price talk out of order with the place and the words", () => {
    const [line] = outlierLines({
      found: [
        outlier({
          ...{
            measure: "pricing.discountBeforeComparison",
            value: 1,
            usual: null,
            evidence: [spot],
          },
        }),
      ],
    });
    expect(line).toMatchObject({ turn: 4, quote: "I can do ten percent.", alone: true });
    expect(line?.text).toContain("before a question about what it is compared with");
  });
});
