import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { isRecording } from "../calls/transcript/signatures.ts";
import { Rejected } from "../errors.ts";
import { knownCallMessage } from "../messages/call-status.ts";
import { type Arrival, type Received, receiveCall } from "../store/calls.ts";
import { post } from "../store/deliveries.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { intakeCall } from "./intake-call.ts";
import { LARGEST_FILE_BYTES } from "./limits.ts";
import { receiveRecordedBytes } from "./recording/receive-recording.ts";

/** A file somebody brought: from a page, the API, a chat or the command line. */
export interface ReceivedFile
  extends Partial<
    Pick<
      Arrival,
      | "repName"
      | "repId"
      | "accountId"
      | "dealId"
      | "type"
      | "startedAt"
      | "recordingUrl"
      | "announce"
    >
  > {
  source: "upload" | "api" | "import" | "sample";
  /** The source's own id; left out, the bytes' sha256 tells one file from another. */
  externalId?: string;
  fileName: string | null;
  mediaType: string | null;
  bytes: Buffer;
  requestedBy: string | null;
}

/** Keeps the bytes, opens the call and nudges the worker; answers at once. The same file is one call. */
export async function receiveFile(
  effects: Pick<Effects, "database" | "enqueue" | "intake" | "now" | "progress">,
  workspaceId: string,
  file: ReceivedFile,
): Promise<Pick<Received, "callId">> {
  if (file.bytes.byteLength > LARGEST_FILE_BYTES) {
    throw new Rejected(
      `${file.fileName ?? "The file"} is larger than 50 MB. Export the transcript as text, without the recording.`,
    );
  }
  if (file.source !== "sample" && effects.intake.transcriber && isRecording(file.bytes)) {
    const { source, fileName, bytes, requestedBy, repName = null, announce = true } = file;
    const brought = { source, fileName, bytes, requestedBy, repName, announce };
    return await receiveRecordedBytes(effects, workspaceId, brought);
  }
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const { externalId = sha256, ...rest } = file;
  const received = await effects.database.inWorkspace(workspaceId, (tx) =>
    receiveCall(tx, { ...rest, externalId, sha256, callId: v7(), uploadId: v7() }),
  );
  const { callId, revision, status } = received;
  const about = {
    workspaceId,
    callId,
    personId: file.requestedBy,
    title: file.fileName ?? "The call",
  };
  if (received.fresh) {
    await effects.enqueue(intakeCall, { workspaceId, callId, revision });
    await effects.progress({ ...about, stage: "received", detail: "Received" });
  } else {
    await effects.progress({
      ...about,
      stage: status === "debriefed" ? "done" : "reading",
      detail: status === "debriefed" ? "I have read this one already" : "Already on it",
    });
    if (file.requestedBy && status === "debriefed") {
      await tellKnown(effects, workspaceId, file.requestedBy, about);
    }
  }
  return received;
}

/** Whoever brings a call a second time hears where it is, instead of nothing. */
async function tellKnown(
  effects: Pick<Effects, "database" | "enqueue">,
  workspaceId: string,
  personId: string,
  call: { callId: string; title: string },
): Promise<void> {
  const deliveryId = await effects.database.inWorkspace(workspaceId, (tx) =>
    post(tx, {
      kind: "call-known",
      subjectId: v7(),
      recipient: `dm:${personId}`,
      personId,
      asked: true,
      message: knownCallMessage(call.title),
    }),
  );
  if (deliveryId) await effects.enqueue(deliverMessage, { workspaceId, deliveryId });
}
