import { describe, expect, it } from "vitest";
import { type SynthesisInput, synthesis } from "../../src/agents/synthesis.ts";
import { DATED_END, deal, plannedCall, VAGUE_END } from "../coaching/rep-calls.ts";

const month = (number: string, lines: readonly string[]) =>
  [1, 2, 3, 4, 5].map((day) => plannedCall(`2026-${number}-0${day}`, lines));
const input = (given: Partial<SynthesisInput> = {}): SynthesisInput => ({
  ...{ month: "the thirty days to 15 Jun", calls: month("06", DATED_END) },
  ...{ earlier: month("05", VAGUE_END), decided: [], unnamed: ["Nia"] },
  ...given,
});

describe("a monthly synthesis", () => {
  it("tells what is seen more often than the month before, with both bases", () => {
    const made = synthesis.schema.parse(synthesis.compose(input()));
    const dated = made.more.find(({ behaviour }) => behaviour === "day-and-owner");
    expect(dated).toMatchObject({ met: 5, looks: 5, metBefore: 0, looksBefore: 5, sure: true });
    expect(made.opening).toContain("more than chance");
    expect(synthesis.guard(input(), made)).toEqual([]);
  });

  it("says that there is nothing to compare with when the month before was empty", () => {
    const given = input({ earlier: [] });
    const made = synthesis.compose(given);
    expect([made.more, made.less]).toEqual([[], []]);
    expect(made.opening).toContain("no month before");
    expect(synthesis.guard(given, made)).toEqual([]);
  });

  it("names no person, and claims no cause between coaching and deals", () => {
    const won = deal({ status: "won", closedOn: "2026-06-10" });
    const made = synthesis.compose(input({ decided: [won] }));
    expect(made.deals).toBe(
      "1 deal decided, 1 won (€10k). Nothing here says that one caused the other.",
    );
    const named = { ...made, opening: "Nia left each call with a day." };
    expect(synthesis.guard(input(), named).join()).toContain("must not be named");
  });
});
