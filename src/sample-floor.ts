import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CONTACT_ROLES } from "./deals/contact-roles.ts";
import { CoachError } from "./errors.ts";
import { syncCalendar } from "./jobs/calendars/sync-calendar.ts";
import { deliverMessage } from "./jobs/deliver-message.ts";
import type { Effects } from "./jobs/effects.ts";
import { receiveFile } from "./jobs/receive-file.ts";
import { welcome } from "./jobs/welcome.ts";
import { welcomeChannel } from "./messages/welcome.ts";
import { sampleCalendar } from "./sources/calendars/sample.ts";
import { addConnection, connectionTo } from "./store/connections.ts";
import { hasSampleFloor, SAMPLE_WORKSPACE } from "./store/current-workspace.ts";
import { countSince, post } from "./store/deliveries.ts";
import { findFloor, writeFloor } from "./store/floor.ts";
import { findPerson } from "./store/people.ts";
import { ACTIVITY_KINDS, ACTIVITY_SIDES } from "./store/schema.ts";

const iso = z.iso.date();
const floorSchema = z.object({
  company: z.object({
    name: z.string(),
    domain: z.string(),
    products: z.array(z.string()),
    competitors: z.array(z.string()),
    timeZone: z.string(),
  }),
  anchor: iso,
  people: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      email: z.string(),
      role: z.enum(["rep", "manager", "admin"]),
      manager: z.string().nullish(),
      startedOn: iso.nullish(),
    }),
  ),
  accounts: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      domain: z.string().nullish(),
      contacts: z.array(
        z.object({
          name: z.string(),
          email: z.string().nullish(),
          title: z.string().nullish(),
          role: z.enum(CONTACT_ROLES).nullish(),
        }),
      ),
    }),
  ),
  deals: z.array(
    z.object({
      key: z.string(),
      account: z.string(),
      owner: z.string(),
      name: z.string(),
      stage: z.string(),
      category: z.string().nullish(),
      amountMinor: z.number().int().nullish(),
      currency: z.string(),
      openedOn: iso.nullish(),
      closeOn: iso.nullish(),
      closedOn: iso.nullish(),
      status: z.enum(["open", "won", "lost"]),
      lossReason: z.string().nullish(),
      history: z
        .array(
          z.object({ at: z.string(), field: z.string(), before: z.unknown(), after: z.unknown() }),
        )
        .default([]),
    }),
  ),
  quotas: z.array(
    z.object({
      person: z.string(),
      quarter: z.string(),
      amountMinor: z.number().int(),
      currency: z.string(),
    }),
  ),
  activities: z.array(
    z.object({
      deal: z.string(),
      kind: z.enum(ACTIVITY_KINDS),
      side: z.enum(ACTIVITY_SIDES).nullish(),
      who: z.string().nullish(),
      at: z.string(),
      text: z.string(),
    }),
  ),
  calls: z.array(
    z.object({
      file: z.string(),
      rep: z.string(),
      account: z.string(),
      deal: z.string().nullish(),
      type: z.enum(["discovery", "demo", "negotiation", "executive"]),
      startedAt: z.string(),
      recordingUrl: z.string().nullish(),
    }),
  ),
});

/** The fictional floor as samples/floor.json has it; dates are relative to its anchor. */
export type Floor = z.infer<typeof floorSchema>;

const FOLDER = new URL("../samples/", import.meta.url);
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Moves everything by whole weeks, so that weekdays stay and the newest call is of this week. */
function shiftToNow(anchor: string, now: Date): (instant: string) => Date {
  const weeks = Math.floor((now.getTime() - Date.parse(`${anchor}T23:59:59Z`)) / WEEK_MS);
  return (instant) => new Date(Date.parse(instant) + weeks * WEEK_MS);
}

const CHANNEL = "channel:team";

/**
 * Loads the fictional sales floor into its own workspace, once, and goes on where a killed process
 * stopped. Returns whether it was loaded now.
 */
export async function loadSampleFloor(effects: Effects): Promise<boolean> {
  if (await isLoaded(effects)) return false;
  const floor = floorSchema.parse(
    JSON.parse(await readFile(new URL("floor.json", FOLDER), "utf8")),
  );
  const shift = shiftToNow(floor.anchor, effects.now());
  const ids = await peopleAndDeals(effects, floor, shift);
  await welcomeEach(effects, ids.people);
  const newestOfRep = new Map<string, string>();
  for (const call of floor.calls) {
    const known = floor.calls.find((one) => one.file === newestOfRep.get(call.rep));
    if (!known || known.startedAt < call.startedAt) newestOfRep.set(call.rep, call.file);
  }
  for (const call of [...floor.calls].sort((a, b) => a.startedAt.localeCompare(b.startedAt))) {
    await receiveFile(effects, SAMPLE_WORKSPACE, {
      source: "sample",
      externalId: call.file,
      fileName: basename(call.file),
      mediaType: null,
      bytes: await readFile(fileURLToPath(new URL(`calls/${basename(call.file)}`, FOLDER))),
      requestedBy: null,
      repId: ids.people.get(call.rep) ?? null,
      repName: floor.people.find((person) => person.key === call.rep)?.name ?? null,
      accountId: ids.accounts.get(call.account) ?? null,
      dealId: call.deal ? (ids.deals.get(call.deal) ?? null) : null,
      type: call.type,
      startedAt: shift(call.startedAt),
      recordingUrl: call.recordingUrl ?? null,
      // At most one debrief a rep: the newest call speaks, the others are history.
      announce: newestOfRep.get(call.rep) === call.file,
    });
  }
  await connectCalendar(effects);
  await welcomeAll(effects);
  return true;
}

/** The floor's calendar begins now, once; it is read as any other is. */
async function connectCalendar(effects: Effects): Promise<void> {
  const { provider, name: label } = sampleCalendar();
  const connectionId = await effects.database.inWorkspace(SAMPLE_WORKSPACE, async (tx) => {
    const known = await connectionTo(tx, provider);
    if (known) return known.id;
    const settings = { begunAt: effects.now().toISOString() };
    return await addConnection(tx, effects.sealing, {
      kind: "calendar",
      provider,
      label,
      settings,
    });
  });
  const data = { workspaceId: SAMPLE_WORKSPACE, connectionId, occurrence: "begin" };
  await effects.enqueue(syncCalendar, data);
}

/** The channel is greeted last: while that is missing, something before it may be missing too. */
async function isLoaded({ database }: Effects): Promise<boolean> {
  if (!(await hasSampleFloor(database))) return false;
  return await database.inWorkspace(
    SAMPLE_WORKSPACE,
    async (tx) => (await countSince(tx, "welcome", CHANNEL, new Date(0))) > 0,
  );
}

/** Writes them, or finds those that an interrupted start, or another process right now, has written. */
async function peopleAndDeals(
  { database }: Effects,
  floor: Floor,
  shift: (instant: string) => Date,
): ReturnType<typeof writeFloor> {
  if (!(await hasSampleFloor(database))) {
    try {
      return await database.inWorkspace(SAMPLE_WORKSPACE, (tx) =>
        writeFloor(tx, SAMPLE_WORKSPACE, floor, shift),
      );
    } catch (error) {
      if (!(error instanceof CoachError && error.code === "conflict")) throw error;
    }
  }
  return await database.inWorkspace(SAMPLE_WORKSPACE, (tx) => findFloor(tx, floor));
}

async function welcomeEach(effects: Effects, people: Map<string, string>): Promise<void> {
  const deliveryIds = await effects.database.inWorkspace(SAMPLE_WORKSPACE, async (tx) => {
    const posted: (string | null)[] = [];
    for (const id of people.values()) {
      const person = await findPerson(tx, id);
      if (person) posted.push(await welcome(tx, person));
    }
    return posted;
  });
  for (const deliveryId of deliveryIds) await send(effects, deliveryId);
}

async function welcomeAll(effects: Effects): Promise<void> {
  const deliveryId = await effects.database.inWorkspace(SAMPLE_WORKSPACE, (tx) =>
    post(tx, {
      kind: "welcome",
      subjectId: SAMPLE_WORKSPACE,
      recipient: CHANNEL,
      personId: null,
      message: welcomeChannel(),
    }),
  );
  await send(effects, deliveryId);
}

async function send(effects: Effects, deliveryId: string | null): Promise<void> {
  if (deliveryId)
    await effects.enqueue(deliverMessage, { workspaceId: SAMPLE_WORKSPACE, deliveryId });
}
