import { describe, expect, it } from "vitest";
import { type EvaluationPlanInput, evaluationPlan } from "../../src/agents/evaluation-plan.ts";
import type { PlannedCall } from "../../src/coaching/tracks.ts";
import { evaluationPlanMessage } from "../../src/messages/evaluation-plan.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { deal, plannedCall, TODAY } from "../coaching/rep-calls.ts";

function input(calls: readonly PlannedCall[]): EvaluationPlanInput {
  const open = deal({ closeOn: "2026-07-31" });
  const seen = calls.map(({ id, on, type, moments, call }) => ({
    ...{ callId: id, kind: type, on, moments, buyers: ["Ines Okafor"] },
    names: Object.fromEntries(call.participants.map((one) => [one.id, one.name])),
  }));
  const file = { deal: open, changes: [], calls: seen, activities: [], people: [] };
  return { file, calls, today: TODAY, withheld: 0, audience: "only you see this" };
}
const made = (given: EvaluationPlanInput) => {
  const plan = evaluationPlan.schema.parse(evaluationPlan.compose(given));
  expect(evaluationPlan.guard(given, plan)).toEqual([]);
  return plan;
};

describe("a mutual evaluation plan", () => {
  const both = plannedCall("2026-06-08", [
    "R: I will send the security pack to your IT lead by Friday.",
    "B: And I will set up the test account for you on Thursday.",
    "B: I'll believe it when I see it.",
  ]);

  it("lists what each side undertook, in their words, and no figure of speech", () => {
    const { steps } = made(input([both]));
    expect(steps.map(({ side }) => side).sort()).toEqual(["buyer", "rep"]);
    expect(steps.map(({ what }) => what).join()).not.toContain("believe");
    const text = plainText(
      evaluationPlanMessage(made(input([both])), {
        ...{
          linkTo: () => "https://coach.example/calls/1",
          note: null,
          audience: "",
          withheld: "",
        },
      }),
    );
    expect(text).toContain("security pack");
    expect(text).toContain("to be decided by 31 Jul");
  });

  it("says what is missing, and asks the buyer about the costliest of it", () => {
    const ours = plannedCall("2026-06-08", [
      "R: I will send the security pack to your IT lead by Friday.",
    ]);
    const plan = made(input([ours]));
    expect(plan.missing[0]?.gap).toBe("their-step");
    expect(plan.question).toBe(
      "What would you need to have done on your side for a decision by 31 Jul?",
    );
    expect(plan.opening).toContain("they took on nothing");
  });

  it("stands for a deal whose calls hold no promise at all", () => {
    const plan = made(
      input([plannedCall("2026-06-08", ["B: Nice to hear about the garden again."])]),
    );
    expect(plan.steps).toEqual([]);
    expect(plan.missing.length).toBeGreaterThan(4);
  });
});
