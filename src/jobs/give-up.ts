import { lockCall, updateCall } from "../store/calls.ts";
import type { Effects } from "./effects.ts";

const FAILURE =
  "Something broke on our side while reading this call. The file is kept: send it again to try once more.";

/** After the last attempt the row says so, and the person who waits sees it. */
export async function giveUpOnCall(
  { workspaceId, callId, revision }: { workspaceId: string; callId: string; revision: number },
  effects: Effects,
): Promise<void> {
  const row = await effects.database.inWorkspace(workspaceId, async (tx) => {
    const found = await lockCall(tx, callId);
    if (!found || found.revision !== revision || found.status === "debriefed") return null;
    await updateCall(tx, callId, { status: "failed", failure: FAILURE });
    return found;
  });
  if (!row) return;
  await effects.progress({
    workspaceId,
    callId,
    personId: row.requestedBy,
    title: row.title ?? "The call",
    stage: "failed",
    detail: FAILURE,
  });
}
