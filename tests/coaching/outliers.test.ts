import { describe, expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Measures } from "../../src/calls/measures.ts";
import { findOutliers } from "../../src/coaching/outliers.ts";
import { callOf } from "../calls/talk-of.ts";
import { plain } from "./behaviour-examples.ts";

const ordinary = analyzeCall(callOf(plain(30), { type: "discovery" }));

/** Earlier calls that differ a little from each other, as calls do. */
function history(count: number, change: (measures: Measures, at: number) => Measures): Measures[] {
  return Array.from({ length: count }, (_, at) => change(ordinary.measures, at));
}

const story = (measures: Measures, ms: number): Measures => ({
  ...measures,
  longestCustomerStory: { ms, words: 300, turn: 1 },
});
const share = (measures: Measures, rep: number): Measures => ({
  ...measures,
  talkRatio: { ...measures.talkRatio, rep, buyer: 1 - rep },
});

describe("outliers against one's own calls", () => {
  it("waits for five earlier calls of the same type", () => {
    const { found, insufficient } = findOutliers(
      story(ordinary.measures, 600_000),
      history(2, (measures) => story(measures, 60_000)),
      "discovery",
      ordinary,
    );
    expect(found).toEqual([]);
    expect(insufficient).toBe("not enough calls yet: 2 of 5");
  });

  it("counts the longest customer story so far as unusually good", () => {
    const { found } = findOutliers(
      story(ordinary.measures, 240_000),
      history(6, (measures, at) => story(measures, 60_000 + at * 3_000)),
      "discovery",
      ordinary,
    );
    expect(found).toEqual([
      expect.objectContaining({
        ...{ measure: "longestCustomerStory.ms", value: 240_000, usual: 67_500, base: 6 },
        reading: "better",
        evidence: [expect.objectContaining({ turn: 1 })],
      }),
    ]);
  });

  it("reads a talkative discovery as worse, a talkative demo only as different", () => {
    const earlier = history(7, (measures, at) => share(measures, 0.4 + at * 0.01));
    const call = share(ordinary.measures, 0.75);
    const reading = (type: "discovery" | "demo") =>
      findOutliers(call, earlier, type, ordinary).found.map((outlier) => outlier.reading);
    expect(reading("discovery")).toEqual(["worse"]);
    expect(reading("demo")).toEqual(["different"]);
  });

  it("leaves one odd earlier call out of what is usual", () => {
    const earlier = history(7, (measures, at) =>
      story(measures, at === 3 ? 900_000 : 60_000 + at * 2_000),
    );
    const { found } = findOutliers(story(ordinary.measures, 70_000), earlier, "demo", ordinary);
    expect(found).toEqual([]);
  });

  it("does not make an outlier of a difference nobody would notice", () => {
    const earlier = history(6, (measures) => story(measures, 60_000));
    const near = findOutliers(story(ordinary.measures, 61_000), earlier, "demo", ordinary);
    const far = findOutliers(story(ordinary.measures, 200_000), earlier, "demo", ordinary);
    expect(near.found).toEqual([]);
    expect(far.found).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(far.found[0]))).toEqual(far.found[0]);
  });

  it("skips measures that this call or the earlier ones do not have", () => {
    const timeless = analyzeCall(callOf(plain(30), { type: "discovery", pace: null }));
    const { found, insufficient } = findOutliers(
      timeless.measures,
      history(6, (measures) => story(measures, 60_000)),
      "discovery",
      timeless,
    );
    expect([found, insufficient]).toEqual([[], null]);
  });

  it("says so when the kind of call is not known", () => {
    expect(findOutliers(ordinary.measures, [], null, ordinary).insufficient).toContain("kind");
  });
});

describe("pricing that leaves the rails", () => {
  const PRICE = ["R: The price is 40,000 a year.", "B: Hm, that is a lot of money."];
  const GIVEN = ["R: We can give you a 10% discount.", "B: Thanks."];
  const MORE = ["R: And we'll waive the fee, no extra cost.", "B: Very kind."];
  const pricing = (lines: string[]) => {
    const analysis = analyzeCall(callOf([...plain(5), ...lines], { type: "negotiation" }));
    return findOutliers(analysis.measures, [], "negotiation", analysis).found;
  };

  it("sees a discount before anyone asked what the price is compared with", () => {
    expect(pricing([...PRICE, ...GIVEN])).toEqual([
      expect.objectContaining({
        ...{ measure: "pricing.discountBeforeComparison", value: 1, usual: null, base: 0 },
        evidence: [expect.objectContaining({ quote: "We can give you a 10% discount." })],
      }),
    ]);
  });

  it("is content with a discount after the comparison was asked for", () => {
    const asked = ["R: What are you comparing it with?", "B: Last year."];
    expect(pricing([...PRICE, ...asked, ...GIVEN])).toEqual([]);
  });

  it("counts concessions in a row that nothing was asked for", () => {
    const measures = pricing([...PRICE, ...GIVEN, ...plain(1), ...MORE]).map(
      ({ measure, value }) => [measure, value],
    );
    expect(measures).toContainEqual(["pricing.concessionsInARow", 2]);
  });

  it("does not count a concession that was traded", () => {
    const traded = ["R: If you can sign by May, we can give you a 10% discount.", "B: Okay."];
    const measures = pricing([...PRICE, ...traded, ...plain(1), ...MORE]).map(
      ({ measure }) => measure,
    );
    expect(measures).not.toContain("pricing.concessionsInARow");
  });

  it("needs no history", () => {
    const analysis = analyzeCall(
      callOf([...plain(5), ...PRICE, ...GIVEN], { type: "negotiation" }),
    );
    const { found, insufficient } = findOutliers(analysis.measures, [], "negotiation", analysis);
    expect(found).toHaveLength(1);
    expect(insufficient).toBe("not enough calls yet: 0 of 5");
  });
});
