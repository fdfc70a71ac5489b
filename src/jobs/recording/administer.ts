import type { ConsentRule } from "../../calls/consent.ts";
import { CoachError } from "../../errors.ts";
import { recorderOf } from "../../sources/recorders/index.ts";
import { reachOf } from "../../sources/recorders/recorder.ts";
import { lockCall, updateCall } from "../../store/calls.ts";
import {
  addConnection,
  changeConnection,
  findConnection,
  markProblem,
  markSeen,
  removeConnection,
} from "../../store/connections.ts";
import { doAgain } from "../../store/inbound.ts";
import { changeSettings } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { intakeCall } from "../intake-call.ts";
import { allowCall, refuseCall } from "./decide.ts";
import { FROM_ENVIRONMENT } from "./intake.ts";
import { keepSubscription } from "./keep-subscription.ts";
import { nudgeInbound } from "./take-inbound.ts";

/** Connects a recorder with the given keys; `bad-input` says which is missing. @returns the connection's id */
export async function connect(
  effects: Effects,
  workspaceId: string,
  source: string,
  values: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const recorder = recorderOf(source);
  if (!recorder || recorder.source === "folder") {
    throw new CoachError("bad-input", "There is no such recorder to connect here.");
  }
  const given = recorder.fields.flatMap((field) => {
    const value = values[field.key]?.trim();
    return value ? [{ field, value }] : [];
  });
  if (!given.some(({ field }) => field.needed !== "optional" || field.key === "urlKey")) {
    const [first] = recorder.fields;
    throw new CoachError("bad-input", `Fill in at least the ${first?.label} of ${recorder.name}.`);
  }
  const pick = (secret: boolean) =>
    Object.fromEntries(
      given
        .filter(({ field }) => field.secret === secret)
        .map(({ field, value }) => [field.key, value]),
    );
  const settings = pick(false);
  // Refused now rather than at the first call.
  reachOf(recorder, { values: settings, trusted: false });
  const connectionId = await effects.database.inWorkspace(workspaceId, (tx) =>
    addConnection(tx, effects.sealing, {
      kind: "recorder",
      provider: source,
      label: values.label?.trim().slice(0, 80) || recorder.name,
      settings,
      secrets: pick(true),
    }),
  );
  if (recorder.subscribe) {
    await effects.enqueue(keepSubscription, { workspaceId, connectionId, occurrence: "first" });
  }
  return connectionId;
}

/** Tries the keys now; the sentence is for whoever pressed the button. */
export async function tryConnection(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<{ works: boolean; sentence: string }> {
  effects.intake.forget(connectionId);
  const found = await effects.intake.connected(connectionId);
  if (found.workspaceId !== workspaceId) throw gone();
  const now = effects.now();
  try {
    const sentence = await found.recorder.check(found.access);
    await effects.database.inWorkspace(workspaceId, async (tx) => {
      await markSeen(tx, connectionId, now);
      if (found.connection.status === "broken")
        await changeConnection(tx, effects.sealing, connectionId, { status: "active" });
    });
    return { works: true, sentence };
  } catch (error) {
    if (!(error instanceof CoachError)) throw error;
    await effects.database.inWorkspace(workspaceId, (tx) =>
      markProblem(tx, connectionId, error.message, now),
    );
    return { works: false, sentence: error.message };
  } finally {
    effects.intake.forget(connectionId);
  }
}

/** Takes the keys out of the store; calls that came by it stay. */
export async function disconnect(
  effects: Effects,
  workspaceId: string,
  connectionId: string,
): Promise<void> {
  await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await findConnection(tx, connectionId);
    if (!row) throw gone();
    if (row.externalId === FROM_ENVIRONMENT) {
      throw new CoachError("bad-input", "Its keys are variables of the server: unset them there.");
    }
    await removeConnection(tx, connectionId);
  });
  effects.intake.forget(connectionId);
}

/** Has something that came in fetched and read once more. */
export async function readAgain(
  effects: Effects,
  workspaceId: string,
  inboundId: string,
): Promise<void> {
  const found = await effects.database.inWorkspace(workspaceId, (tx) =>
    doAgain(tx, inboundId, effects.now()),
  );
  if (!found) throw new CoachError("not-found", "That is no longer here.");
  nudgeInbound(effects, workspaceId);
}

/** An admin's word about a call that was set aside: read it (again), or delete it. */
export async function decideCall(
  effects: Effects,
  workspaceId: string,
  callId: string,
  decision: "read" | "delete",
  personId: string | null,
): Promise<void> {
  const reopened = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockCall(tx, callId);
    if (!row) throw new CoachError("not-found", "That call is no longer here.");
    const waits = row.status === "quarantined" || (row.status === "debriefed" && !row.repId);
    if (!waits) throw new CoachError("conflict", "That call was decided about meanwhile.");
    if (decision === "delete") {
      await refuseCall(tx, callId, "Deleted by an admin; nothing of it is kept.");
      return [];
    }
    // Set aside by a rule: none of its words were kept.
    if (row.status === "quarantined" && row.transcript === null) {
      return await allowCall(tx, row, personId, effects.now());
    }
    // Nobody of ours was known on it: once more, with the people there are now.
    const revision = row.revision + 1;
    await updateCall(tx, callId, {
      status: "received",
      failure: null,
      revision,
      repName: null,
    });
    return [{ callId, revision }];
  });
  for (const call of reopened) await effects.enqueue(intakeCall, { workspaceId, ...call });
}

/** What may be read of the calls that come in, from now on. */
export async function changeRule(
  effects: Effects,
  workspaceId: string,
  consent: ConsentRule,
): Promise<void> {
  await effects.database.inWorkspace(workspaceId, (tx) => changeSettings(tx, { consent }));
}

const gone = () => new CoachError("not-found", "That connection is no longer here.");
