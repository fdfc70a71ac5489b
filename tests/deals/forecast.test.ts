import { describe, expect, it } from "vitest";
import { biasOf, type ForecastCall, forecastCalls, rollUp } from "../../src/deals/forecast.ts";
import { funnelOf } from "../../src/deals/funnel.ts";
import { historiesOf } from "../../src/deals/history.ts";
import { indicatorsOf } from "../../src/deals/indicators.ts";
import { normsFrom } from "../../src/deals/norms.ts";
import { meanInterval, rankCorrelation, shareInterval } from "../../src/deals/statistics.ts";
import { changeOf, dealOf } from "./deal-of.ts";

const called = (calledMinor: number, closedMinor: number): ForecastCall => ({
  quarter: "2026-Q1",
  on: "2026-03-01",
  currency: "EUR",
  calledMinor,
  closedMinor,
  error: calledMinor > 0 ? (calledMinor - closedMinor) / calledMinor : null,
  committed: 4,
  kept: 2,
});

describe("a forecast", () => {
  it("is what was won by then and committed for the quarter that day, against what the quarter brought", () => {
    const early = dealOf({ status: "won", amountMinor: 100, closedOn: "2026-04-20" });
    const kept = dealOf({
      status: "won",
      amountMinor: 250,
      category: "closed",
      closedOn: "2026-06-20",
      closeOn: "2026-06-20",
    });
    const slipped = dealOf({ amountMinor: 400, closeOn: "2026-08-30" });
    const downgraded = dealOf({ amountMinor: 800, category: "upside" });
    const surprise = dealOf({
      status: "won",
      amountMinor: 70,
      category: "upside",
      closedOn: "2026-06-30",
    });
    const lostBefore = dealOf({ status: "lost", amountMinor: 5000, closedOn: "2026-05-01" });
    const histories = historiesOf([
      changeOf(kept, "2026-06-20", "category", "commit", "closed"),
      changeOf(kept, "2026-06-10", "amountMinor", "300", "250"),
      changeOf(slipped, "2026-06-25", "closeOn", "2026-06-30", "2026-08-30"),
      changeOf(downgraded, "2026-05-15", "category", "commit", "upside"),
    ]);
    const [call] = forecastCalls(
      [early, kept, slipped, downgraded, surprise, lostBefore],
      histories,
      ["2026-Q2"],
      "EUR",
    );
    expect(call).toMatchObject({
      on: "2026-05-31",
      calledMinor: 100 + 300 + 400,
      closedMinor: 100 + 250 + 70,
      committed: 2,
      kept: 1,
    });
    expect(call?.error).toBeCloseTo((800 - 420) / 800);
  });

  it("is called a lean only when its interval stays on one side", () => {
    const over = biasOf([called(100, 70), called(100, 65), called(100, 75), called(100, 72)]);
    expect(over).toMatchObject({
      lean: "over",
      coach: "qualification",
      quarters: 4,
      kept: { hits: 8, of: 16 },
    });
    expect(over.error?.mean).toBeCloseTo(0.295);
    // 0.295 ± 3.182 · 0.0420 / 2, by hand.
    expect(over.error?.low).toBeCloseTo(0.2281, 3);
    expect(biasOf([called(100, 130), called(100, 140), called(100, 125)])).toMatchObject({
      lean: "under",
      coach: "deal-control",
    });
    expect(biasOf([called(100, 20), called(100, 150), called(100, 60)])).toMatchObject({
      lean: "unclear",
      coach: null,
    });
    expect(biasOf([called(100, 97), called(100, 104), called(100, 99)])).toMatchObject({
      lean: "fair",
    });
  });

  it("says that there is not enough history rather than a figure", () => {
    expect(biasOf([called(100, 10), called(0, 40)])).toMatchObject({
      error: null,
      lean: "unclear",
      note: "not enough history: 1 of 3 quarters with a forecast",
    });
  });

  it("rolls up by stage with the range in which four of five outcomes lie", () => {
    const norms = normsFrom({ stays: [], decided: [{ stage: "Proposal", won: 15, lost: 15 }] });
    // Two coins of 100: nothing, one or both.
    expect(rollUp([dealOf({ amountMinor: 100 }), dealOf({ amountMinor: 100 })], norms)).toEqual({
      expectedMinor: 100,
      lowMinor: 0,
      highMinor: 200,
      assumed: false,
      deals: 2,
    });
    const many = rollUp(
      Array.from({ length: 100 }, () => dealOf({ amountMinor: 100 })),
      norms,
    );
    expect(many).toMatchObject({ expectedMinor: 5000, lowMinor: 4359, highMinor: 5641 });
  });
});

describe("a funnel and its indicators", () => {
  it("count by group, and give a rate from ten decided deals on", () => {
    const enterprise = Array.from({ length: 12 }, (_, at) =>
      dealOf({ segment: "Enterprise", status: at < 9 ? "won" : "lost" }),
    );
    const one = dealOf({ segment: null, status: "lost" });
    const histories = historiesOf([
      changeOf(one, "2026-01-10", "stage", null, "Discovery"),
      changeOf(one, "2026-01-20", "stage", "Discovery", "Demo"),
      changeOf(one, "2026-02-20", "stage", "Demo", "Lost"),
    ]);
    const [first, second] = funnelOf([...enterprise, one, dealOf()], histories, "segment");
    expect(first).toMatchObject({
      group: "Enterprise",
      decided: 12,
      won: 9,
      winRate: { share: 0.75 },
    });
    expect(second).toEqual({
      group: null,
      decided: 1,
      won: 0,
      winRate: null,
      steps: [
        { stage: "discovery", reached: 1, wentOn: 1 },
        { stage: "demo", reached: 1, wentOn: 0 },
      ],
    });
  });

  it("tell how well they have told so far, or that it is too early", () => {
    const quotas = Array.from({ length: 14 }, (_, at) => ({
      ownerId: `rep-${at}`,
      quarter: "2026-Q1",
      amountMinor: 1000,
      currency: "EUR",
    }));
    const deals = quotas.flatMap(({ ownerId }, at) => [
      dealOf({
        ownerId,
        openedOn: "2025-12-01",
        status: "won",
        closedOn: "2026-02-01",
        amountMinor: 100 * (at + 1),
      }),
      dealOf({ ownerId, openedOn: "2025-11-01", amountMinor: 100 * (at + 1) }),
    ]);
    const [coverage] = indicatorsOf(deals, new Map(), quotas, "2026-05-01");
    expect(coverage).toMatchObject({ indicator: "coverage", cases: 14, tells: true });
    expect(indicatorsOf(deals, new Map(), quotas.slice(0, 5), "2026-05-01")[0]).toMatchObject({
      correlation: null,
      note: "not enough history: 5 of 12 quarters",
    });
  });
});

describe("the statistics", () => {
  it("agree with figures from tables", () => {
    expect(shareInterval(0, 10)?.high).toBeCloseTo(0.2775, 3);
    expect(meanInterval([1, 2, 3])).toMatchObject({ mean: 2, low: expect.closeTo(-0.484, 2) });
    expect(
      rankCorrelation([
        [1, 2],
        [2, 4],
        [3, 6],
        [4, 9],
      ])?.rho,
    ).toBeCloseTo(1);
    expect(
      rankCorrelation([
        [1, 1],
        [1, 2],
        [1, 3],
        [1, 4],
      ]),
    ).toBeNull();
  });
});
