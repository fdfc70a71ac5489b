import { checkLength, checkVoice } from "../../agents/guards.ts";
import { BEHAVIOUR_BY_ID } from "../../coaching/behaviours.ts";
import type { Message } from "../../messages/message.ts";
import {
  focusChangedMessage,
  focusRefusedMessage,
  PLAN_REMARK,
  planChangedMessage,
  planRemarkMessage,
  remarkSentMessage,
} from "../../messages/plan-change.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, type PersonRow } from "../../store/people.ts";
import { type CoachingPlanRow, changeFocus, lockPlan } from "../../store/plans.ts";
import type { SaidRow } from "../../store/said.ts";
import type { ButtonReply, Outcome } from "./outcome.ts";

const ACTION_WORDS = 45;
const MOST_ACTIONS = 3;

/** A manager words a focus anew, or a rep says what they would change; nobody else does either. */
export const planChangeReply: ButtonReply = async (tx, said, effects) => {
  const [planId = "", behaviour = ""] = (said.actionValue ?? "").split("/");
  const plan = await lockPlan(tx, planId);
  const rep = plan ? await findPerson(tx, plan.repId) : null;
  if (!plan || !rep) return {};
  if (said.actionId === PLAN_REMARK) return await remark(tx, said, rep);
  const manages = rep.managerId ? rep.managerId === said.personId : rep.id === said.personId;
  if (!manages) return {};
  return await edit(tx, said, { plan, rep, behaviour }, effects.now());
};

async function edit(
  tx: Transaction,
  said: SaidRow,
  { plan, rep, behaviour }: { plan: CoachingPlanRow; rep: PersonRow; behaviour: string },
  now: Date,
): Promise<Outcome> {
  const name = BEHAVIOUR_BY_ID[behaviour as keyof typeof BEHAVIOUR_BY_ID]?.name;
  const stands = plan.focuses.some((focus) => focus.behaviour === behaviour);
  if (!name || !stands)
    return await tell(tx, said, focusRefusedMessage(["the plan has another focus by now"]));
  const { aim = "", targetOn = "" } = said.fields ?? {};
  const actions = (said.fields?.actions ?? "")
    .split("\n")
    .map((line) => line.replace(/^[-•*\s]+/, "").trim())
    .filter(Boolean);
  const reasons = problemsOf({ aim, actions, targetOn }, now);
  if (reasons.length > 0) return await tell(tx, said, focusRefusedMessage(reasons));
  await changeFocus(tx, plan, { behaviour, aim, actions, targetOn });
  const { deliveryIds = [] } = await tell(tx, said, focusChangedMessage(name, targetOn));
  const manager = await findPerson(tx, said.personId);
  // A draft is the manager's to word; what was talked through is the rep's too.
  const tellRep = plan.state !== "drafted" && manager && rep.id !== manager.id;
  return {
    deliveryIds: [
      ...deliveryIds,
      tellRep
        ? await post(tx, {
            ...{ kind: "plan-changed", subjectId: said.id, recipient: `dm:${rep.id}` },
            personId: rep.id,
            message: planChangedMessage(manager.name, { name, aim, actions, targetOn }),
          })
        : null,
    ],
  };
}

function problemsOf(
  { aim, actions, targetOn }: { aim: string; actions: string[]; targetOn: string },
  now: Date,
): string[] {
  return [
    ...(actions.length === 0 ? ["it needs at least one action"] : []),
    ...(actions.length > MOST_ACTIONS ? [`at most ${MOST_ACTIONS} actions, one a line`] : []),
    ...actions.flatMap((action) => checkLength(action, ACTION_WORDS, "an action")),
    ...[aim, ...actions].flatMap(checkVoice),
    ...(targetOn <= now.toISOString().slice(0, 10) ? ["the day must be one to come"] : []),
  ];
}

/** Straight to the manager, whose plan it is to change. */
async function remark(tx: Transaction, said: SaidRow, rep: PersonRow): Promise<Outcome> {
  const manager = rep.managerId ? await findPerson(tx, rep.managerId) : null;
  const words = said.fields?.remark ?? "";
  if (rep.id !== said.personId || !manager || words === "") return {};
  const { deliveryIds = [] } = await tell(tx, said, remarkSentMessage(manager.name));
  return {
    deliveryIds: [
      ...deliveryIds,
      await post(tx, {
        ...{ kind: "plan-remark", subjectId: said.id, recipient: `dm:${manager.id}` },
        ...{ personId: manager.id, message: planRemarkMessage(rep.name, words) },
      }),
    ],
  };
}

async function tell(tx: Transaction, said: SaidRow, message: Message): Promise<Outcome> {
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "plan-answer", subjectId: said.id, recipient: said.place },
        ...{ personId: said.personId, threadId: said.threadId, message },
      }),
    ],
  };
}
