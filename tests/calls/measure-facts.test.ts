import { describe, expect, it } from "vitest";
import { analyzeCall } from "../../src/calls/analyze.ts";
import { measureFacts, rangesBeside } from "../../src/calls/measure-facts.ts";
import { RANGED_MEASURES, tableWith } from "../../src/calls/reference-ranges.ts";
import { callOf } from "./talk-of.ts";

const { measures } = analyzeCall(
  callOf(["R: How do you count the stock today?", "B: By hand, it takes us two days each month."]),
);

describe("ranges beside measures", () => {
  it("name for each measure its bounds, who published them and where the call stands", () => {
    const beside = rangesBeside(measures, "discovery");
    expect(Object.keys(beside).toSorted()).toEqual(RANGED_MEASURES.toSorted());
    expect(beside["questions.rep"]).toMatchObject({ low: 11, high: 14, place: "below" });
    expect(beside["questions.rep"].source).toContain("Gong Labs");
  });

  it("say that nobody has published one instead of inventing it", () => {
    const beside = rangesBeside(measures, "discovery");
    expect(beside["patience.medianMs"]).toEqual({
      ...{ low: null, high: null, unit: "ms", source: null, place: null },
    });
    expect(rangesBeside(measures, "demo")["questions.rep"].source).toBeNull();
  });

  it("let a team's own bounds stand in front, for every call or for one type", () => {
    const table = tableWith({
      any: { "patience.medianMs": { low: 500 } },
      demo: { "questions.rep": { high: 20, source: "our own demos" } },
    });
    expect(rangesBeside(measures, null, table)["patience.medianMs"]).toMatchObject({
      low: 500,
      source: "set by your team",
    });
    expect(rangesBeside(measures, "demo", table)["questions.rep"]).toMatchObject({
      ...{ high: 20, source: "our own demos" },
    });
    expect(rangesBeside(measures, "discovery", table)["questions.rep"].low).toBe(11);
  });

  it("pass over settings that are no bounds", () => {
    const odd = { any: { "pace.rep": { high: "fast" }, nonsense: { low: 1 } } } as never;
    expect(rangesBeside(measures, null, tableWith(odd))["pace.rep"].high).toBe(188);
  });

  it("are said in words a person reads", () => {
    const facts = measureFacts(measures, "discovery");
    const questions = facts.find(({ measure }) => measure === "questions.rep");
    expect(questions).toMatchObject({ value: "1", base: "1 open, 0 closed" });
    expect(questions?.range).toMatch(/^11 to 14 \(Gong Labs/);
    const share = facts.find(({ measure }) => measure === "talkRatio.rep");
    expect(share?.range).toMatch(/^at most 43 % \(/);
  });
});
