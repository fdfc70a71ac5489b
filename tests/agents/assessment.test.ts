import { describe, expect, it } from "vitest";
import { assessment } from "../../src/agents/assessment.ts";
import { assessmentMessage } from "../../src/messages/assessment.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { DEFENDED, plannedCall, recordOf, VAGUE_END } from "../coaching/rep-calls.ts";

const CALLS = ["2026-05-04", "2026-05-11", "2026-05-18", "2026-05-25", "2026-06-01"].map((on) =>
  plannedCall(on, [...DEFENDED, ...VAGUE_END]),
);
const scene = {
  ...{ linkTo: () => "https://coach.example/calls/1", note: null, audience: "for you and Nia" },
  ...{ withheld: "", mayAsk: true },
};

describe("an assessment", () => {
  const record = recordOf(CALLS);
  const made = assessment.schema.parse(assessment.compose(record));

  it("names all six competencies, those without enough to see as such", () => {
    expect(made.competences).toHaveLength(6);
    expect(made.competences.find(({ id }) => id === "objections")).toMatchObject({ level: 1 });
    expect(made.competences.find(({ id }) => id === "presence")?.level).toBeNull();
  });

  it("puts the person on a ladder of 30 days, 90 days, 6 and 12 months", () => {
    const [ladder] = made.ladders;
    expect(ladder?.steps.map(({ at }) => at)).toEqual([
      "30 days",
      "90 days",
      "6 months",
      "12 months",
    ]);
    expect(ladder?.steps.filter(({ here }) => here).map(({ at }) => at)).toEqual(["30 days"]);
    expect(ladder?.cause.kind).toBe("skill");
  });

  it("marks no place on the ladder when the first day is not known", () => {
    const unknown = recordOf(CALLS, {
      rep: { id: "rep-1", name: "Nia Holt", startedOn: null },
      tenure: { days: null, mark: null, next: null, words: "first day not known", kind: "unknown" },
    });
    const { ladders, competences } = assessment.compose(unknown);
    expect(ladders.flatMap(({ steps }) => steps).some(({ here }) => here)).toBe(false);
    expect(competences.every(({ expected }) => expected === null)).toBe(true);
    expect(assessment.guard(unknown, assessment.compose(unknown))).toEqual([]);
  });

  it("passes its guards, and a number of somebody else's does not", () => {
    expect(assessment.guard(record, made)).toEqual([]);
    const lied = { ...made, opening: "Objections: 77 % of them handled." };
    expect(assessment.guard(record, lied).join()).toMatch(/77/);
  });

  it("reads as one message with the words it rests on", () => {
    const text = plainText(assessmentMessage(made, scene));
    expect(text).toContain("far too expensive");
    expect(text).toContain("30 days, the mark by now");
  });
});
