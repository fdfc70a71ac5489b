import { describe, expect, it } from "vitest";
import { type CoachingPlanInput, coachingPlan } from "../../src/agents/coaching-plan.ts";
import { BEHAVIOUR_BY_ID } from "../../src/coaching/behaviours.ts";
import type { RepRecord } from "../../src/coaching/rep-record.ts";
import {
  coachingPlanMessage,
  PLAN_APPROVE,
  PLAN_DISCUSSED,
} from "../../src/messages/coaching-plan.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { PLAN_EDIT, PLAN_REMARK } from "../../src/messages/plan-change.ts";
import { DATED_END, DEFENDED, plannedCall, recordOf, VAGUE_END } from "../coaching/rep-calls.ts";

const CALLS = [
  plannedCall("2026-05-04", [...DEFENDED, ...VAGUE_END]),
  plannedCall("2026-05-11", [...DEFENDED, ...VAGUE_END], { account: "Quarry" }),
  plannedCall("2026-05-18", [...DEFENDED, ...DATED_END]),
];
const input = (given: Partial<CoachingPlanInput & RepRecord> = {}, calls = CALLS) => ({
  ...recordOf(calls, given),
  ...{ standing: null, worded: [], planId: "plan-1", ...given },
});
const compose = (given: Parameters<typeof input>[0] = {}) => coachingPlan.compose(input(given));
const scene = (given = {}) => ({
  ...{
    linkTo: () => "https://coach.example/calls/1#turn-2",
    note: null,
    tenure: "day 45 in the job",
  },
  ...{ audience: "for you and Nia", planId: "plan-1", mayApprove: true, withheld: "" },
  ...given,
});

describe("a coaching plan", () => {
  it("has at most three focuses, each a behaviour one can look for, with words from a call", () => {
    const plan = coachingPlan.schema.parse(compose());
    expect(plan.focuses.length).toBeGreaterThan(0);
    expect(plan.focuses.length).toBeLessThanOrEqual(2);
    for (const focus of plan.focuses) {
      expect(Object.values(BEHAVIOUR_BY_ID).map(({ name }) => name)).toContain(focus.name);
      const call = CALLS.find(({ id }) => id === focus.moment?.callId);
      expect(call?.call.turns[focus.moment?.turn ?? -1]?.text).toContain(focus.moment?.quote);
    }
  });

  it("passes its own guards, and so does every tenure's wording", () => {
    for (const startedOn of ["2026-06-01", "2026-01-01", "2018-01-01"]) {
      const given = input({ rep: { id: "rep-1", name: "Nia Holt", startedOn } });
      expect(coachingPlan.guard(given, coachingPlan.compose(given))).toEqual([]);
    }
  });

  it("says that it is a first draft, and what is not known about deals and quotas", () => {
    const plan = compose();
    expect(plan.base).toMatchObject({ calls: 3, draft: true });
    const text = plainText(coachingPlanMessage(plan, scene()));
    expect(text).toContain("a full one needs five");
    expect(text).toContain("Quota: none known for Q2");
    expect(text).toContain("not enough seen");
    expect(text).toContain("never for ranking or pay");
  });

  it("gives new people the words and experienced ones a question about the pattern", () => {
    const early = compose();
    const late = compose({ rep: { id: "rep-1", name: "Nia Holt", startedOn: "2018-01-01" } });
    expect(early.opening).not.toBe(late.opening);
    expect(early.question).toMatch(/what were you weighing/);
    expect(late.question).not.toMatch(/weighing/);
    expect(late.focuses[0]?.actions.join(" ")).not.toContain("Hear it done first");
  });

  it("keeps the focuses that were agreed, with their dates, until they are habits", () => {
    const standing = {
      state: "approved" as const,
      focuses: [{ behaviour: "day-and-owner" as const, targetOn: "2026-06-30" }],
    };
    const plan = compose({ standing });
    expect(plan.focuses.map(({ behaviour, targetOn }) => [behaviour, targetOn])).toEqual([
      ["day-and-owner", "2026-06-30"],
    ]);
    const habit = [4, 11, 18].map((day) =>
      plannedCall(`2026-05-${day}`.replace("-4", "-04"), DATED_END),
    );
    expect(coachingPlan.compose(input({ standing }, habit)).focuses).toEqual([]);
  });

  it("lets a model word it and nothing else: numbers, levels and dates stay", () => {
    const given = input();
    const plan = coachingPlan.compose(given);
    const [first] = plan.focuses;
    if (!first) throw new Error("a focus");
    const written = {
      ...plan,
      opening: "One thing: ask what the price is held against.",
      figures: [],
      focuses: [
        { ...first, targetOn: "2030-01-01", milestone: "always", actions: ["Ask it once."] },
      ],
    };
    const settled = coachingPlan.settle?.(given, written);
    expect(settled?.opening).toBe(written.opening);
    expect(settled?.figures).toEqual(plan.figures);
    expect(settled?.focuses[0]).toMatchObject({
      ...{ targetOn: first.targetOn, milestone: first.milestone, actions: ["Ask it once."] },
    });
    expect(coachingPlan.guard(given, settled ?? plan)).toEqual([]);
  });

  it.each([
    ["a quote nobody said", "As the buyer put it, “we love discounts”.", /was not said/],
    ["a number nobody counted", "Missing on 17 of 19 calls.", /17 was not counted/],
    ["a harsh word", "The handling of price is weak.", /too harsh/],
    ["an exclamation mark", "One thing first!", /exclamation/],
  ])("refuses %s", (_, opening, reason) => {
    const given = input();
    const problems = coachingPlan.guard(given, { ...coachingPlan.compose(given), opening });
    expect(problems.join("; ")).toMatch(reason);
  });

  it("offers the talk first, approval to the manager alone, and then nothing", () => {
    const buttons = (state: "drafted" | "discussed" | "approved", mayApprove: boolean) =>
      coachingPlanMessage({ ...compose(), state }, scene({ mayApprove })).blocks.flatMap((block) =>
        block.type === "actions" ? block.actions.map(({ id }) => id) : [],
      );
    expect(buttons("drafted", false)).toEqual([PLAN_DISCUSSED, PLAN_REMARK]);
    expect(buttons("discussed", false)).toEqual([PLAN_REMARK]);
    expect(new Set(buttons("discussed", true))).toEqual(new Set([PLAN_APPROVE, PLAN_EDIT]));
    expect(new Set(buttons("approved", true))).toEqual(new Set([PLAN_EDIT]));
  });

  it("speaks of no focus where nothing is missing often enough", () => {
    const calls = [4, 5, 6].map((day) => plannedCall(`2026-05-0${day}`, DATED_END));
    const given = input({}, calls);
    const plan = coachingPlan.compose(given);
    const day = plan.focuses.find(({ behaviour }) => behaviour === "day-and-owner");
    expect(day).toBeUndefined();
    expect(coachingPlan.guard(given, plan)).toEqual([]);
  });
});
