import { CoachError, Rejected } from "../../errors.ts";
import { Later } from "../../sources/later.ts";
import { lockCall, updateCall } from "../../store/calls.ts";
import { markProblem } from "../../store/connections.ts";
import { type InboundRow, settle } from "../../store/inbound.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { tellFailure } from "../give-up.ts";
import type { Connected } from "./intake.ts";
import { keepCall } from "./keep-call.ts";
import { comeBackAt } from "./patience.ts";
import { transcribed } from "./transcribed.ts";

/** After so many failures of our own making, somebody has to look. */
const MOST_ATTEMPTS = 5;

/** Fetches one call that came in and opens it, or writes down why not; never throws for the row's own trouble. */
export async function readInbound(effects: Effects, row: InboundRow): Promise<void> {
  try {
    if (row.source === "media") return await transcribed(effects, row, null);
    const found = await connectionOf(effects, row);
    const fetched = await found.recorder.fetch(row, found.access, row.body);
    if (fetched.kind === "nothing") {
      await end(effects, row, { status: "nothing", reason: fetched.reason });
    } else if (fetched.kind === "recording") {
      await transcribed(effects, row, { fetched, found });
    } else {
      await keepCall(effects, row, fetched);
    }
  } catch (error) {
    await putOff(effects, row, error);
  }
}

async function connectionOf(effects: Effects, row: InboundRow): Promise<Connected> {
  if (!row.connectionId) {
    throw new Rejected(
      "The connection it came by was removed. Connect again, then have it read again.",
    );
  }
  return await effects.intake.connected(row.connectionId);
}

/** Later, or for good: the row says when or why. */
async function putOff(effects: Effects, row: InboundRow, error: unknown): Promise<void> {
  const now = effects.now();
  const later = laterOf(error, row);
  const nextAt = later && comeBackAt(later, row, now);
  if (later && nextAt) {
    await end(effects, row, { status: "waiting", reason: later.message, nextAt });
    return;
  }
  const reason = later
    ? `${later.message} It was asked for ${row.attempts} times; have it read again when it is there.`
    : error instanceof CoachError
      ? error.message
      : "Something broke on our side while reading it. It is kept: have it read again.";
  await end(effects, row, { status: "failed", reason });
  if (row.source === "media" && row.callId) await failCall(effects, row, row.callId, reason);
  const forbidden = error instanceof CoachError && error.code === "forbidden";
  if (forbidden && row.connectionId) {
    const { connectionId } = row;
    await effects.database.inWorkspace(row.workspaceId, (tx) =>
      markProblem(tx, connectionId, reason, now, "broken"),
    );
  }
  if (!(error instanceof CoachError)) throw error;
}

function laterOf(error: unknown, row: InboundRow): Later | null {
  if (error instanceof Later) return error;
  if (error instanceof Rejected) return null;
  // The database was away, or something of ours broke: both may pass.
  if (error instanceof CoachError && error.code !== "unavailable") return null;
  if (row.attempts >= MOST_ATTEMPTS && !(error instanceof CoachError)) return null;
  return new Later("busy", "Something broke on our side; it will be tried again.");
}

async function end(
  effects: Effects,
  row: InboundRow,
  change: { status: "nothing" | "waiting" | "failed"; reason: string; nextAt?: Date },
): Promise<void> {
  await effects.database.inWorkspace(row.workspaceId, (tx) => settle(tx, row, change));
}

/** Whoever brought a recording of which no words could be made hears why. */
async function failCall(
  effects: Effects,
  row: InboundRow,
  callId: string,
  reason: string,
): Promise<void> {
  const { workspaceId } = row;
  const deliveryId = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call?.status !== "received" || call.uploadId) return null;
    await updateCall(tx, callId, { status: "failed", failure: reason, stageDetail: null });
    return await tellFailure(tx, call, reason);
  });
  if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
}
