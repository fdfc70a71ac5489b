import { describe, expect, it } from "vitest";
import { beyondTheRep } from "../../src/coaching/beyond-the-rep.ts";
import { diagnose } from "../../src/coaching/diagnosis.ts";
import type { Track } from "../../src/coaching/tracks.ts";
import { plannedCall, VAGUE_END } from "./rep-calls.ts";

function track(...met: boolean[]): Track {
  return {
    ...{ id: "day-and-owner", competency: "closing", met: met.filter(Boolean).length },
    looks: met.map((one, at) => ({
      ...{ callId: `call-${at}`, call: `Orchard, day ${at}`, on: `2026-05-1${at}`, met: one },
      ...{ value: null, response: null, strength: 1 },
      shown: {
        ...{ callId: `call-${at}`, call: `Orchard, day ${at}`, turn: 2, atMs: null },
        ...{ quote: "We can talk again at some point.", speaker: "Nia Holt" },
      },
    })),
  };
}
const NOTHING = { agreed: [], beyond: [] };
const kind = (...args: Parameters<typeof diagnose>) => diagnose(...args).kind;

describe("a diagnosis", () => {
  it("is skill only when it was never there on the calls that asked for it", () => {
    expect(kind(track(false, false, false), NOTHING)).toBe("skill");
    expect(kind(track(false, true, false), NOTHING)).toBe("unknown");
  });

  it("can't tell from two calls, nor where nothing is missing", () => {
    expect(diagnose(track(false, false), NOTHING)).toMatchObject({
      kind: "unknown",
      because: "Could be seen on 2 of the calls so far; a cause needs 3.",
    });
    expect(kind(track(true, true, true), NOTHING)).toBe("unknown");
  });

  it("is will when it was done twice before and not on the last two", () => {
    const found = diagnose(track(true, true, false, false), NOTHING);
    expect(found).toMatchObject({ kind: "will" });
    expect(found.because).toContain("Orchard, day 1");
    expect(kind(track(true, true, false), NOTHING)).toBe("unknown");
  });

  it("is will when it was agreed and not tried on two calls since", () => {
    const agreed = [{ behaviour: "day-and-owner", on: "2026-05-10" }];
    expect(kind(track(false, false, false), { agreed, beyond: [] })).toBe("will");
    const elsewhere = [{ behaviour: "hold-the-pitch", on: "2026-05-10" }];
    expect(kind(track(false, false, false), { agreed: elsewhere, beyond: [] })).toBe("skill");
  });

  it("is environment when the rep said on two such calls that the answer was not theirs", () => {
    const calls = [1, 2].map((day) =>
      plannedCall(`2026-05-1${day}`, [
        "B: Could you do it without the set-up fee?",
        "R: I see why you ask. I'm not allowed to change that. It is set in the price list.",
        ...VAGUE_END,
      ]),
    );
    const beyond = beyondTheRep(
      calls,
      "closing",
      calls.map(({ id }) => id),
    );
    expect(beyond.map(({ quote }) => quote)).toEqual([
      "I'm not allowed to change that.",
      "I'm not allowed to change that.",
    ]);
    const found = diagnose(track(false, false, false), { agreed: [], beyond });
    expect(found).toMatchObject({ kind: "environment", evidence: beyond });
    expect(
      beyondTheRep(
        calls,
        "discovery",
        calls.map(({ id }) => id),
      ),
    ).toEqual([]);
    expect(beyondTheRep(calls, "closing", [])).toEqual([]);
  });

  it("does not hear the buyer's limits as the rep's", () => {
    const call = plannedCall("2026-05-11", ["B: I'm not allowed to sign anything above ten."]);
    expect(beyondTheRep([call], "closing", [call.id])).toEqual([]);
  });
});
