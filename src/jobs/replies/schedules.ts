import { DateTime } from "luxon";
import { nextOccurrence } from "../../coaching/due.ts";
import { type Rule, ruleSchema } from "../../coaching/schedule.ts";
import { hourIn, scheduleWish, USUAL_HOUR } from "../../coaching/schedule-words.ts";
import type { Message } from "../../messages/message.ts";
import {
  isSettable,
  noSuchHour,
  type ShownSchedule,
  scheduleChangedMessage,
  scheduleNotYours,
  schedulesMessage,
} from "../../messages/schedules.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { findPerson, ownWorkspace, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import {
  changeSchedule,
  ensureSchedule,
  listSchedules,
  type ScheduleInZone,
} from "../../store/schedules.ts";
import type { Effects } from "../effects.ts";
import { ROUTINES } from "../routines/index.ts";
import type { ButtonReply, Outcome } from "./outcome.ts";

/** "schedules", "digest on Tuesdays at 9": shown and changed by the team's manager; `null` for other words. */
export async function schedulesSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Pick<Effects, "now">,
): Promise<Outcome | null> {
  const message = said.actionId ? null : await scheduleAnswer(tx, person, said.text, effects.now());
  return message && (await tell(tx, said, message));
}

/** The same for whoever stands at a terminal: the answer, `null` when the words are about something else. */
export async function scheduleAnswer(
  tx: Transaction,
  person: PersonRow,
  text: string,
  now: Date,
): Promise<Message | null> {
  if (!scheduleWish(text)) return null;
  const own = await schedulesOf(tx, person, now);
  if (own.length === 0) return scheduleNotYours();
  const first = scheduleWish(text);
  const known = first?.wants === "change" && own.find(({ kind }) => kind === first.kind);
  if (!known) return schedulesMessage(await shownAll(tx, own, now));
  const wish = scheduleWish(text, hourOf(known.rule));
  if (wish?.wants !== "change") return noSuchHour();
  const { rule = known.rule, enabled = known.enabled } = wish;
  return await changed(tx, known, { rule, enabled }, now);
}

/** What was filled in at a schedule's button. */
export const scheduleReply: ButtonReply = async (tx, said, effects) => {
  const person = await findPerson(tx, said.personId);
  const own = person ? await schedulesOf(tx, person, effects.now()) : [];
  const known = own.find(({ id }) => id === said.actionValue);
  if (!known) return await tell(tx, said, scheduleNotYours());
  const { day = "", at = "", enabled = "on" } = said.fields ?? {};
  const time = /^(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))? ?(?<half>am|pm)?$/i.exec(at.trim());
  const hour = time?.groups && hourIn(time.groups, USUAL_HOUR);
  const rule = ruleSchema.safeParse(
    known.rule.every === "week"
      ? { every: "week", weekday: Number(day), at: hour }
      : { every: "month", day: Number(day), at: hour },
  );
  if (!rule.success) return await tell(tx, said, noSuchHour());
  const change = { rule: rule.data, enabled: enabled === "on" };
  return await tell(tx, said, await changed(tx, known, change, effects.now()));
};

/** The schedules of a manager's team, made where the first tick has not come yet. */
async function schedulesOf(
  tx: Transaction,
  person: PersonRow,
  now: Date,
): Promise<ScheduleInZone[]> {
  for (const { kind, standard } of ROUTINES)
    for (const row of (await standard?.(tx)) ?? [])
      if (row.personId === person.id) await ensureSchedule(tx, { ...row, kind, since: now });
  const all = await listSchedules(tx);
  return all.filter(
    ({ personId, subject, kind }) => personId === person.id && subject === "" && isSettable(kind),
  );
}

async function changed(
  tx: Transaction,
  known: ScheduleInZone,
  change: { rule: Rule; enabled: boolean },
  now: Date,
): Promise<Message> {
  // What lies before is nobody's omission: the new hour counts from now.
  const row = await changeSchedule(tx, known.id, { ...change, since: now });
  const [shown] = await shownAll(tx, [{ ...known, ...(row ?? change) }], now);
  return shown ? scheduleChangedMessage(shown) : noSuchHour();
}

async function shownAll(
  tx: Transaction,
  rows: readonly ScheduleInZone[],
  now: Date,
): Promise<ShownSchedule[]> {
  const { timeZone } = await ownWorkspace(tx);
  return rows.map(({ id, kind, rule, enabled, place, ...row }) => {
    const zone = row.timeZone ?? row.personZone ?? timeZone;
    const next = nextOccurrence(now, rule, zone);
    return {
      ...{ id, kind, rule, enabled, zone },
      where: (place ?? (kind === "digest" ? "channel:" : "dm:")).startsWith("channel:")
        ? "in the team's channel"
        : "to you alone",
      next: next && DateTime.fromJSDate(next, { zone }).toFormat("yyyy-MM-dd"),
    };
  });
}

const hourOf = (rule: Rule) => (rule.every === "once" ? USUAL_HOUR : rule.at);

async function tell(tx: Transaction, said: SaidRow, message: Message): Promise<Outcome> {
  const recipient = `dm:${said.personId}`;
  return {
    deliveryIds: [
      await post(tx, {
        ...{ kind: "schedules", subjectId: said.id, recipient, personId: said.personId, message },
        threadId: said.place === recipient ? said.threadId : null,
      }),
    ],
  };
}
