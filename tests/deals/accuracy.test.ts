import { describe, expect, it } from "vitest";
import type { Moment } from "../../src/calls/moment.ts";
import { discrepanciesOf, type Standing } from "../../src/deals/accuracy.ts";
import { type CommitStandards, standardsFrom } from "../../src/deals/commitment.ts";
import type { Deal } from "../../src/deals/deal.ts";
import type { Discrepancy } from "../../src/deals/discrepancy.ts";
import type { DealFile } from "../../src/deals/evidence.ts";
import type { StageSign } from "../../src/deals/stage-signs.ts";

const TODAY = "2026-11-20";
const DEAL: Deal = {
  id: "deal",
  name: "Kestrel",
  account: "Kestrel Freight",
  ownerId: "ines",
  owner: "Ines Falk",
  stage: "Proposal",
  category: null,
  status: "open",
  amountMinor: 3_000_000,
  currency: "EUR",
  segment: null,
  type: null,
  openedOn: "2026-10-01",
  closeOn: "2026-11-30",
  closedOn: null,
  nextStep: null,
  nextStepOn: null,
};

type Said = { quote: string; side?: "rep" | "buyer" } & Record<string, unknown>;
const moment = (kind: string, turn: number, { quote, side = "buyer", ...rest }: Said): Moment =>
  ({
    ...{ kind, turn, atMs: turn * 10_000, quote, side, confidence: 0.9 },
    speaker: side === "buyer" ? "b" : "r",
    ...rest,
  }) as Moment;
const money = (quote: string, entity: string, turn = 5, side: "rep" | "buyer" = "rep") =>
  moment("mention", turn, { quote, side, subject: "money", entity });
const priced = (turn = 5) =>
  moment("pricing", turn, { quote: "the price", side: "rep", concession: false });

function found(
  moments: Moment[],
  deal: Partial<Deal> = {},
  people: string[] = ["Hollis Grant"],
  standing: (Standing & { changes?: DealFile["changes"] }) | null = null,
) {
  const file: DealFile = {
    deal: { ...DEAL, ...deal },
    changes: standing?.changes ?? [],
    activities: [],
    people: people.map((name) => ({ name, title: null, role: null })),
    calls: [
      {
        ...{ callId: "call", kind: "demo", on: "2026-11-18", moments },
        names: { b: "Hollis Grant", r: "Ines Falk" },
        buyers: ["Hollis Grant"],
      },
    ],
  };
  return discrepanciesOf(file, TODAY, standing);
}
const fields = (all: Discrepancy[]) => all.map(({ field, kind, value }) => [field, kind, value]);

describe("what a call says beside the CRM", () => {
  it("is an amount for the whole, said where the price is, that the CRM does not have", () => {
    const said = money("It would be thirty-eight thousand a year, all in.", "EUR 38000");
    expect(fields(found([priced(), said]))).toEqual([["amount", "differs", "3800000 EUR"]]);
    expect(fields(found([priced(), said], { amountMinor: null }))).toEqual([
      ["amount", "empty", "3800000 EUR"],
    ]);
    const [one] = found([priced(), said]);
    expect(one).toMatchObject({
      inCrm: "€30,000",
      said: "€38,000",
      evidence: { text: said.quote, who: "Ines Falk", on: "2026-11-18", callId: "call", turn: 5 },
    });
  });

  it("is no amount when it is rounded, by the seat, in another currency, or what a failure cost", () => {
    expect(found([priced(), money("about thirty-one thousand a year", "EUR 31000")])).toEqual([]);
    expect(found([priced(), money("forty a seat per year", "EUR 40")])).toEqual([]);
    expect(found([priced(), money("fifty thousand dollars a year", "USD 50000")])).toEqual([]);
    expect(found([money("it cost us forty thousand in total", "EUR 40000", 9, "buyer")])).toEqual(
      [],
    );
    expect(found([priced(), money("forty thousand", "EUR 40000")])).toEqual([]);
  });

  it("is the day the buyer says it is decided on, when that is another week", () => {
    const day = (quote: string, entity: string, side: "rep" | "buyer" = "buyer") =>
      moment("mention", 8, { quote, side, subject: "date", entity });
    expect(fields(found([day("The board decides on 15 December.", "15 December")]))).toEqual([
      ["closeOn", "differs", "2026-12-15"],
    ]);
    expect(found([day("The board decides on 2 December.", "2 December")])).toEqual([]);
    expect(found([day("We are closed on 15 December.", "15 December")])).toEqual([]);
    const wished = "And he'd like me to sign before the 15 December.";
    expect(found([day(wished, "15 December")])).toEqual([]);
    expect(found([day("You could sign on 15 December.", "15 December", "rep")])).toEqual([]);
  });

  it("is the nearest step somebody undertook, where the CRM has none to come", () => {
    const step = moment("commitment", 12, {
      ...{ quote: "I'll send the security form by Tuesday.", who: "Hollis Grant" },
      ...{ what: "send the security form", due: "2026-11-24", firm: true },
    });
    const maybe = { ...step, firm: false } as Moment;
    expect(fields(found([step]))).toEqual([
      ["nextStep", "empty", "Hollis Grant: send the security form, by 2026-11-24"],
    ]);
    expect(fields(found([step], { nextStep: "Send deck", nextStepOn: "2026-11-02" }))).toEqual([
      ["nextStep", "differs", "Hollis Grant: send the security form, by 2026-11-24"],
    ]);
    expect(found([step], { nextStep: "Call", nextStepOn: "2026-11-25" })).toEqual([]);
    expect(found([maybe])).toEqual([]);
  });

  it("is somebody of theirs who spoke and is not in the CRM", () => {
    const spoke = moment("question", 3, { quote: "What does it cost?" });
    expect(fields(found([spoke], {}, []))).toEqual([["contact", "empty", "Hollis Grant"]]);
    expect(found([spoke], {}, ["HOLLIS GRANT"])).toEqual([]);
  });

  it("is nothing about a deal that is decided", () => {
    const said = money("thirty-eight thousand a year", "EUR 38000");
    expect(found([priced(), said], { status: "won" })).toEqual([]);
  });
});

describe("a stage", () => {
  const STAGES = ["Discovery", "Demo", "Evaluation", "Proposal", "Negotiation", "Closed Won"];
  const sign = (says: StageSign["says"], turn = 7): StageSign => ({
    ...{ says, turn, atMs: 70_000, speaker: "b" },
    quote: says === "undecided" ? "We haven't decided to buy." : "Legal is reviewing the contract.",
  });
  const slot = (name: string) =>
    moment("qualification", 3, { quote: `about ${name}`, slot: name }) as Moment;
  const claim = (
    deal: Partial<Deal>,
    signs: StageSign[],
    {
      moments = [],
      stages = STAGES,
      changes = [],
      standards = standardsFrom(null),
    }: {
      moments?: Moment[];
      stages?: string[];
      changes?: DealFile["changes"];
      standards?: CommitStandards;
    } = {},
  ) =>
    found(moments, deal, ["Hollis Grant"], {
      changes,
      stage: { signs: new Map([["call", signs]]), stages, standards },
    }).filter(({ field }) => field === "stage");

  it("goes back when the buyer has not decided to buy and the CRM negotiates", () => {
    const [one] = claim({ stage: "Negotiation" }, [sign("undecided")]);
    expect(one).toMatchObject({
      ...{ field: "stage", inCrm: "Negotiation", value: "Evaluation", kind: "differs" },
      evidence: { text: "We haven't decided to buy.", who: "Hollis Grant", turn: 7 },
    });
    const fewer = claim({ stage: "Negotiation" }, [sign("undecided")], {
      stages: ["Discovery", "Demo", "Negotiation"],
    });
    expect(fewer[0]?.value).toBe("Demo");
  });

  it("goes on when the buyer says so and all the team asks for there is shown", () => {
    const shown = ["identified-pain", "decision-process", "economic-buyer", "paper-process"];
    const moments = shown.map(slot);
    const [one] = claim({ stage: "Demo" }, [sign("negotiation")], { moments });
    expect(one).toMatchObject({ inCrm: "Demo", value: "Negotiation" });
    const own = standardsFrom({ stages: { negotiation: ["champion"] } });
    expect(claim({ stage: "Demo" }, [sign("negotiation")], { moments, standards: own })).toEqual(
      [],
    );
    expect(claim({ stage: "Demo" }, [sign("negotiation")], { moments: moments.slice(1) })).toEqual(
      [],
    );
  });

  it("stays where nothing was said, where it is known already, or where the evidence is older", () => {
    expect(claim({ stage: "Negotiation" }, [])).toEqual([]);
    expect(claim({ stage: "Evaluation" }, [sign("undecided")])).toEqual([]);
    expect(claim({ stage: "Negotiation" }, [sign("negotiation")])).toEqual([]);
    expect(claim({ stage: "Phase 3" }, [sign("undecided")])).toEqual([]);
    expect(claim({ stage: "Negotiation" }, [sign("undecided"), sign("negotiation", 9)])).toEqual(
      [],
    );
    const moved = (at: string) => ({
      ...{ dealId: "deal", at, field: "stage", before: "Demo", after: "Negotiation", by: null },
    });
    const negotiating = { stage: "Negotiation" };
    expect(
      claim(negotiating, [sign("undecided")], { changes: [moved("2026-11-19T09:00:00Z")] }),
    ).toEqual([]);
    expect(
      claim(negotiating, [sign("undecided")], { changes: [moved("2026-11-17T09:00:00Z")] }),
    ).toHaveLength(1);
  });

  it("stays when all the team asks for at that stage is shown, however it was put once", () => {
    const own = standardsFrom({ stages: { negotiation: ["identified-pain"] } });
    const moments = [slot("identified-pain")];
    const options = { moments, standards: own };
    expect(claim({ stage: "Negotiation" }, [sign("undecided")], options)).toEqual([]);
    const nothing = standardsFrom({ stages: { negotiation: [] } });
    expect(
      claim({ stage: "Negotiation" }, [sign("undecided")], { standards: nothing }),
    ).toHaveLength(1);
  });

  it("is the team's own word for it", () => {
    const [one] = claim({ stage: "Phase 5 (negotiation)" }, [sign("undecided")], {
      stages: ["Phase 1 (discovery)", "Phase 3 (evaluation)", "Phase 5 (negotiation)"],
    });
    expect(one).toMatchObject({ inCrm: "Phase 5", value: "Phase 3" });
  });
});

describe("a competitor", () => {
  const named = (quote: string, entity = "Payvolt", more: Record<string, unknown> = {}) =>
    moment("mention", 4, { quote, subject: "competitor", entity, ...more });
  const stage = { signs: new Map(), stages: [], standards: standardsFrom(null) };
  const claim = (moments: Moment[], competitor?: string | null) =>
    found(moments, {}, ["Hollis Grant"], {
      stage,
      ...(competitor === undefined ? {} : { competitor }),
    }).filter(({ field }) => field === "competitor");

  it("is one the buyer looks at, where the CRM's field is empty or has another", () => {
    const said = named("We're also looking at Payvolt, to be fair.");
    expect(claim([said], null)[0]).toMatchObject({
      ...{ kind: "empty", value: "Payvolt", inCrm: null },
      evidence: { text: said.quote, who: "Hollis Grant" },
    });
    expect(claim([said], "Ledgerline")[0]).toMatchObject({
      ...{ kind: "differs", value: "Ledgerline;Payvolt", said: "Payvolt", inCrm: "Ledgerline" },
    });
  });

  it("is none where no field is mapped, or where they stand in it already", () => {
    const said = named("We had a quote from Payvolt last week.");
    expect(claim([said])).toEqual([]);
    for (const there of ["Payvolt", "payvolt ltd", "Ledgerline; Payvolt", "Ledgerline and PAYVOLT"])
      expect(claim([said], there), there).toEqual([]);
  });

  it.each([
    "We ruled Payvolt out in the spring.",
    "We're not looking at Payvolt.",
    "We used to be on Payvolt, years ago.",
    "A friend of mine is comparing Payvolt for her shop.",
    "Payvolt were at the conference, nice stand.",
    "We'd be looking at Payvolt if we were smaller, but we could never use them.",
    "We switched away from Payvolt.",
  ])("is none in passing or once it is out: %s", (quote) => {
    expect(claim([named(quote)], null)).toEqual([]);
  });

  it("is none that only the rep named, or that was barely heard", () => {
    const quote = "We're also looking at Payvolt.";
    expect(claim([named(quote, "Payvolt", { side: "rep" })], null)).toEqual([]);
    expect(claim([named(quote, "Payvolt", { confidence: 0.4 })], null)).toEqual([]);
  });
});
