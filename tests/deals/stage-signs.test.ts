import { describe, expect, it } from "vitest";
import type { Call } from "../../src/calls/call.ts";
import { stageSignsOf } from "../../src/deals/stage-signs.ts";

function signs(
  text: string,
  who: "buyer" | "rep" = "buyer",
  sideFrom: "roster" | "speech" = "roster",
) {
  const call: Call = {
    ...{ title: "t", startedAt: null, type: null },
    participants: [
      { id: "b", name: "Hollis Grant", side: "buyer", sideFrom },
      { id: "r", name: "Ines Falk", side: "rep", sideFrom: "roster" },
    ],
    turns: [{ speaker: who === "buyer" ? "b" : "r", startMs: 60_000, endMs: null, text }],
  };
  return stageSignsOf(call);
}
const says = (text: string) => signs(text).map((one) => one.says);

describe("what a buyer says of how far they are", () => {
  it.each([
    "To be honest, we haven't decided whether we're going to buy anything this year.",
    "We have not decided to go ahead.",
    "Honestly, we haven't decided yet.",
    "We're still deciding whether to change at all.",
    "There's no decision to go ahead on our side.",
    "We're still just exploring at this point.",
    "We might well do nothing and stay as we are.",
  ])("is undecided: %s", (text) => {
    expect(says(text)).toEqual(["undecided"]);
  });

  it.each([
    ["We haven't decided on the colour of the dashboard.", "what it is made of"],
    ["We haven't decided who signs it.", "who signs"],
    ["We haven't decided when to start.", "when it begins"],
    ["We haven't decided whether Dan comes to the workshop.", "who comes"],
    ["If we haven't decided by Friday, finance takes the budget back.", "imagined"],
    ["Last year we were still deciding whether to buy.", "long ago"],
    ["Haven't we decided whether to buy?", "a question"],
    ["They haven't decided whether they buy.", "others"],
    ["We hadn't decided to buy when we met you.", "before"],
    ["We decided on Monday that the audit comes first.", "something else"],
  ])("is nothing: %s (%s)", (text) => {
    expect(says(text)).toEqual([]);
  });

  it.each([
    ["Our legal team is reviewing the contract this week.", "negotiation"],
    ["We've decided to go with you.", "negotiation"],
    ["Please send me the order form.", "negotiation"],
    ["We've been through your proposal with the board.", "proposal"],
    ["We've started the pilot in two depots.", "evaluation"],
  ])("is how far they are: %s → %s", (text, wanted) => {
    expect(says(text)).toEqual([wanted]);
  });

  it.each([
    "Once we've decided to go with you, legal is reviewing the contract.",
    "If it works, please send me the contract.",
    "We've decided to go with you if the price comes down.",
    "We would have started the pilot by then.",
    "Legal isn't reviewing the contract.",
    "We've started the pilot with another supplier, with them.",
    "Have we been through your proposal?",
  ])("is nothing while it is imagined, denied or asked: %s", (text) => {
    expect(says(text)).toEqual([]);
  });

  it("counts from the buyer alone, and not where the sides were guessed from how people speak", () => {
    const text = "We haven't decided whether to buy.";
    expect(signs(text, "rep")).toEqual([]);
    expect(signs(text, "buyer", "speech")).toEqual([]);
    expect(signs(text)[0]).toMatchObject({ turn: 0, atMs: 60_000, quote: text, speaker: "b" });
  });
});
