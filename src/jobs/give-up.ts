import { failedCallMessage } from "../messages/call-status.ts";
import { type CallRow, lockCall, updateCall } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { post } from "../store/deliveries.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";

const FAILURE =
  "Something broke on our side while reading this call. The file is kept: send it again to try once more.";

/** After the last attempt the row says so, and the person who waits is told. */
export async function giveUpOnCall(
  { workspaceId, callId, revision }: { workspaceId: string; callId: string; revision: number },
  effects: Effects,
): Promise<void> {
  const told = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const row = await lockCall(tx, callId);
    if (!row || row.revision !== revision || row.status === "debriefed") return null;
    await updateCall(tx, callId, { status: "failed", failure: FAILURE });
    return { row, deliveryId: await tellFailure(tx, row, FAILURE) };
  });
  if (!told) return;
  const { row, deliveryId } = told;
  if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
  await effects.progress({
    workspaceId,
    callId,
    personId: row.requestedBy,
    title: row.title ?? "The call",
    stage: "failed",
    detail: FAILURE,
  });
}

/** Tells whoever brought the call what is wrong with it; nobody when nobody did. */
export async function tellFailure(
  tx: Transaction,
  row: CallRow,
  failure: string,
): Promise<string | null> {
  if (!row.requestedBy) return null;
  return await post(tx, {
    kind: "call-failed",
    subjectId: row.id,
    revision: row.revision,
    recipient: `dm:${row.requestedBy}`,
    personId: row.requestedBy,
    asked: true,
    message: failedCallMessage({ name: row.title ?? "Your file", failure }),
  });
}
