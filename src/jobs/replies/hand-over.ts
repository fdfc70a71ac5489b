import {
  ALL_OF_THEM,
  HAND_OVER_UNDO,
  handedBackMessage,
  handedOverMessage,
  handOverNotYoursMessage,
  nothingToHandOverMessage,
} from "../../messages/left-deals.ts";
import type { Message } from "../../messages/message.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { handOver, undoHandOver } from "../../store/hand-over.ts";
import { findPerson } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import { leftDeals } from "../left-deals.ts";
import { todayOf } from "./figures.ts";
import type { Outcome } from "./outcome.ts";

/** A press on "Hand over", with whom to, or on its undo. */
export async function handOverReply(
  tx: Transaction,
  said: SaidRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome> {
  const person = await findPerson(tx, said.personId);
  if (!person) return {};
  const tell = async (message: Message): Promise<Outcome> => ({
    deliveryIds: [
      await post(tx, {
        ...{ kind: "hand-over", subjectId: said.id, recipient: said.place, message },
        personId: said.place.startsWith("channel:") ? null : person.id,
        threadId: said.threadId,
      }),
    ],
  });
  if (person.role === "rep") return await tell(handOverNotYoursMessage());
  const now = effects.now();
  const editor = { personId: person.id, by: person.name, at: now };
  if (said.actionId === HAND_OVER_UNDO)
    return await tell(handedBackMessage(await undoHandOver(tx, said.actionValue ?? "", editor)));
  const { which, to } = said.fields ?? {};
  const all = await leftDeals(tx, null, await todayOf(tx, person, now));
  const left = all.find(({ key }) => key === said.actionValue);
  const wanted = (left?.deals ?? []).filter(({ id }) => which === ALL_OF_THEM || id === which);
  const heir = to ? await findPerson(tx, to) : null;
  const done =
    heir &&
    (await handOver(
      tx,
      wanted.map(({ id }) => id),
      heir.id,
      editor,
    ));
  if (!left || !heir || !done) return await tell(nothingToHandOverMessage());
  const titles = wanted
    .filter(({ id }) => done.moved.includes(id))
    .map(({ account, name }) => account ?? name);
  const still = left.deals.length - done.moved.length;
  return await tell(handedOverMessage(titles, heir.name, done.id, still));
}
