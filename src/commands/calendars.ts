import type { Config } from "../config.ts";
import { CoachError } from "../errors.ts";
import { spokenTime } from "../jobs/calendars/spoken-time.ts";
import { AHEAD_MS, syncCalendar } from "../jobs/calendars/sync-calendar.ts";
import type { Effects } from "../jobs/effects.ts";
import { addConnection, findConnection, listConnections } from "../store/connections.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { meetingsAhead } from "../store/meetings.ts";
import { listPeople, ownWorkspace } from "../store/people.ts";
import { openFloor } from "./open-floor.ts";
import { print, printJson } from "./output.ts";
import { personNamed } from "./person-named.ts";

export interface CalendarOptions {
  json?: boolean;
  address?: string;
  for?: string;
  tenant?: string;
  client?: string;
  secret?: string;
}

/** `calendars [add|add-microsoft|sync]`. */
export async function calendarsCommand(
  config: Config,
  what: "list" | "add" | "add-microsoft" | "sync",
  options: CalendarOptions,
): Promise<number> {
  const parts = await openFloor(config);
  try {
    const { effects } = parts;
    const workspaceId = await currentWorkspace(effects.database);
    if (what === "list") await list(effects, workspaceId, options);
    else if (what === "sync") await sync(effects, workspaceId);
    else await add(effects, workspaceId, what, options);
    return 0;
  } finally {
    await parts.close();
  }
}

async function list(effects: Effects, workspaceId: string, { json }: CalendarOptions) {
  const now = effects.now();
  const { connections, meetings, zone } = await effects.database.inWorkspace(
    workspaceId,
    async (tx) => ({
      connections: await listConnections(tx, "calendar"),
      meetings: await meetingsAhead(tx, { from: now, to: new Date(now.getTime() + AHEAD_MS) }),
      zone: (await ownWorkspace(tx)).timeZone,
    }),
  );
  if (json) {
    for (const { id, provider, label, status, problem } of connections)
      printJson({ calendar: { id, provider, label, status, problem } });
    for (const { id, title, startsAt, accountId, ownerId, preparedFor } of meetings)
      printJson({
        meeting: { id, title, startsAt, accountId, ownerId, prepared: preparedFor !== null },
      });
    return;
  }
  if (connections.length === 0) {
    print("No calendar is connected. Try: coach calendars add ADDRESS --for PERSON");
  }
  for (const { label, status, problem } of connections)
    print(`${status.padEnd(8)} ${label}${problem ? `: ${problem}` : ""}`);
  for (const { title, startsAt, accountId } of meetings)
    print(
      `${spokenTime(startsAt, { zone, now }).at}  ${title}${accountId ? "" : " (no account I know)"}`,
    );
}

async function add(
  effects: Effects,
  workspaceId: string,
  what: "add" | "add-microsoft",
  options: CalendarOptions,
) {
  const connectionId = await effects.database.inWorkspace(workspaceId, async (tx) => {
    if (what === "add-microsoft") {
      const { tenant = "", client = "", secret = "" } = options;
      return await addConnection(tx, effects.sealing, {
        kind: "calendar",
        provider: "microsoft",
        label: "Microsoft 365 calendars",
        externalId: tenant,
        secrets: { tenantId: tenant, clientId: client, clientSecret: secret },
      });
    }
    const { id, name } = personNamed(await listPeople(tx), options.for ?? "");
    return await addConnection(tx, effects.sealing, {
      kind: "calendar",
      provider: "ics",
      label: `${name}'s calendar`,
      settings: { personId: id },
      secrets: { address: options.address ?? "" },
    });
  });
  await read(effects, workspaceId, connectionId);
}

async function sync(effects: Effects, workspaceId: string) {
  const connections = await effects.database.inWorkspace(workspaceId, (tx) =>
    listConnections(tx, "calendar"),
  );
  for (const { id } of connections) await read(effects, workspaceId, id);
}

/** Reads one calendar here and now, and says how it went. */
async function read(effects: Effects, workspaceId: string, connectionId: string) {
  const occurrence = String(effects.now().getTime());
  await syncCalendar.run({ workspaceId, connectionId, occurrence }, effects);
  const after = await effects.database.inWorkspace(workspaceId, (tx) =>
    findConnection(tx, connectionId),
  );
  if (!after) {
    throw new CoachError(
      "bad-input",
      "That calendar could not be read, so it was not kept. Check that the address works in a browser.",
    );
  }
  if (after.problem) throw new CoachError("bad-input", after.problem);
  print(`${after.label}: read.`);
}
