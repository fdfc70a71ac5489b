import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Side } from "../../../src/calls/call.ts";
import { detectObjections } from "../../../src/calls/moments/objection.ts";
import { prepare } from "../../../src/calls/talk.ts";

type Line = [speaker: "rep" | "buyer", text: string];

function talkOf(
  lines: Line[],
  sides: Record<string, Side | null> = { rep: "rep", buyer: "buyer" },
) {
  return prepare({
    title: "Discovery",
    startedAt: null,
    type: null,
    participants: ["rep", "buyer"].map((id) => ({ id, name: id, side: sides[id] ?? null })),
    turns: lines.map(([speaker, text]) => ({ speaker, text, startMs: null, endMs: null })),
  });
}
const objections = (...lines: Line[]) => detectObjections(talkOf(lines));

describe("detectObjections", () => {
  it.each([
    ["Honestly that is a lot more than we planned to spend.", "budget"],
    ["We simply don't have the budget for it this year.", "budget"],
    ["Would you take 30,000 for the first year?", "budget"],
    ["It's not a priority for us until the merger is through.", "timing"],
    ["My team is swamped, so not right now.", "timing"],
    ["We already use Ledgerly for that.", "competition"],
    ["We're also getting quotes from two other vendors.", "competition"],
    ["I'd have to run this by our board first.", "other"],
    ["I'm worried the migration will break our reports.", "other"],
    ["I'm not convinced we need this.", "other"],
  ])("hears %j as an objection about %s", (text, category) => {
    const [moment] = objections(["rep", "The platform is 42,000 a year."], ["buyer", text]);
    expect(moment).toMatchObject({
      turn: 1,
      category,
      quote: text,
      speaker: "buyer",
      side: "buyer",
    });
  });

  it("hears no objection in questions, facts and agreement", () => {
    const calm = [
      "How does the integration work?",
      "We have about forty people on the floor.",
      "That sounds good, no problem at all.",
      "I don't mind sharing the numbers.",
      "Our last audit was in March and it went fine.",
      "I can't wait to show this to Priya.",
      "What does onboarding look like?",
    ];
    for (const text of calm) expect([text, objections(["buyer", text])]).toEqual([text, []]);
  });

  it("does not count an agreed price as a counter-offer", () => {
    const moments = objections(
      ["rep", "I could do 900 for the pair."],
      ["buyer", "Okay, 900 it is."],
    );
    expect(moments).toEqual([]);
  });

  it("reads the buyer's side only", () => {
    const moments = objections(["rep", "I know it's expensive and that budgets are tight."]);
    expect(moments).toEqual([]);
  });

  it("asks for stronger words when nobody's side is known", () => {
    const lines: Line[] = [
      ["buyer", "That is far too expensive for us."],
      ["rep", "I'm not sure."],
    ];
    const moments = detectObjections(talkOf(lines, {}));
    expect(moments.map((moment) => moment.turn)).toEqual([0]);
    expect(moments[0]?.side).toBeNull();
  });

  it("keeps two different objections of one turn apart", () => {
    const moments = objections([
      "buyer",
      "It's too expensive for what it does. And we're swamped until summer.",
    ]);
    expect(moments.map((moment) => moment.category).sort()).toEqual(["budget", "timing"]);
  });

  it("calls it handled when the rep acknowledges, asks, and answers what was meant", () => {
    const [moment] = objections(
      ["buyer", "That's too expensive for us."],
      [
        "rep",
        "That's fair. If I were in your shoes I'd wonder too. Is it the total or when it falls due?",
      ],
      ["buyer", "When it falls due, mostly."],
      [
        "rep",
        "Other teams put it next to one week of rework, which costs you more than a quarter of this.",
      ],
    );
    expect(moment).toMatchObject({
      handling: "handled",
      aecr: ["acknowledge", "empathize", "clarify", "reframe"],
    });
  });

  it("calls it deflected when the rep answers with a discount before understanding it", () => {
    const [moment] = objections(
      ["buyer", "That's too expensive for us."],
      ["rep", "We can take ten percent off the price if that gets it done."],
      ["buyer", "Hm."],
    );
    expect(moment).toMatchObject({ handling: "deflected", aecr: [] });
  });

  it("calls it ignored when the rep moves on", () => {
    const [moment] = objections(
      ["buyer", "I'm worried the rollout will swallow my whole team."],
      ["rep", "Next slide. Here is the calendar view."],
      ["buyer", "Okay."],
    );
    expect(moment?.handling).toBe("ignored");
  });

  describe("on a call between companies", () => {
    // Six kinds of work words: enough to know it is no bargain over a sofa.
    const SETTING: Line[] = [
      ["rep", "Thanks for having me, I have twenty minutes and a demo if you want to see it."],
      [
        "buyer",
        "Our finance team gets the invoices, procurement owns the vendor list, and each department has its own spreadsheet for the suppliers.",
      ],
      ["rep", "And the contract with the current platform, who looks after that process?"],
      [
        "buyer",
        "The manager of the warehouse, with two clerks. They key in what the drivers bring back and then it goes to the customer, once somebody has found the order it belongs to, which takes a day or two.",
      ],
    ];
    const filler: Line[] = Array.from({ length: 12 }, () => [
      "buyer",
      "The team sorts the invoices by hand and the manager looks at each of them once.",
    ]);
    const inSales = (...lines: Line[]) =>
      objections(...SETTING, ...filler, ...lines).filter(
        ({ turn }) => turn >= SETTING.length + filler.length,
      );

    it.each([
      ["The price is higher than we expected.", "budget"],
      ["I couldn't put that number in front of my board.", "budget"],
      ["We've spent our budget for this year.", "budget"],
      ["They came in at half of that, for the same thing.", "budget"],
      ["We'd have to wait until the new hall is open.", "timing"],
      ["We're in the middle of a merger.", "timing"],
      ["We've been talking to two other vendors.", "competition"],
      ["I'd have to run it past our legal team.", "other"],
      ["I'm a bit worried that the drivers won't open it.", "other"],
      ["It doesn't integrate with our scales.", "other"],
      ["I don't want another system.", "other"],
      ["We tried something like that before and nobody used it.", "other"],
    ])("hears %j as resistance about %s", (text, category) => {
      const moments = inSales(["rep", "It would be 42,000 a year."], ["buyer", text]);
      expect(moments.map((moment) => [moment.quote, moment.category])).toEqual([[text, category]]);
    });

    it.each([
      "Those machines are expensive to run.",
      "It depends on the branch.",
      "The hours I can't prove, I write off.",
      "You know I can't do that alone.",
      "I don't like it, Dan, nobody likes it.",
      "We couldn't find the order for a month.",
      "Twenty minutes, I'm afraid, then I have the bank.",
      "He was worried about the audit.",
      "I wouldn't work on Sundays any more.",
    ])("hears none in %j, which is about the buyer's own world", (text) => {
      expect(inSales(["rep", "And how is that for you today?"], ["buyer", text])).toEqual([]);
    });

    it("hears a denial of what was just put forward in its own words", () => {
      const [moment] = inSales(
        ["rep", "So it would take the weight from the delivery note and book it for you."],
        ["buyer", "But there is no weight on our notes."],
      );
      expect(moment).toMatchObject({
        quote: "But there is no weight on our notes.",
        category: "other",
      });
    });

    it("reads the whole run of an objection when it asks whether the rep took it up", () => {
      const [moment] = inSales(
        ["buyer", "I have two offers here on my desk."],
        ["buyer", "And theirs is cheaper."],
        ["rep", "Right."],
        [
          "rep",
          "If you put the two offers next to each other on the desk, line by line, who is in them?",
        ],
        ["buyer", "Only the office."],
      );
      expect(moment).toMatchObject({ handling: "handled", aecr: ["clarify"] });
    });
  });

  it("never throws and quotes only what was said, whatever the text and the sides", () => {
    const piece = fc.constantFrom(
      "too expensive ",
      "$40 ",
      "not now ",
      "İ",
      "how about ",
      "but we ",
      "? ",
    );
    const text = fc
      .array(fc.oneof(piece, fc.string()), { maxLength: 8 })
      .map((parts) => parts.join(""));
    const side = fc.constantFrom<Side | null>("rep", "buyer", null);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), side, side, (texts, rep, buyer) => {
        const lines = texts.map((said, index): Line => [index % 2 === 0 ? "buyer" : "rep", said]);
        for (const moment of detectObjections(talkOf(lines, { rep, buyer })))
          expect(texts[moment.turn]).toContain(moment.quote);
      }),
    );
  });
});
