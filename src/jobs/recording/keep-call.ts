import { createHash } from "node:crypto";
import { v7 } from "uuid";
import { Rejected } from "../../errors.ts";
import type { About } from "../../sources/recorders/recorder.ts";
import { receiveCall } from "../../store/calls.ts";
import { type InboundRow, settle } from "../../store/inbound.ts";
import { personByEmail } from "../../store/people.ts";
import type { Effects } from "../effects.ts";
import { intakeCall } from "../intake-call.ts";
import { LARGEST_FILE_BYTES } from "../limits.ts";

/** What was fetched: the words and what the recorder knows beside them. */
export interface Words extends About {
  bytes: Buffer;
  fileName: string;
  mediaType: string;
}

/** Opens the call and closes the row in one transaction, so that neither a crash nor a repeat makes two of it. */
export async function keepCall(effects: Effects, row: InboundRow, words: Words): Promise<void> {
  if (words.bytes.byteLength > LARGEST_FILE_BYTES) {
    throw new Rejected("Its transcript is larger than 50 MB.");
  }
  const sha256 = createHash("sha256").update(words.bytes).digest("hex");
  const received = await effects.database.inWorkspace(row.workspaceId, async (tx) => {
    const host = words.hostEmail ? await personByEmail(tx, words.hostEmail) : null;
    const opened = await receiveCall(tx, {
      callId: row.callId ?? v7(),
      uploadId: v7(),
      source: row.source,
      externalId: row.callKey,
      sha256,
      fileName: words.fileName.slice(0, 300),
      mediaType: words.mediaType,
      title: words.title?.slice(0, 300) ?? null,
      bytes: words.bytes,
      requestedBy: null,
      startedAt: words.startedAt,
      recordingUrl: words.recordingUrl,
      announce: row.announce,
      hostId: host?.id ?? null,
      invited: words.people.slice(0, MOST_PEOPLE),
      durationMs: words.durationMs ?? null,
      consent: words.consent ?? null,
    });
    // Somebody else has closed it meanwhile: nothing of this is kept.
    const ours = await settle(tx, row, { status: "done", callId: opened.callId, body: null });
    return ours ? opened : null;
  });
  if (!received?.fresh) return;
  const { callId, revision } = received;
  const read = { workspaceId: row.workspaceId, callId, revision };
  await effects.enqueue(intakeCall, read, { behind: true });
}

/** A town hall has more; none of them is who the call was with. */
const MOST_PEOPLE = 200;
