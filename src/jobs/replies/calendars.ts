import {
  CALENDAR_REMOVE,
  calendarsMessage,
  calendarWord,
  type ToldCalendar,
} from "../../messages/calendars.ts";
import type { Message } from "../../messages/message.ts";
import {
  addConnection,
  type ConnectionRow,
  findConnection,
  listConnections,
  removeConnection,
} from "../../store/connections.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { dropUntold, meetingsAhead } from "../../store/meetings.ts";
import { findPerson, ownWorkspace, type PersonRow } from "../../store/people.ts";
import type { SaidRow } from "../../store/said.ts";
import { spokenTime } from "../calendars/spoken-time.ts";
import { AHEAD_MS } from "../calendars/sync-calendar.ts";
import type { Effects } from "../effects.ts";
import { passTo } from "../pass.ts";
import type { Outcome } from "./outcome.ts";

const ASKED =
  /^\W*(?:\/?calendars?|(?:connect|add|show)(?: me)?(?: my| a)? calendars?|my calendars?)\W*$/i;
const SHOWN_AHEAD = 5;

/** What is connected of somebody's calendars; `null` when they asked for something else. */
export async function calendarsSaid(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  effects: Effects,
): Promise<Outcome | null> {
  if (said.actionId || !ASKED.test(said.text)) return null;
  return await answer(tx, said, person, await overview(tx, person, effects));
}

/** Adds the calendar whose address was filled in, or takes one away. */
export async function calendarsReply(
  tx: Transaction,
  said: SaidRow,
  effects: Effects,
): Promise<Outcome> {
  const person = await findPerson(tx, said.personId);
  if (!person) return {};
  if (said.actionId === CALENDAR_REMOVE) return await remove(tx, said, person, effects.now());
  const address = said.fields?.address ?? "";
  const connectionId = await addConnection(tx, effects.sealing, {
    kind: "calendar",
    provider: "ics",
    label: hostOf(address),
    settings: { personId: person.id },
    secrets: { address },
  });
  // The first reading says whether it works; nobody's row is held while a far server is asked.
  return { calendarAdded: connectionId };
}

async function remove(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  now: Date,
): Promise<Outcome> {
  const found = await findConnection(tx, said.actionValue ?? "");
  if (!found || !isOf(found, person)) {
    return await answer(tx, said, person, calendarWord("That calendar is no longer connected."));
  }
  const span = { from: now, to: new Date(now.getTime() + 2 * AHEAD_MS) };
  await dropUntold(tx, found.id, span, [], now);
  await removeConnection(tx, found.id);
  return await answer(
    tx,
    said,
    person,
    calendarWord(`${found.label} is disconnected, and what it told is off.`),
  );
}

async function overview(tx: Transaction, person: PersonRow, effects: Effects): Promise<Message> {
  const now = effects.now();
  const { timeZone } = await ownWorkspace(tx);
  const zone = person.timeZone ?? timeZone;
  const mine = (await listConnections(tx, "calendar")).filter((one) => isOf(one, person));
  const to = new Date(now.getTime() + AHEAD_MS);
  const ahead = await meetingsAhead(tx, { ownerId: person.id, from: now, to });
  const link = effects.calendarSignIn
    ? await passTo(tx, effects, {
        ...{ workspaceId: person.workspaceId, personId: person.id },
        path: effects.calendarSignIn,
      })
    : null;
  return calendarsMessage({
    calendars: mine.map(told),
    ahead: ahead
      .slice(0, SHOWN_AHEAD)
      .map(({ title, startsAt }) => `${spokenTime(startsAt, { zone, now }).at}: ${title}`),
    googleUrl: link,
  });
}

const told = ({ id, label, problem }: ConnectionRow): ToldCalendar => ({
  id,
  name: label,
  problem,
});
const isOf = ({ kind, settings }: ConnectionRow, { id }: PersonRow) =>
  kind === "calendar" && settings.personId === id;

function hostOf(address: string): string {
  const written = address.replace(/^webcals?:/i, "https:");
  return URL.canParse(written) ? `Calendar at ${new URL(written).host}` : "Calendar";
}

/** Calendars are somebody's own: the answer goes to them alone, wherever they asked. */
async function answer(
  tx: Transaction,
  said: SaidRow,
  person: PersonRow,
  message: Message,
): Promise<Outcome> {
  const recipient = `dm:${person.id}`;
  const threadId = said.place === recipient ? said.threadId : null;
  const row = { kind: "calendars", subjectId: said.id, recipient, personId: person.id, threadId };
  return { deliveryIds: [await post(tx, { ...row, message })] };
}
