import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Side } from "../../../src/calls/call.ts";
import { detectPricing } from "../../../src/calls/moments/pricing.ts";
import { prepare } from "../../../src/calls/talk.ts";

function talkOf(lines: [speaker: "rep" | "buyer", text: string][], known = true) {
  const side = (id: Side) => (known ? id : null);
  return prepare({
    title: "Negotiation",
    startedAt: null,
    type: "negotiation",
    participants: [
      { id: "rep", name: "Ines", side: side("rep") },
      { id: "buyer", name: "Tom", side: side("buyer") },
    ],
    turns: lines.map(([speaker, text]) => ({ speaker, text, startMs: null, endMs: null })),
  });
}

describe("detectPricing", () => {
  it("finds price talk on either side and quotes the sentence", () => {
    const moments = detectPricing(
      talkOf([
        ["buyer", "Thanks. What does the pricing look like?"],
        ["rep", "It is $60 per user, billed yearly."],
      ]),
    );
    expect(moments).toMatchObject([
      { turn: 0, concession: false, quote: "What does the pricing look like?" },
      { turn: 1, concession: false, quote: "It is $60 per user, billed yearly." },
    ]);
  });

  it.each([
    "We could do ten percent off for you.",
    "I can throw in the onboarding.",
    "We'd be happy to waive the setup fee.",
    "I can extend payment to net 60.",
    "I could go eight percent if that gets it signed.",
    "So the training would be on us.",
    "We could cap the increase at two percent.",
    "I can probably get monthly through.",
    "What I can do is move the set-up fee to the summer.",
    "If it isn't live by June, then you can leave, and you only pay for what you used.",
    "With that the price is fixed for both years.",
  ])("hears the rep give something away in %j", (text) => {
    expect(detectPricing(talkOf([["rep", text]]))).toMatchObject([{ concession: true }]);
  });

  it("hears a concession in a price below the rep's own last one", () => {
    const moments = detectPricing(
      talkOf([
        ["rep", "The price is $900."],
        ["buyer", "Would you take $700?"],
        ["rep", "I could do $800."],
      ]),
    );
    expect(moments.at(-1)).toMatchObject({ turn: 2, concession: true });
  });

  it("hears none when the rep holds the price or the buyer asks for it", () => {
    const moments = detectPricing(
      talkOf([
        ["buyer", "Can we get a discount?"],
        ["rep", "We don't discount before we know the scope."],
      ]),
    );
    expect(moments.map((moment) => moment.concession)).toEqual([false, false]);
  });

  it("hears each thing that is given, and a thing said twice once", () => {
    const moments = detectPricing(
      talkOf([
        ["buyer", "Your competitor does the onboarding for free, and we pay everyone monthly."],
        [
          "rep",
          "What if I took that off? So the onboarding's on us. And I can get monthly through for you.",
        ],
        ["rep", "I could cap that. I could cap it at four percent from the second year."],
        ["buyer", "All right, and it stays at four?"],
        ["rep", "Yes, in year two not more than four percent."],
      ]),
    );
    expect(moments.filter(({ concession }) => concession).map(({ quote }) => quote)).toEqual([
      "So the onboarding's on us.",
      "And I can get monthly through for you.",
      "I could cap it at four percent from the second year.",
    ]);
  });

  it("hears what is agreed to when terms were asked for, and no gift in sending a document", () => {
    const given = (text: string, ask: string) =>
      detectPricing(
        talkOf([
          ["buyer", ask],
          ["rep", text],
        ]),
      ).some(({ concession }) => concession);
    expect(given("So I can get you that.", "We would need to pay it in quarters.")).toBe(true);
    expect(given("So I can get you that.", "Is there a plan of the warehouse?")).toBe(false);
    expect(given("I can't go ten percent.", "We want ten percent off.")).toBe(false);
    expect(given("Suppliers use it, and it is no cost to them.", "And the suppliers?")).toBe(false);
  });

  it("leaves the buyer's own losses and headcounts alone", () => {
    const moments = detectPricing(
      talkOf([
        ["buyer", "Every outage costs us about $40,000 a month in rework."],
        ["buyer", "We hired twelve people per site."],
      ]),
    );
    expect(moments).toEqual([]);
  });

  it("never throws and quotes only what was said, with or without sides", () => {
    const piece = fc.constantFrom(
      "the price ",
      "$40 ",
      "we can ",
      "discount ",
      "10% off ",
      "İ",
      "? ",
    );
    const text = fc
      .array(fc.oneof(piece, fc.string()), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), fc.boolean(), (texts, known) => {
        const lines = texts.map((said, index): ["rep" | "buyer", string] => [
          index % 2 === 0 ? "rep" : "buyer",
          said,
        ]);
        for (const moment of detectPricing(talkOf(lines, known)))
          expect(texts[moment.turn]).toContain(moment.quote);
      }),
    );
  });
});
