import { describe, expect, it } from "vitest";
import type { QualificationSlot } from "../../../src/calls/moment.ts";
import { detectQualification } from "../../../src/calls/moments/qualification.ts";
import { talkOf } from "../talk-of.ts";

const slots = (line: string) => detectQualification(talkOf([line])).map(({ slot }) => slot);

describe("qualification", () => {
  it.each<[QualificationSlot, string]>([
    ["metrics", "We want to cut the error rate by 15 percent this year."],
    ["economic-buyer", "Anything above that, Helen has to approve it."],
    ["decision-criteria", "It has to work on the tablets we already own, that's non-negotiable."],
    ["decision-process", "After that we would run a short pilot in one branch."],
    ["paper-process", "Our lawyers take about three weeks with any new contract."],
    ["identified-pain", "Our biggest headache is the stock count, we lose three days on it."],
    ["champion", "I'll make the case to the others myself."],
    ["competition", "We're also talking to another supplier from Leeds."],
  ])("hears %s in: %s", (slot, text) => {
    expect(slots(`B: ${text}`)).toContain(slot);
  });

  it.each<[QualificationSlot, string]>([
    ["economic-buyer", "There is about forty set aside, but the FD hasn't signed it yet."],
    ["economic-buyer", "Anything over twenty-five grand we both sign."],
    ["decision-process", "There's a signature order, it has eleven pages."],
    ["paper-process", "I'd raise the PO the day it's signed."],
    ["metrics", "We have to get the error rate down to two percent by June."],
  ])("hears %s however it is put: %s", (slot, text) => {
    expect(slots(`B: ${text}`)).toContain(slot);
  });

  it.each<[QualificationSlot, string]>([
    ["economic-buyer", "The yard signed for twenty-two pallets and there were twenty."],
    ["economic-buyer", "I'm the one who signs the audit statement."],
    ["economic-buyer", "They're just signing under a signature."],
    ["decision-process", "And I was asked to go to the board and explain it."],
    ["decision-process", "The report goes to the group auditor and to the board."],
    ["paper-process", "They'd never raised a purchase order in their lives."],
    ["paper-process", "I quite like a purchase order."],
    ["paper-process", "She was making a supplier review and saw an address."],
    ["metrics", "So you don't pay for four percent of water."],
    ["metrics", "He'd like that I sign before Friday, then it's fifteen percent less."],
    ["decision-criteria", "It must rain only on that one road."],
    ["identified-pain", "If I can't see the two sites I'm no further on, really."],
  ])("hears no %s in daily work, past stories or jokes: %s", (slot, text) => {
    expect(slots(`B: ${text}`)).not.toContain(slot);
  });

  it("trusts a signature less where nothing says what is signed", () => {
    const [bare] = detectQualification(talkOf(["B: Then it's two weeks, and I sign it."]));
    expect(bare?.confidence).toBeLessThan(0.6);
  });

  it("takes the rep's words only as a restatement, and trusts it less", () => {
    const spoken = "Helen has to approve it.";
    const [own] = detectQualification(talkOf([`B: ${spoken}`]));
    const [restated] = detectQualification(talkOf([`R: So what I'm hearing is ${spoken}`]));
    expect(restated).toMatchObject({ slot: "economic-buyer", side: "rep" });
    expect(restated?.confidence).toBeLessThan(own?.confidence ?? 0);
    expect(slots("R: Your finance director has to approve it.")).toEqual([]);
  });

  it("finds nothing in ordinary talk and in the buyer's questions", () => {
    expect(
      slots("B: We moved into the new building in spring and everybody likes the light."),
    ).toEqual([]);
    expect(slots("B: Do you have a procurement team?")).toEqual([]);
  });
});
