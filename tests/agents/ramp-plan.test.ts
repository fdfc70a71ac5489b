import { describe, expect, it } from "vitest";
import { rampPlan } from "../../src/agents/ramp-plan.ts";
import type { RampInput } from "../../src/coaching/ramp.ts";
import { tenureOf } from "../../src/coaching/tenure.ts";
import { noRamp } from "../../src/jobs/deliverables/ramp.ts";
import { rampPlanMessage } from "../../src/messages/ramp-plan.ts";
import { deal, plannedCall, recordOf, TODAY, VAGUE_END } from "../coaching/rep-calls.ts";

function input(given: Partial<RampInput> = {}): RampInput {
  const record = recordOf(given.calls ?? []);
  return { ...record, files: [], yeses: [], colleagues: ["Otto Lind"], coverage: null, ...given };
}
const gates = (given: RampInput) => rampPlan.compose(given).phases.map(({ gate }) => gate.state);
const won = deal({ status: "won", openedOn: "2026-05-10", closedOn: "2026-06-10" });

describe("a ramp plan", () => {
  it("has every milestone of the first ninety days and a gate for each month", () => {
    const plan = rampPlan.schema.parse(rampPlan.compose(input()));
    expect(plan.phases.map(({ until, milestones }) => [until, milestones.length])).toEqual([
      [30, 5],
      [60, 4],
      [90, 4],
    ]);
    expect(plan.day).toBe(45);
    expect(rampPlan.guard(input(), plan)).toEqual([]);
  });

  it("stands for somebody without a single call or deal, with every gate closed", () => {
    expect(gates(input())).toEqual(["open", "open", "open"]);
    expect(rampPlan.compose(input()).opening).toContain("no gate has been opened yet");
  });

  it("does not open a gate on evidence alone", () => {
    const shown = input({ deals: [won] });
    expect(gates(shown)[2]).toBe("shown");
    const yeses = [{ step: "gate-alone", by: "Otto", on: "12 Jun" }];
    const opened = input({ deals: [won], yeses });
    expect(gates(opened)[2]).toBe("yes");
    expect(rampPlan.compose(opened).phases[2]?.gate.shows).toBe("Otto said yes on 12 Jun");
  });

  it("counts discovery calls on which a colleague was heard", () => {
    const call = plannedCall("2026-05-20", VAGUE_END, { type: "discovery" });
    const joined = {
      ...call,
      call: {
        ...call.call,
        participants: [...call.call.participants, { id: "otto", name: "Otto Lind", side: null }],
      },
    };
    const step = (given: RampInput) =>
      rampPlan.compose(given).phases[1]?.milestones.find(({ id }) => id === "observed-calls")
        ?.shows;
    expect(step(input({ calls: [call] }))).toMatch(/^0 of 5/);
    expect(step(input({ calls: [joined] }))).toMatch(/^1 of 5/);
  });

  it("offers a gate's button only where its evidence stands, and to nobody but the manager", () => {
    const buttons = (given: RampInput, maySayYes: boolean) =>
      rampPlanMessage(rampPlan.compose(given), {
        ...{ linkTo: () => "https://coach.example", note: null, audience: "", withheld: "" },
        ...{ repId: "rep-1", maySayYes },
      }).blocks.flatMap((block) =>
        block.type === "actions" ? block.actions.map(({ value }) => value) : [],
      );
    expect(buttons(input(), true)).not.toContain("rep-1/gate-learn");
    const before = ["gate-learn", "gate-supported"].map((step) => ({
      step,
      by: "Otto",
      on: "1 Jun",
    }));
    expect(buttons(input({ deals: [won], yeses: before }), true)).toContain("rep-1/gate-alone");
    expect(buttons(input({ deals: [won], yeses: before }), false)).toEqual([]);
  });

  it("is not made for people long in the job, or without a first day; it says so", () => {
    const about = (startedOn: string | null) => ({
      rep: { id: "rep-1", name: "Nia Holt", startedOn },
      ...{ tenure: tenureOf(startedOn, TODAY), reader: "manager" as const },
    });
    expect(noRamp(about("2026-05-01"))).toBeNull();
    expect(noRamp(about("2019-05-01"))).toContain("Nia is seven years in the job");
    expect(noRamp(about(null))).toContain("I don't know Nia's first day");
  });
});
