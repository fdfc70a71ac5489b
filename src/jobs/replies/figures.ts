import { DateTime } from "luxon";
import { figuresWish } from "../../deals/figures-command.ts";
import { forecastMessage } from "../../messages/forecast.ts";
import { funnelMessage } from "../../messages/funnel.ts";
import { leftDealsMessage, nobodyLeftMessage } from "../../messages/left-deals.ts";
import type { Message } from "../../messages/message.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { listPeople, ownWorkspace, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import type { Effects } from "../effects.ts";
import { heirsOf, leftDeals } from "../left-deals.ts";
import { teamFigures } from "../team-figures.ts";
import type { Outcome } from "./outcome.ts";

/**
 * "/funnel", "/forecast" and "deals without an owner"; `null` when something else was said. A manager
 * reads their team's, a rep their own; always in their own conversation.
 */
export async function figuresSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome | null> {
  const wish = said.actionId === null ? figuresWish(said.text) : null;
  if (!wish) return null;
  const today = await todayOf(tx, person, effects.now());
  const people = await listPeople(tx);
  const team = person.role === "rep" ? [person] : teamOf(people, person);
  const whose = person.role === "rep" ? "your own deals" : `${person.name}'s team`;
  const messages: Message[] = [];
  if (wish.kind === "left" && person.role !== "rep") {
    const all = await leftDeals(tx, person, today);
    const heirs = heirsOf(people, person, today);
    messages.push(...all.map((one) => leftDealsMessage(one, without(heirs, one.key))));
    if (all.length === 0) messages.push(nobodyLeftMessage());
  } else if (wish.kind !== "left") {
    const figures = await teamFigures(tx, team, whose, today);
    messages.push(
      wish.kind === "funnel" ? funnelMessage(figures, wish.cut) : forecastMessage(figures),
    );
  } else return null;
  const recipient = `dm:${person.id}`;
  const deliveryIds: (string | null)[] = [];
  for (const [at, message] of messages.entries())
    deliveryIds.push(
      await post(tx, {
        ...{ kind: `pipeline-${wish.kind}`, subjectId: said.id, recipient, message },
        personId: person.id,
        threadId: said.place === recipient ? said.threadId : null,
        revision: at + 1,
      }),
    );
  return { deliveryIds };
}

const without = (heirs: readonly PersonRow[], key: string) => heirs.filter(({ id }) => id !== key);

/** Whoever reports to somebody, also those who have left: their figures are the team's. */
function teamOf(people: readonly PersonRow[], manager: PersonRow): PersonRow[] {
  const theirs = people.filter(({ managerId }) => managerId === manager.id);
  return theirs.length > 0 ? theirs : people.filter(({ role }) => role === "rep");
}

/** The ISO day where somebody is. */
export async function todayOf(tx: Transaction, person: PersonRow, now: Date): Promise<string> {
  const zone = person.timeZone ?? (await ownWorkspace(tx)).timeZone;
  return DateTime.fromJSDate(now).setZone(zone).toISODate() ?? now.toISOString().slice(0, 10);
}
