import { z } from "zod";
import { understand } from "../../deals/meeting.ts";
import { Rejected } from "../../errors.ts";
import { calendarWord } from "../../messages/calendars.ts";
import type { Reading } from "../../sources/calendars/calendar.ts";
import {
  type ConnectionRow,
  findConnection,
  markProblem,
  markSeen,
  openSecrets,
  removeConnection,
} from "../../store/connections.ts";
import { foldIntoCalendar } from "../../store/crm-meetings.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import {
  dropUntold,
  type Kept,
  keepMeeting,
  meetingsAhead,
  meetingWorld,
} from "../../store/meetings.ts";
import { findPerson, listPeople, ownWorkspace } from "../../store/people.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { defineJob } from "../job.ts";
import { followMeeting } from "./follow-meeting.ts";

const schema = z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), occurrence: z.string() });
type Data = z.infer<typeof schema>;

/** How far ahead calendars are read: a fortnight is what people prepare for. */
export const AHEAD_MS = 14 * 24 * 3600_000;
const BEHIND_MS = 2 * 3600_000;

/** Reads one calendar as it stands now: new, moved and cancelled meetings, and the preps that follow. */
export const syncCalendar = defineJob({
  name: "sync-calendar",
  queue: "bulk",
  schema,
  id: ({ connectionId, occurrence }: Data) => `calendar-${connectionId}-${occurrence}`,
  run: async ({ workspaceId, connectionId }: Data, effects: Effects) => {
    const { database, sealing } = effects;
    const now = effects.now();
    const asked = await database.inWorkspace(workspaceId, async (tx) => {
      const connection = await findConnection(tx, connectionId);
      if (connection?.kind !== "calendar" || connection.status === "paused") return null;
      const { timeZone } = await ownWorkspace(tx);
      const ownerId = connection.settings.personId;
      const owner = typeof ownerId === "string" ? await findPerson(tx, ownerId) : null;
      const people = await listPeople(tx);
      return {
        connection,
        keys: {
          ...textsIn(connection.settings),
          ...(await openSecrets(tx, sealing, connectionId)),
        },
        zone: owner?.timeZone ?? timeZone,
        emails: people.flatMap(({ email }) => email ?? []),
        owner: owner?.email ?? null,
      };
    });
    const calendar =
      asked && effects.calendars.find((one) => one.provider === asked.connection.provider);
    if (!asked || !calendar) return;
    const span = {
      from: new Date(now.getTime() - BEHIND_MS),
      to: new Date(now.getTime() + AHEAD_MS),
      zone: asked.zone,
    };
    let reading: Reading;
    try {
      reading = await calendar.read(asked.keys, span, asked.emails);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      const told = await database.inWorkspace(workspaceId, (tx) =>
        refused(tx, asked.connection, error.message, now),
      );
      if (told) await effects.enqueue(deliverMessage, { workspaceId, deliveryId: told });
      return;
    }
    const deliveryIds = await database.inWorkspace(workspaceId, async (tx) => [
      ...(await keepReading(tx, { connectionId, reading, span, now, invited: asked.owner })),
      ...(await welcomed(tx, asked.connection, reading, now)),
    ]);
    for (const deliveryId of deliveryIds)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  },
});

const textsIn = (settings: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(settings).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );

/** Refused the first time, it is not kept and its owner hears why; later it is marked, and tried again. */
async function refused(
  tx: Transaction,
  connection: ConnectionRow,
  reason: string,
  now: Date,
): Promise<string | null> {
  if (connection.seenAt || typeof connection.settings.personId !== "string") {
    await markProblem(tx, connection.id, reason, now, "broken");
    return null;
  }
  await removeConnection(tx, connection.id);
  return await tellOwner(tx, connection, `Your calendar was not added. ${reason}`);
}

/** After the first reading its owner hears that it works, and what it brought. */
async function welcomed(
  tx: Transaction,
  connection: ConnectionRow,
  { meetings }: Reading,
  now: Date,
): Promise<string[]> {
  if (connection.seenAt) return [];
  const mine = String(connection.settings.personId ?? "");
  const to = new Date(now.getTime() + AHEAD_MS);
  const count = mine ? (await meetingsAhead(tx, { ownerId: mine, from: now, to })).length : 0;
  const ahead =
    count === 0
      ? `None of the ${meetings.length} events in the next two weeks is yours with somebody from elsewhere.`
      : `${count === 1 ? "One meeting" : `${count} meetings`} with people from elsewhere in the next two weeks: a prep comes before each of which I know the account.`;
  const id = await tellOwner(tx, connection, `Your calendar is connected. ${ahead}`);
  return id ? [id] : [];
}

async function tellOwner(
  tx: Transaction,
  { id, settings }: ConnectionRow,
  line: string,
): Promise<string | null> {
  const personId = typeof settings.personId === "string" ? settings.personId : null;
  if (!personId) return null;
  const row = { kind: "calendars", subjectId: id, recipient: `dm:${personId}`, personId };
  return await post(tx, { ...row, message: calendarWord(line) });
}

async function keepReading(
  tx: Transaction,
  {
    connectionId,
    reading,
    span,
    now,
    invited,
  }: {
    connectionId: string;
    reading: Reading;
    span: { from: Date; to: Date };
    now: Date;
    /** Whose calendar it is: in their own, feeds often leave them out of the attendees. */
    invited: string | null;
  },
): Promise<string[]> {
  const { settings } = await ownWorkspace(tx);
  const world = await meetingWorld(tx, settings.domains ?? []);
  const changed: Kept[] = [];
  for (const told of reading.meetings) {
    if (told.allDay) continue;
    const own = { name: null, email: invited, declined: false };
    const understood = understand(
      invited ? { ...told, attendees: [...told.attendees, own] } : told,
      world,
    );
    // What is among ourselves is nobody's business here.
    if (understood.external.length === 0) continue;
    const kept = await keepMeeting(tx, connectionId, told, understood, now);
    changed.push({ ...kept, row: await foldIntoCalendar(tx, kept.row, now) });
  }
  // Where something could not be read, what is missing may only be unread.
  if (reading.problems.length === 0) {
    const told = reading.meetings.map(({ uid }) => uid);
    for (const row of await dropUntold(tx, connectionId, { ...span, from: now }, told, now))
      changed.push({ row, was: "cancelled" });
    await markSeen(tx, connectionId, now);
  } else {
    await markProblem(tx, connectionId, reading.problems.slice(0, 3).join(" "), now);
  }
  const deliveryIds: string[] = [];
  for (const one of changed) {
    const id = await followMeeting(tx, one, settings.prepMinutes, now);
    if (id) deliveryIds.push(id);
  }
  return deliveryIds;
}
