import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Side } from "../../../src/calls/call.ts";
import { detectCommitments } from "../../../src/calls/moments/commitment.ts";
import { prepare } from "../../../src/calls/talk.ts";

type Line = [speaker: "rep" | "buyer", text: string];

function talkOf(
  lines: Line[],
  sides: Record<string, Side | null> = { rep: "rep", buyer: "buyer" },
) {
  return prepare({
    title: "Demo",
    // A Wednesday.
    startedAt: "2026-03-11T09:00:00Z",
    type: null,
    participants: [
      { id: "rep", name: "Ines Falk", side: sides.rep ?? null },
      { id: "buyer", name: "Tom Adeyemi", side: sides.buyer ?? null },
    ],
    turns: lines.map(([speaker, text]) => ({ speaker, text, startMs: null, endMs: null })),
  });
}
const commitments = (...lines: Line[]) => detectCommitments(talkOf(lines));

describe("detectCommitments", () => {
  it("keeps who, what in their words, and the day", () => {
    expect(commitments(["rep", "I'll send you the security summary by Friday."])).toMatchObject([
      {
        turn: 0,
        who: "Ines Falk",
        what: "send you the security summary by Friday",
        due: "2026-03-13",
        firm: true,
        quote: "I'll send you the security summary by Friday.",
      },
    ]);
  });

  it("hears both sides, and both halves of a sentence with their own owner and day", () => {
    const moments = commitments([
      "buyer",
      "I'll ask Marco for the diagram, and Priya will send you the contract next week.",
    ]);
    expect(moments.map(({ who, due }) => [who, due])).toEqual([
      ["Tom Adeyemi", null],
      ["Priya", "2026-03-20"],
    ]);
  });

  it("takes a yes to a request for the commitment, with the request's day", () => {
    expect(
      commitments(
        ["buyer", "Could you share the pricing sheet by tomorrow?"],
        ["rep", "Absolutely."],
      ),
    ).toMatchObject([
      { turn: 1, who: "Ines Falk", what: "share the pricing sheet by tomorrow", due: "2026-03-12" },
    ]);
  });

  it("takes no yes to a question for one, and no refusal", () => {
    expect(
      commitments(["rep", "Can you tell me how many sites there are?"], ["buyer", "Sure, nine."]),
    ).toEqual([]);
    expect(
      commitments(["rep", "Would you introduce me to finance?"], ["buyer", "I'd rather not yet."]),
    ).toEqual([]);
  });

  it("keeps the tentative ones as not firm", () => {
    expect(commitments(["rep", "We should maybe set up a session with your team."])).toMatchObject([
      { firm: false },
    ]);
    expect(commitments(["buyer", "I'll try to get you the numbers tomorrow."])).toMatchObject([
      { firm: false, due: "2026-03-12" },
    ]);
    expect(commitments(["buyer", "I'll get her to call you on Thursday, or, no."])).toMatchObject([
      { firm: false },
    ]);
  });

  it("leaves figures of speech, conditions and acts within the call alone", () => {
    const none = [
      "I'll be honest, the first quarter was rough.",
      "We'll see how that goes.",
      "Let me see if I understood you.",
      "I'll share my screen.",
      "If the pilot fails I'll look silly.",
      "I'll tell you what surprised us.",
      "I won't send it before legal agrees.",
      "They said that I'll like the reports.",
    ];
    for (const text of none) expect([text, commitments(["rep", text])]).toEqual([text, []]);
  });

  it("hears a promise in speech without sentence marks", () => {
    const moments = commitments(
      ["rep", "okay so i'll check with the data team and write to you"],
      ["buyer", "i'll say it again it was slow"],
      ["rep", "and if you open it i'll say the same"],
    );
    expect(moments.map((moment) => moment.turn)).toEqual([0]);
  });

  it("hears a gift promised, and its amount, from the person asked", () => {
    const moments = commitments(
      ["rep", "We run a charity for shelters. How much would you like to donate?"],
      ["buyer", "Maybe twenty dollars."],
      ["buyer", "I'd be happy to give every spring."],
      ["rep", "Your donation goes to the shelters."],
    );
    expect(moments.map((moment) => moment.turn)).toEqual([1, 2]);
  });

  it("never throws and quotes only what was said, whatever the text and the sides", () => {
    const piece = fc.constantFrom(
      "I'll ",
      "send it ",
      "Priya will ",
      "by Friday ",
      "İ",
      "we should ",
      "? ",
      "donate $5 ",
    );
    const text = fc
      .array(fc.oneof(piece, fc.string()), { maxLength: 8 })
      .map((parts) => parts.join(""));
    const side = fc.constantFrom<Side | null>("rep", "buyer", null);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), side, side, (texts, rep, buyer) => {
        const lines = texts.map((said, index): Line => [index % 2 === 0 ? "buyer" : "rep", said]);
        for (const moment of detectCommitments(talkOf(lines, { rep, buyer }))) {
          expect(texts[moment.turn]).toContain(moment.quote);
          expect(texts.join("\n")).toContain(moment.what);
        }
      }),
    );
  });
});
