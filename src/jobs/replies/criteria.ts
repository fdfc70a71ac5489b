import {
  askedAt,
  CRITERIA,
  CRITERIA_PLACES,
  type CriteriaPlace,
  type Criterion,
  withCriteria,
} from "../../deals/commitment.ts";
import { criteriaWish } from "../../deals/criteria-command.ts";
import {
  CRITERIA_RESET,
  CRITERIA_UNDO,
  criteriaChangedMessage,
  criteriaMessage,
  criteriaMovedOnMessage,
  criteriaNotYoursMessage,
  criteriaSameMessage,
  criteriaUnclearMessage,
  criteriaUndoneMessage,
} from "../../messages/commit-criteria.ts";
import type { Message } from "../../messages/message.ts";
import { criteriaOf, setCriteria, undoCriteria } from "../../store/commit-criteria.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import type { Outcome } from "./outcome.ts";

/** "commit criteria" and what a manager wants changed about them; `null` when something else was said. */
export async function criteriaSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome | null> {
  const wish = said.actionId === null ? criteriaWish(said.text) : null;
  if (!wish) return null;
  const answer = (message: Message) => tell(tx, said, message);
  const mayChange = person.role !== "rep";
  if (wish.kind === "show" || (wish.kind === "unclear" && !mayChange)) {
    const { standards, own } = await criteriaOf(tx);
    return await answer(criteriaMessage(standards, { own, mayChange }));
  }
  if (!mayChange) return await answer(criteriaNotYoursMessage());
  if (wish.kind === "unclear") return await answer(criteriaUnclearMessage(wish.word));
  return await answer(await change(tx, wish.kind === "reset" ? null : wish, person, effects));
}

/** A press on one of the buttons under the criteria. */
export async function criteriaReply(
  tx: Transaction,
  said: SaidRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome> {
  const person = await findPerson(tx, said.personId);
  if (!person) return {};
  if (person.role === "rep") return await tell(tx, said, criteriaNotYoursMessage());
  if (said.actionId === CRITERIA_UNDO) {
    const back = await undoCriteria(tx, said.actionValue ?? "", editorOf(person, effects));
    return await tell(tx, said, back ? criteriaUndoneMessage() : criteriaMovedOnMessage());
  }
  if (said.actionId === CRITERIA_RESET)
    return await tell(tx, said, await change(tx, null, person, effects));
  const fields = said.fields ?? {};
  const place = CRITERIA_PLACES.find((one) => one === fields.place);
  const criterion = CRITERIA.find((one) => one === fields.criterion);
  if (!place || !criterion) return {};
  const wish = { place, criterion, asks: fields.asks !== "no" };
  return await tell(tx, said, await change(tx, wish, person, effects));
}

async function change(
  tx: Transaction,
  wish: { place: CriteriaPlace; criterion: Criterion; asks: boolean } | null,
  person: PersonRow,
  effects: Pick<Effects, "now">,
): Promise<Message> {
  const { standards, own } = await criteriaOf(tx);
  const asked = wish ? askedAt(standards, wish.place) : [];
  if (wish ? asked.includes(wish.criterion) === wish.asks : !own) return criteriaSameMessage();
  const next = wish
    ? withCriteria(
        standards,
        wish.place,
        wish.asks ? [...asked, wish.criterion] : asked.filter((one) => one !== wish.criterion),
      )
    : null;
  const undo = await setCriteria(tx, next, editorOf(person, effects));
  return criteriaChangedMessage(wish, undo);
}

const editorOf = (person: PersonRow, effects: Pick<Effects, "now">) => ({
  personId: person.id,
  by: person.name,
  at: effects.now(),
});

async function tell(tx: Transaction, said: SaidRow, message: Message): Promise<Outcome> {
  const isDirect = !said.place.startsWith("channel:");
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "commit-criteria", subjectId: said.id, recipient: said.place, message },
        personId: isDirect ? said.personId : null,
        threadId: said.threadId,
      }),
    ],
  };
}
