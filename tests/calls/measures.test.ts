import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call, Side } from "../../src/calls/call.ts";
import { measureCall } from "../../src/calls/measures.ts";
import {
  placeInRange,
  REFERENCE_RANGES,
  referenceRange,
} from "../../src/calls/reference-ranges.ts";
import { prepare } from "../../src/calls/talk.ts";

type Spoken = [speaker: string, startMs: number | null, endMs: number | null, text: string];

function measured(turns: Spoken[], sides: Record<string, Side | null> = { r: "rep", b: "buyer" }) {
  const call: Call = {
    title: "",
    startedAt: null,
    type: null,
    participants: Object.entries(sides).map(([id, side]) => ({ id, name: id, side })),
    turns: turns.map(([speaker, startMs, endMs, text]) => ({ speaker, startMs, endMs, text })),
  };
  return measureCall(prepare(call), []);
}

const words = (count: number) => Array.from({ length: count }, () => "word").join(" ");

describe("measures of a call", () => {
  it("divides the rep's speech by all speech, and by call time beside it", () => {
    const { talkRatio, silence, durationMs } = measured([
      ["r", 0, 6000, words(20)],
      ["b", 10_000, 20_000, words(30)],
    ]);
    expect(durationMs).toBe(20_000);
    expect(talkRatio).toMatchObject({ rep: 0.375, buyer: 0.625, repOfCall: 0.3, basis: "time" });
    expect(silence).toEqual({ ms: 4000, share: 0.2 });
  });

  it("sums overlapping speech by speaker but counts it once against silence", () => {
    const { talkRatio, silence } = measured([
      ["r", 0, 10_000, words(20)],
      ["b", 5000, 15_000, words(20)],
      ["r", 20_000, 20_000, "..."],
    ]);
    expect(talkRatio.rep).toBe(0.5);
    expect(silence.ms).toBe(5000);
  });

  it("merges a speaker's turns into one monologue across the other's backchannels", () => {
    const { longestMonologue, longestCustomerStory } = measured([
      ["r", 0, 10_000, words(20)],
      ["b", 9000, 9500, "Mm-hm."],
      ["r", 11_000, 30_000, words(40)],
      ["b", 31_000, 33_000, "We do that by hand."],
      ["r", 34_000, 36_000, words(5)],
    ]);
    expect(longestMonologue).toEqual({ ms: 30_000, words: 60, turn: 0 });
    expect(longestCustomerStory).toEqual({ ms: 2000, words: 5, turn: 3 });
  });

  it("takes patience as the median pause from buyer to rep, an overlap as none", () => {
    const { patience } = measured([
      ["b", 0, 1000, "We use a spreadsheet."],
      ["r", 3000, 4000, "How does that go?"],
      ["b", 4100, 5000, "It breaks a lot."],
      ["r", 4900, 6000, "What breaks first?"],
      ["b", 6100, 7000, "The totals usually break."],
      ["r", 7800, 9000, "Who fixes them then?"],
    ]);
    expect(patience).toEqual({ medianMs: 800, gaps: 3 });
  });

  it("counts a start inside the other side's speech as an interruption, a backchannel never", () => {
    const { interruptions } = measured([
      ["b", 0, 10_000, words(20)],
      ["r", 4000, 4300, "Right."],
      ["r", 8000, 12_000, "But what about the price"],
      ["b", 12_000, 13_000, "It is the same"],
    ]);
    expect(interruptions).toEqual({ byRep: 1, byBuyer: 0 });
  });

  it("counts changes of speaker by the minute", () => {
    const { interactivity } = measured([
      ["r", 0, 10_000, words(9)],
      ["b", 10_000, 40_000, words(9)],
      ["r", 40_000, 90_000, words(9)],
      ["b", 90_000, 120_000, words(9)],
    ]);
    expect(interactivity).toEqual({ switches: 3, perMinute: 1.5 });
  });

  it("estimates missing ends from the pace, stops them at the next start, and then tells no pauses", () => {
    const measures = measured([
      ["r", 0, null, words(10)],
      ["b", 2000, null, words(100)],
      ["r", 60_000, null, words(10)],
    ]);
    expect(measures.estimatedEnds).toBe(true);
    expect(measures.speakers[0]?.ms).toBeLessThan(2000 + 4000);
    expect(measures.patience.medianMs).toBeNull();
    expect(measures.insufficient).toMatchObject({ silence: expect.stringContaining("end") });
    expect(measures.insufficient).toHaveProperty("interruptions");
  });

  it("counts words where the transcript has no times at all, and says so", () => {
    const measures = measured([
      ["r", null, null, words(25)],
      ["b", null, null, words(75)],
    ]);
    expect(measures.basis).toBe("words");
    expect(measures.talkRatio).toMatchObject({ rep: 0.25, repOfCall: null, basis: "words" });
    expect(measures.longestCustomerStory).toEqual({ ms: null, words: 75, turn: 1 });
    expect(measures.interactivity).toEqual({ switches: 1, perMinute: null });
    expect(measures.insufficient.silence).toBe("the transcript has no times");
  });

  it("calls a number insufficient, not the whole measure, where the rest of it was counted", () => {
    const measures = measured([
      ["r", null, null, words(25)],
      ["b", null, null, words(75)],
    ]);
    expect(measures.questions.rep).not.toBeNull();
    expect(Object.keys(measures.insufficient).toSorted()).toEqual([
      "interactivity.perMinute",
      "interruptions",
      "longestCustomerStory.ms",
      "longestMonologue.ms",
      "pace.buyer",
      "pace.rep",
      "patience",
      "questions.perHour",
      "silence",
      "talkRatio.repOfCall",
    ]);
  });

  it("keeps shares by speaker when nobody knows the sides, and gives no side's value", () => {
    const measures = measured(
      [
        ["x", 0, 3000, words(9)],
        ["y", 3000, 4000, words(4)],
      ],
      { x: null, y: null },
    );
    expect(measures.speakers.map(({ id, share }) => [id, share])).toEqual([
      ["x", 0.75],
      ["y", 0.25],
    ]);
    expect(measures.speakers[0]?.longest).toEqual({ ms: 3000, words: 9, turn: 0 });
    expect(measures.talkRatio.rep).toBeNull();
    expect(measures.questions.rep).toBeNull();
    expect(measures.longestMonologue.turn).toBeNull();
    expect(measures.insufficient.talkRatio).toContain("who is the rep");
  });

  it("answers an empty call with nulls and reasons", () => {
    const measures = measured([]);
    expect(measures.talkRatio.rep).toBeNull();
    expect(measures.durationMs).toBeNull();
    expect(measures.insufficient.talkRatio).toBe("nobody spoke");
  });

  it("never gives a number that is not finite, whatever the turns and times", () => {
    const time = fc.option(
      fc.oneof(fc.integer({ min: -5000, max: 9_000_000 }), fc.double(), fc.constant(0)),
      { nil: null },
    );
    const turn = fc.tuple(
      fc.constantFrom("r", "b", "x", "nobody"),
      time,
      time,
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom("Yes.", "", "İstanbul 🙂 مرحبا?", words(30)),
      ),
    );
    const notFinite = (value: unknown): number[] => {
      if (typeof value === "number") return Number.isFinite(value) ? [] : [value];
      return value === null || typeof value !== "object"
        ? []
        : Object.values(value).flatMap(notFinite);
    };
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
        expect(notFinite(measured(turns as Spoken[], { r: "rep", b: "buyer", x: null }))).toEqual(
          [],
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe("reference ranges", () => {
  it("hold discovery to the discovery figures and other calls only to those of every call", () => {
    expect(referenceRange("talkRatio.rep", "discovery")?.high).toBe(0.43);
    expect(referenceRange("talkRatio.rep", "demo")?.high).toBe(0.65);
    expect(referenceRange("patience.medianMs", "discovery")).toBeNull();
  });

  it("follow the table a team hands in", () => {
    const range = { low: 500, high: null, unit: "ms", source: "our own calls" } as const;
    const table = { ...REFERENCE_RANGES, any: { "patience.medianMs": range } };
    expect(referenceRange("patience.medianMs", null, table)).toBe(range);
    expect([placeInRange(499, range), placeInRange(500, range)]).toEqual(["below", "within"]);
  });
});
