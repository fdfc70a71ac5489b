import { describe, expect, it } from "vitest";
import type { GapSlot } from "../../../src/calls/moment.ts";
import { detectGaps } from "../../../src/calls/moments/gap.ts";
import { talkOf } from "../talk-of.ts";

const slots = (text: string) => detectGaps(talkOf([`B: ${text}`])).map(({ slot }) => slot);

describe("gap", () => {
  it.each<[GapSlot, string]>([
    ["environment", "We still use an old Access database for the bookings."],
    ["environment", "There are twelve of us spread over three branches."],
    ["problem", "The nightly import just breaks and nobody notices."],
    ["problem", "I can't really tell which branch is behind."],
    ["impact", "We lose about three hours every morning on it."],
    ["impact", "Last winter we lost two good customers over it."],
    ["root-cause", "It comes down to the codes being different in every branch."],
    ["future-state", "Ideally one person could close the month in a day."],
    [
      "cost-of-inaction",
      "If we don't sort it out before winter we will lose the northern contract.",
    ],
    ["personal-stakes", "I'm the one who has to stand up in front of the owners."],
  ])("hears %s in: %s", (slot, text) => {
    expect(slots(text)).toContain(slot);
  });

  it("takes neither a denied problem nor a question nor small talk for the gap", () => {
    expect(slots("No, that was never a problem for us.")).toEqual([]);
    expect(slots("Do you use spreadsheets for that?")).toEqual([]);
    expect(slots("The train was full this morning and it rained all the way.")).toEqual([]);
  });

  it("listens to the buyer only, and to nobody while the sides are unknown", () => {
    const lines = ["R: We use a spreadsheet and it breaks.", "B: I see what you mean."];
    expect(detectGaps(talkOf(lines))).toEqual([]);
    expect(detectGaps(talkOf(["B: The import breaks every week."], { sides: false }))).toEqual([]);
  });

  it("trusts a side guessed from speech a little less than a given one", () => {
    const line = ["B: The import breaks every week."];
    const [given] = detectGaps(talkOf(line));
    const [guessed] = detectGaps(talkOf(line, { sideFrom: "speech" }));
    expect(guessed?.confidence).toBeLessThan(given?.confidence ?? 0);
    expect(guessed?.confidence).toBeGreaterThan(0.6);
  });
});
