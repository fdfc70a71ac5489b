import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { knownAbout } from "../../src/agents/wording/deal-known.ts";
import { missingFor } from "../../src/agents/wording/deal-questions.ts";
import type { Inspection } from "../../src/deals/inspection.ts";
import { pipelineScene } from "../../src/jobs/pipeline-scene.ts";
import { type Floor, openFloor } from "./floor.ts";

let floor: Floor;
const inspected = new Map<string, Inspection>();

beforeAll(async () => {
  floor = await openFloor();
  for (const first of ["Tom", "Ines", "Maya"]) {
    const scene = await floor.within((tx) => pipelineScene(tx, floor.named(first), "2026-11-20"));
    for (const one of scene.inspections) inspected.set(one.deal.account ?? "", one);
  }
}, 120_000);
afterAll(async () => await floor?.close());

const deal = (account: string): Inspection => {
  const found = inspected.get(account);
  if (!found) throw new Error(`${account} was not inspected`);
  return found;
};
const condition = (account: string, criterion: string) =>
  deal(account).commitment.conditions.find((one) => one.criterion === criterion)?.fact ?? null;

describe("an inspection of the sample floor", () => {
  it("takes a logged e-mail for something the buyer did", () => {
    expect(condition("Redbrick Interiors", "buyer-act")).toMatchObject({
      source: "activity",
      who: "Denise Achebe",
      text: "Denise sent the order form back with two changes marked",
    });
  });

  it("takes a logged meeting to come for the next step", () => {
    expect(deal("Linden Pharma").nextStep).toMatchObject({ source: "activity", due: "2026-11-25" });
  });

  it("does not take the rep's own mails for the buyer's, and says where it looked", () => {
    const stannard = deal("Stannard Packaging");
    expect(stannard.seen).toEqual({ calls: 0, activities: 3 });
    expect(condition("Stannard Packaging", "buyer-act")).toBeNull();
    expect(missingFor(stannard)).toContain("I looked at no call and 3 logged activities.");
    expect(
      knownAbout(stannard)
        .filter(({ value }) => value === "not on the calls or activity I've seen")
        .map(({ label }) => label),
    ).toEqual(["Why they would spend it:", "How they decide:", "Next step:"]);
  });

  it("does not take kindness for an undertaking", () => {
    expect(deal("Marlow Components").buyerActs.map(({ text }) => text)).toEqual([]);
  });

  it("cites each fact of a call with its speaker, day and place, and says no sentence twice", () => {
    for (const one of inspected.values()) {
      const facts = [...one.businessCase, ...one.decisionProcess, ...one.buyerActs];
      for (const fact of facts.filter(({ source }) => source === "call"))
        expect([fact.who, fact.on, fact.place, fact.turn].every((part) => part !== null)).toBe(
          true,
        );
      const shown = [...one.decisionProcess].map(({ text }) => text);
      expect(new Set(shown).size).toBe(shown.length);
    }
  });

  it("calls nothing happy ears where a next step has a day or the buyer has undertaken something", () => {
    for (const one of inspected.values())
      if (one.happyEars) expect([one.nextStep, one.buyerActs.at(0)?.on]).toEqual([null, undefined]);
  });
});
