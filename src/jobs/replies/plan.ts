import { BEHAVIOUR_BY_ID, type BehaviourId } from "../../coaching/behaviours.ts";
import {
  PLAN_DISCUSSED,
  planAwaitsMessage,
  planMovedMessage,
  planNotYoursMessage,
} from "../../messages/coaching-plan.ts";
import type { Message } from "../../messages/message.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, type PersonRow } from "../../store/people.ts";
import { type CoachingPlanRow, lockPlan, movePlan } from "../../store/plans.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

/** The kind of the message that asks a manager to approve. */
const PLAN_AWAITS = "plan-approval";

/**
 * A plan moves from drafted to discussed by the rep or their manager, and to approved by the manager
 * alone. A button that was pressed before changes nothing.
 */
export async function planReply(
  tx: Transaction,
  said: SaidRow,
  effects: Effects,
): Promise<Outcome> {
  const plan = await lockPlan(tx, said.actionValue ?? "");
  const rep = plan ? await findPerson(tx, plan.repId) : null;
  const person = await findPerson(tx, said.personId);
  if (!plan || !rep || !person) return {};
  const manages = rep.managerId ? rep.managerId === person.id : rep.id === person.id;
  if (!manages && rep.id !== person.id) return {};
  const answer = (message: Message) => tell(tx, said, message);
  const by = { personId: person.id, at: effects.now() };
  if (said.actionId === PLAN_DISCUSSED) {
    if (plan.state !== "drafted")
      return { deliveryIds: [await answer(planMovedMessage(plan.state, rep.name, person.name))] };
    await movePlan(tx, plan.id, "discussed", by);
    const awaits = await askToApprove(tx, plan, rep);
    return {
      deliveryIds: [await answer(planMovedMessage("discussed", rep.name, person.name)), awaits],
    };
  }
  if (!manages) return { deliveryIds: [await answer(planNotYoursMessage())] };
  if (plan.state === "discussed") await movePlan(tx, plan.id, "approved", by);
  const state = plan.state === "drafted" ? "drafted" : "approved";
  return { deliveryIds: [await answer(planMovedMessage(state, rep.name, person.name))] };
}

/** The manager's one button; whoever is their own manager gets it too. */
async function askToApprove(
  tx: Transaction,
  plan: CoachingPlanRow,
  rep: PersonRow,
): Promise<string | null> {
  const manager = rep.managerId ?? rep.id;
  const first = plan.focuses[0]?.behaviour as BehaviourId | undefined;
  return await post(tx, {
    kind: PLAN_AWAITS,
    subjectId: plan.id,
    recipient: `dm:${manager}`,
    personId: manager,
    message: planAwaitsMessage({
      ...{ id: plan.id, rep: rep.name },
      first: (first && BEHAVIOUR_BY_ID[first]?.name) ?? "what the calls showed",
    }),
  });
}

async function tell(tx: Transaction, said: SaidRow, message: Message): Promise<string | null> {
  return await post(tx, {
    ...{ kind: "plan-answer", subjectId: said.id, recipient: said.place },
    ...{ personId: said.personId, threadId: said.threadId, message },
  });
}
