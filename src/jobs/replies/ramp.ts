import { DateTime } from "luxon";
import { RAMP_STEPS } from "../../coaching/ramp.ts";
import { rampYesMessage } from "../../messages/ramp-plan.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, ownWorkspace } from "../../store/people.ts";
import { sayYes } from "../../store/plans.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

/**
 * A manager's yes to a milestone or gate of somebody's ramp, once. A gate's button is only ever offered where its evidence stood in the same message.
 */
export async function rampReply(
  tx: Transaction,
  said: SaidRow,
  effects: Effects,
): Promise<Outcome> {
  const [repId = "", step = ""] = (said.actionValue ?? "").split("/");
  const rep = await findPerson(tx, repId);
  const words = RAMP_STEPS[step];
  const manages = rep?.managerId ? rep.managerId === said.personId : rep?.id === said.personId;
  if (!rep || !words || !manages) return {};
  const zone = (await ownWorkspace(tx)).timeZone;
  const on = DateTime.fromJSDate(effects.now()).setZone(zone).toISODate();
  await sayYes(tx, {
    ...{ repId, step, personId: said.personId },
    on: on ?? effects.now().toISOString().slice(0, 10),
  });
  const message = rampYesMessage(words, step.startsWith("gate-"));
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "ramp-answer", subjectId: said.id, recipient: said.place },
        ...{ personId: said.personId, threadId: said.threadId, message },
      }),
    ],
  };
}
