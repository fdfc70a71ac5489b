import { coachingPlan } from "../../agents/coaching-plan.ts";
import type { BehaviourId } from "../../coaching/behaviours.ts";
import { BEHAVIOUR_BY_ID } from "../../coaching/behaviours.ts";
import {
  firstName,
  type RepRecord,
  tooFewCalls,
  withheldWords,
} from "../../coaching/rep-record.ts";
import { coachingPlanMessage } from "../../messages/coaching-plan.ts";
import { draftPlan } from "../../store/plans.ts";
import { COMMANDS } from "./commands.ts";
import { defineDeliverable } from "./deliverable.ts";
import { repRecord } from "./rep-record.ts";

/** A rep's coaching plan: drafted from evidence, talked through, approved by the manager. */
export const plan = defineDeliverable({
  command: COMMANDS.plan,
  for: "own",
  reader: "manager",
  private: true,
  gather: async (tx, asking) => {
    const { record, plan: known } = await repRecord(tx, asking);
    const nothing = tooFewCalls(record, "a plan");
    if (nothing) return { nothing };
    const standing = known && {
      state: known.state,
      focuses: known.focuses.filter(isKnown),
    };
    const worded = (known?.focuses ?? []).filter(({ aim, actions }) => aim || actions);
    const input = { ...record, standing, worded, planId: known?.id ?? null };
    // Once every focus of an agreed plan is a habit, it has done its work and the next one is drafted.
    const agreed = known !== null && known.state !== "drafted";
    if (agreed && coachingPlan.compose(input).focuses.length > 0) return input;
    const fresh = { ...input, standing: null };
    const focuses = coachingPlan.compose(fresh).focuses.map(({ behaviour, targetOn }) => ({
      ...worded.find((one) => one.behaviour === behaviour),
      ...{ behaviour, targetOn },
    }));
    return { ...fresh, planId: await draftPlan(tx, record.rep.id, focuses) };
  },
  agent: coachingPlan,
  message: (output, input, { linkTo, note }) =>
    coachingPlanMessage(output, {
      ...{ linkTo, note, planId: input.planId, tenure: input.tenure.words },
      audience: audienceOf(input),
      mayApprove: input.reader !== "rep",
      withheld: withheldWords(input),
    }),
});

function isKnown<Focus extends { behaviour: string }>(
  focus: Focus,
): focus is Focus & { behaviour: BehaviourId } {
  return focus.behaviour in BEHAVIOUR_BY_ID;
}

/** Who sees a plan, an assessment or a ramp plan besides its reader. */
export function audienceOf({ reader, rep, manager }: RepRecord): string {
  if (reader === "self") return "only you see this";
  return reader === "manager"
    ? `for you and ${firstName(rep.name)}`
    : `for you and ${firstName(manager ?? "your manager")}`;
}
