import { describe, expect, it } from "vitest";
import { askedAt, standardsFrom, withCriteria } from "../../src/deals/commitment.ts";
import { criteriaWish } from "../../src/deals/criteria-command.ts";
import { figuresWish } from "../../src/deals/figures-command.ts";
import type { Bias } from "../../src/deals/forecast.ts";
import { funnelOf } from "../../src/deals/funnel.ts";
import { historiesOf } from "../../src/deals/history.ts";
import { indicatorsOf } from "../../src/deals/indicators.ts";
import { forecastMessage } from "../../src/messages/forecast.ts";
import { funnelMessage } from "../../src/messages/funnel.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { changeOf, dealOf } from "./deal-of.ts";

describe("the criteria of a commit", () => {
  it.each([
    ["commit criteria", { kind: "show" }],
    ["what are our commit criteria?", { kind: "show" }],
    ["/commit-criteria reset", { kind: "reset" }],
    [
      "commit criteria: add champion to commit",
      { kind: "change", place: "commit", criterion: "champion", asks: true },
    ],
    [
      "Commit criteria: remove date held from the proposal stage",
      { kind: "change", place: "proposal", criterion: "date-held", asks: false },
    ],
    ["commit criteria: add good vibes to commit", { kind: "unclear", word: "good vibes" }],
    ["We should talk about commit criteria some day", null],
  ])("are meant by “%s”", (text, wish) => {
    expect(criteriaWish(text)).toEqual(wish);
  });

  it("change at one place and stay at all others", () => {
    const before = standardsFrom(null);
    const after = withCriteria(before, "demo", ["metrics", "identified-pain"]);
    expect(askedAt(after, "demo")).toEqual(["identified-pain", "metrics"]);
    expect(askedAt(after, "commit")).toEqual(askedAt(before, "commit"));
    expect(askedAt(standardsFrom(JSON.parse(JSON.stringify(after))), "demo")).toEqual([
      "identified-pain",
      "metrics",
    ]);
  });
});

describe("the funnel people read", () => {
  it.each([
    ["/funnel", { kind: "funnel", cut: null }],
    ["show me the funnel by deal type", { kind: "funnel", cut: "type" }],
    ["team forecast", { kind: "forecast" }],
    ["deals of people who left", { kind: "left" }],
    ["How is the funnel at Northfield?", null],
  ])("is meant by “%s”", (text, wish) => {
    expect(figuresWish(text)).toEqual(wish);
  });

  const decided = (owner: string, won: number, lost: number, segment: string | null) => [
    ...Array.from({ length: won }, () => dealOf({ owner, segment, status: "won" })),
    ...Array.from({ length: lost }, () => dealOf({ owner, segment, status: "lost" })),
  ];
  const deals = [...decided("Sam Ito", 8, 4, "mills"), ...decided("Ada Roy", 1, 2, null)];
  const histories = historiesOf(
    deals.flatMap((deal) => [
      changeOf(deal, "2026-01-10", "stage", null, "Discovery"),
      changeOf(deal, "2026-02-10", "stage", "Discovery", deal.status === "won" ? "Won" : "Lost"),
    ]),
  );
  const message = funnelMessage(
    {
      ...{ whose: "Ruth's team", oneRep: false },
      funnel: {
        all: funnelOf(deals, histories, "all")[0] ?? null,
        rep: funnelOf(deals, histories, "rep"),
        segment: funnelOf(deals, histories, "segment"),
        type: funnelOf(deals, histories, "type"),
      },
      indicators: indicatorsOf(deals, histories, [], "2026-05-20"),
    },
    null,
  );

  it("gives rates with their range, says too few where there are, and what has no history", () => {
    const text = plainText(message);
    expect(text).toContain("15 deals decided, 9 won: 60 %, likely between 36 % and 80 %");
    expect(text).toContain("Discovery | 15 | 9 (60 %)");
    expect(text).toContain("Sam Ito | 12 | 8 | 67 % | 39 % and 86 %");
    expect(text).toContain("Ada Roy | 3 | 1 | too few | 3 of 10");
    expect(text).toContain("no segment | 3");
    expect(text).toContain("No decided deal has a deal type.");
    expect(text).toContain("not enough history: 0 of 12 quarters");
  });

  it("says so when nothing is decided", () => {
    const none = { all: null, rep: [], segment: [], type: [] };
    const empty = funnelMessage({ whose: "you", oneRep: true, funnel: none, indicators: [] }, null);
    expect(plainText(empty)).toContain("No deal is decided yet");
  });
});

describe("the forecast people read", () => {
  const bias = (given: Partial<Bias>): Bias => ({
    ...{ quarters: 5, kept: { hits: 4, of: 9, low: 0.2, high: 0.7 }, note: null },
    ...{ error: { mean: 0.3, low: 0.12, high: 0.48 }, lean: "over", coach: "qualification" },
    ...given,
  });

  it("coaches over-forecasters to qualification, under-forecasters to deal control, and names its range", () => {
    const text = plainText(
      forecastMessage({
        ...{ whose: "Ruth's team", oneRep: false, rollUps: [] },
        forecast: [
          { rep: "Ada Roy", bias: bias({}) },
          {
            rep: "Sam Ito",
            bias: bias({
              ...{ error: { mean: -0.25, low: -0.4, high: -0.1 }, lean: "under" },
              coach: "deal-control",
            }),
          },
          {
            rep: "Gil Orr",
            bias: bias({
              error: { mean: 0.2, low: -0.3, high: 0.7 },
              lean: "unclear",
              coach: null,
            }),
          },
          {
            rep: "New Rep",
            bias: bias({
              ...{ error: null, kept: null, quarters: 1, lean: "unclear", coach: null },
              note: "not enough history: 1 of 3 quarters with a forecast",
            }),
          },
        ],
      }),
    );
    expect(text).toMatch(
      /Ada Roy: 30 % of what was called did not close \(likely between 12 % and 48 %, over 5 quarters\)\. 4 of 9 commits closed in their quarter\. To coach: qualification/,
    );
    expect(text).toMatch(/Sam Ito: 25 % more closed than was called .*To coach: deal control/);
    expect(text).toMatch(/Gil Orr: no clear lean.*between 30 % more and 70 % less than called/);
    expect(text).toContain("No quarter with a forecast to hold against its end yet: New Rep.");
  });
});
