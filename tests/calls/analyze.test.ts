import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Call, Side } from "../../src/calls/call.ts";
import { callOf } from "./talk-of.ts";

const LISTS = { competitors: ["Payvolt"], products: ["Orderline"] };

function notFinite(value: unknown): number[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [value];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(notFinite);
}

/** Evidence or silence: every moment's quote stands in its own turn, every number is a number. */
function holds(call: Call): void {
  const { measures, moments } = analyzeCall(call, LISTS);
  for (const moment of moments) {
    const turn = call.turns[moment.turn];
    expect(turn?.text.includes(moment.quote)).toBe(true);
    expect(moment.quote).not.toBe("");
    expect(moment.speaker).toBe(turn?.speaker);
    expect(moment.confidence).toBeGreaterThanOrEqual(0);
    expect(moment.confidence).toBeLessThanOrEqual(1);
  }
  expect(notFinite(measures)).toEqual([]);
}

describe("analysis of a call", () => {
  it("lists the moments of all detectors by turn", () => {
    const { moments } = analyzeCall(
      callOf([
        "R: What I'd like to do is ask about your returns. What happens when one gets lost?",
        "B: We use a spreadsheet and it breaks every week. Geoff would have to look at anything over 30k.",
        "R: I'll send you our summary by Friday.",
      ]),
      LISTS,
    );
    const kinds = new Set(moments.map(({ kind }) => kind));
    for (const kind of [
      "agenda",
      "question",
      "gap",
      "qualification",
      "buyer-signal",
      "mention",
      "commitment",
    ]) {
      expect(kinds).toContain(kind);
    }
    expect(moments.map(({ turn }) => turn)).toEqual(
      moments.map(({ turn }) => turn).toSorted((a, b) => a - b),
    );
  });

  it("never throws and quotes verbatim whatever was said, in any script", () => {
    const said = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            "We use",
            "costs us",
            "forty grand",
            "Pay Volt",
            "İ",
            "ß",
            "🙂",
            "مرحبا",
            "by Friday",
            "?",
            ".",
            "I'm worried",
            "Geoff would have to look at",
            "$1,1,1",
            "our platform lets",
            "what happens if",
            "I'll send",
            "’",
            "\n",
            "too expensive",
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join(" ")),
    );
    const turn = fc.record({
      speaker: fc.constantFrom("rep", "buyer", "who"),
      startMs: fc.option(fc.nat(5_000_000), { nil: null }),
      endMs: fc.option(fc.nat(5_000_000), { nil: null }),
      text: said,
    });
    const side = fc.constantFrom<Side | null>("rep", "buyer", null);
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), side, (turns, other) => {
        holds({
          ...callOf([]),
          participants: [
            { id: "rep", name: "Dana", side: other === null ? null : "rep" },
            { id: "buyer", name: "Ines", side: other },
          ],
          turns,
        });
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    ["one long word", "a".repeat(1_000_000)],
    ["words without a mark", "we lost the order and ".repeat(50_000)],
    ["marks without a word", "?!.".repeat(350_000)],
    ["dots that end nothing", `${".".repeat(1_000_000)}x`],
    ["figures and commas", "grand 1,1,1,".repeat(90_000)],
    ["spaces", `I'll${" ".repeat(1_000_000)}send`],
    ["capitals", "Aa & Bb of ".repeat(90_000)],
    ["emoji", "🙂".repeat(250_000)],
    ["a name over and over", "pay volt would have to ".repeat(45_000)],
  ])("survives a turn of a megabyte: %s", (_, text) => {
    const call = callOf(["R: How does that go?"]);
    const turns = ["buyer", "rep"].map((speaker) => ({
      speaker,
      startMs: null,
      endMs: null,
      text,
    }));
    holds({ ...call, turns: [...call.turns, ...turns] });
  });
});
