import { describe, expect, it } from "vitest";
import { type DealSigns, healthOf } from "../../src/deals/health.ts";
import { dealAt, historiesOf, pushesOf, staysOf } from "../../src/deals/history.ts";
import { majorAmounts, majorText, spokenMoney } from "../../src/deals/money.ts";
import { normsFrom } from "../../src/deals/norms.ts";
import { quarterBounds, quarterOf, shiftQuarter } from "../../src/deals/quarters.ts";
import { changeOf, dealOf } from "./deal-of.ts";

const TODAY = "2026-05-20";
const NORMS = normsFrom({
  stays: [8, 10, 12, 9, 11].map((days) => ({ stage: "Proposal", days })),
  decided: [{ stage: "Proposal", won: 12, lost: 18 }],
});
const signs = (given: Partial<DealSigns> = {}): DealSigns => ({
  stageSince: "2026-05-10",
  pushes: 0,
  touchedOn: "2026-05-18",
  contacts: 2,
  nextStepOn: "2026-05-25",
  ...given,
});

describe("the health of a pipeline", () => {
  it("adds up by currency and weighs by the team's own chances where it has enough decided deals", () => {
    const deals = [
      dealOf({ amountMinor: 1_000_001 }),
      dealOf({ amountMinor: 250, currency: "USD" }),
      dealOf({ amountMinor: null }),
      dealOf({ status: "won", amountMinor: 99 }),
    ];
    const health = healthOf({
      deals,
      signs: new Map(),
      won: [],
      quotas: [],
      norms: NORMS,
      today: TODAY,
    });
    expect(health).toMatchObject({
      count: 3,
      total: { EUR: 1_000_001, USD: 250 },
      weighted: { EUR: 400_000, USD: 100 },
      weightsAssumed: false,
      coverage: null,
    });
    const early = healthOf({
      deals: [dealOf({ stage: "Demo" })],
      signs: new Map(),
      won: [],
      quotas: [],
      norms: NORMS,
      today: TODAY,
    });
    expect(early.weightsAssumed).toBe(true);
  });

  it("holds pipeline against the quota, and what is due against what is left of it", () => {
    const deals = [
      dealOf({ amountMinor: 600 }),
      dealOf({ amountMinor: 900, closeOn: "2026-09-01" }),
    ];
    const won = [
      dealOf({ status: "won", amountMinor: 200, closedOn: "2026-04-02" }),
      dealOf({ status: "won", amountMinor: 500, closedOn: "2026-03-31" }),
    ];
    const quotas = [{ ownerId: "rep", quarter: "2026-Q2", amountMinor: 500, currency: "EUR" }];
    const { coverage } = healthOf({
      deals,
      signs: new Map(),
      won,
      quotas,
      norms: NORMS,
      today: TODAY,
    });
    expect(coverage).toEqual({
      currency: "EUR",
      quotaMinor: 500,
      wonMinor: 200,
      ratio: 3,
      dueRatio: 2,
      target: 3,
    });
  });

  it("flags what stands out, against the team's own median where there is one", () => {
    const deal = dealOf({ closeOn: "2026-05-01" });
    const all = signs({
      stageSince: "2026-04-01",
      pushes: 1,
      touchedOn: "2026-04-01",
      contacts: 1,
      nextStepOn: null,
    });
    const flagsOf = (one: DealSigns, stage = "Proposal") =>
      healthOf({
        deals: [{ ...deal, stage }],
        signs: new Map([[deal.id, one]]),
        won: [],
        quotas: [],
        norms: NORMS,
        today: TODAY,
      }).flagged[0]?.flags;
    expect(flagsOf(all)).toEqual([
      "overdue",
      "pushed",
      "stale",
      "slow",
      "single-threaded",
      "no-next-step",
    ]);
    // In a stage without history nothing is slow; with nobody known, nothing is single.
    expect(flagsOf({ ...all, contacts: 0 }, "Vibing")).toEqual([
      "stage-unknown",
      "overdue",
      "pushed",
      "stale",
      "no-next-step",
    ]);
    expect(flagsOf(signs(), "Proposal")).toEqual(["overdue"]);
  });

  it("says how old a stage's deals are and what is usual, or that there is too little to say", () => {
    const [proposal, demo] = [dealOf(), dealOf({ stage: "Demo" })];
    const { stages } = healthOf({
      deals: [proposal, demo],
      signs: new Map([[proposal.id, signs()]]),
      won: [],
      quotas: [],
      norms: NORMS,
      today: TODAY,
    });
    expect(stages).toMatchObject([
      { stage: "Demo", averageDays: null, usualDays: null, stays: 0 },
      { stage: "Proposal", averageDays: 10, usualDays: 10, stays: 5 },
    ]);
  });
});

describe("a deal's history", () => {
  const deal = dealOf({
    status: "open",
    category: "upside",
    closeOn: "2026-09-30",
    amountMinor: 700,
  });
  const history = historiesOf([
    changeOf(deal, "2026-04-01", "category", "commit", "upside"),
    changeOf(deal, "2026-02-01", "closeOn", "2026-03-31", "2026-06-30"),
    changeOf(deal, "2026-03-20", "closeOn", "2026-06-30", "2026-05-30"),
    changeOf(deal, "2026-05-01", "closeOn", "2026-05-30", "2026-09-30"),
    changeOf(deal, "2026-03-01", "amountMinor", "900", "700"),
    changeOf(deal, "2026-02-01", "status", "open", "lost"),
    changeOf(deal, "2026-02-10", "status", "lost", "open"),
    changeOf(deal, "2026-01-10", "stage", null, "Demo"),
    changeOf(deal, "2026-01-31", "stage", "Demo", "Proposal"),
  ]).get(deal.id);

  it("gives it back as it stood on a day, also when it was lost then and is open again", () => {
    expect(dealAt(deal, history, "2026-02-05")).toEqual({
      status: "lost",
      category: "commit",
      closeOn: "2026-06-30",
      amountMinor: 900,
    });
    expect(dealAt(deal, history, "2026-05-20")).toEqual({
      status: "open",
      category: "upside",
      closeOn: "2026-09-30",
      amountMinor: 700,
    });
    expect(dealAt(deal, history, "2026-01-01")).toBeNull();
  });

  it("counts a date that moved back as pushed, one that came nearer not", () => {
    expect(pushesOf(history)).toEqual({ count: 2, days: 214, last: "2026-05-01" });
    expect(staysOf(history)).toEqual([{ stage: "Demo", days: 21 }]);
  });
});

describe("money and quarters", () => {
  it("are exact, and said shortly", () => {
    expect([majorText(105_400, "USD"), majorText(5, "EUR"), majorText(7, "JPY")]).toEqual([
      "1054.00",
      "0.05",
      "7",
    ]);
    expect(majorAmounts({ EUR: 5 }, ["EUR", "USD"])).toEqual({ EUR: "0.05", USD: "0.00" });
    expect([
      spokenMoney(3_950_000, "GBP"),
      spokenMoney(99_960_000, "USD"),
      spokenMoney(95_000, "CHF"),
    ]).toEqual(["£39.5k", "$1m", "CHF 950"]);
    expect([
      quarterOf("2026-12-31"),
      shiftQuarter("2026-Q1", -1),
      quarterBounds("2026-Q4"),
    ]).toEqual(["2026-Q4", "2025-Q4", { from: "2026-10-01", to: "2026-12-31" }]);
  });
});
