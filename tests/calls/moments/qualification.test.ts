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
