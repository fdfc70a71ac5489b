import { describe, expect, it } from "vitest";
import type { Moment } from "../../src/calls/moment.ts";
import { type Discrepancy, discrepanciesOf } from "../../src/deals/accuracy.ts";
import type { Deal } from "../../src/deals/deal.ts";
import type { DealFile } from "../../src/deals/evidence.ts";

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

function found(moments: Moment[], deal: Partial<Deal> = {}, people: string[] = ["Hollis Grant"]) {
  const file: DealFile = {
    deal: { ...DEAL, ...deal },
    changes: [],
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
  return discrepanciesOf(file, TODAY);
}
const fields = (all: Discrepancy[]) => all.map(({ field, kind, value }) => [field, kind, value]);

describe("what a call says beside the CRM", () => {
  it("is an amount for the whole, said where the price is, that the CRM does not have", () => {
    const said = money("It would be thirty-eight thousand a year, all in.", "EUR 38000");
    expect(fields(found([priced(), said]))).toEqual([["amount", "differs", "3800000"]]);
    expect(fields(found([priced(), said], { amountMinor: null }))).toEqual([
      ["amount", "empty", "3800000"],
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
