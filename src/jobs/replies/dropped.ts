import { CoachError } from "../../errors.ts";
import { plainMessage } from "../../messages/deliverable.ts";
import { post } from "../../store/deliveries.ts";
import { markHeard, type SaidRow } from "../../store/said.ts";
import type { DroppedFile } from "../../store/schema.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Effects } from "../effects.ts";
import { receiveFile } from "../receive-file.ts";

/** Takes the files that somebody dropped in a chat; each is a call of its own, and each problem is told. */
export async function takeDropped(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
): Promise<void> {
  const problems: string[] = [];
  for (const file of said.files ?? []) {
    const problem = await take(effects, workspaceId, said, file);
    if (problem) problems.push(problem);
  }
  const deliveryId = await effects.database.inWorkspace(workspaceId, async (tx) => {
    await markHeard(tx, said.id, effects.now());
    if (problems.length === 0) return null;
    return await post(tx, {
      kind: "file-refused",
      subjectId: said.id,
      recipient: `dm:${said.personId}`,
      personId: said.personId,
      threadId: said.threadId,
      message: plainMessage(problems.join("\n")),
    });
  });
  if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
}

/** Fetches and keeps one file; returns a sentence for the person when it cannot be taken. */
async function take(
  effects: Effects,
  workspaceId: string,
  said: SaidRow,
  file: DroppedFile,
): Promise<string | null> {
  try {
    const fetched = await effects.fetchFile(said.platform, workspaceId, file);
    await receiveFile(effects, workspaceId, {
      source: "upload",
      fileName: fetched.name,
      mediaType: fetched.mediaType,
      bytes: fetched.bytes,
      requestedBy: said.personId,
    });
    return null;
  } catch (error) {
    // The platform or our own store does not answer: it is tried again from the start.
    if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    return `${file.name}: ${error.message}`;
  }
}
