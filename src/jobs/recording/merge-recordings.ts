import {
  betterTranscript,
  couldBeSame,
  isSameCall,
  type Recording,
} from "../../calls/same-call.ts";
import { knownCallMessage } from "../../messages/call-status.ts";
import { recordedTwiceLine, recordedTwiceMessage } from "../../messages/recorded-twice.ts";
import { askedAbout } from "../../store/asked-about.ts";
import { type CallRow, forgetFile, lockCall, updateCall } from "../../store/calls.ts";
import type { Transaction } from "../../store/database.ts";
import { post } from "../../store/deliveries.ts";
import { lockIntake, recordingsAround } from "../../store/recordings.ts";
import type { OtherRecording } from "../../store/schema.ts";
import type { Ending } from "../intake-call.ts";
import type { Understood } from "../understand-call.ts";

type Merged = Omit<Ending, "title" | "personId">;

/**
 * Looks whether this call is here already, by another recorder. Then it is one call: the one that was
 * there first, with the better of the two transcripts. `null` when it is a call of its own.
 */
export async function mergeRecordings(
  tx: Transaction,
  row: CallRow,
  { call, startedAt, workspace }: Understood,
  now: Date,
): Promise<Merged | null> {
  if (!startedAt || workspace.sample) return null;
  // One at a time: two recorders often tell of a call in the same minute, and neither sees the other.
  await lockIntake(tx);
  const came: Recording = { ...call, durationMs: row.durationMs };
  const around = await recordingsAround(tx, row.id, startedAt);
  for (const one of around.filter((other) => couldBeSame(came, { ...other, turns: [] }))) {
    const held = await lockCall(tx, one.id);
    if (!held?.transcript || held.revision !== one.revision) continue;
    const recording: Recording = {
      ...held.transcript,
      startedAt: one.startedAt,
      durationMs: one.durationMs,
    };
    if (isSameCall(came, recording)) return await join(tx, { row, held, came, recording, now });
  }
  return null;
}

interface Pair {
  row: CallRow;
  held: CallRow;
  came: Recording;
  recording: Recording;
  now: Date;
}

async function join(tx: Transaction, pair: Pair): Promise<Merged> {
  const { row, held } = pair;
  const { better, because } = betterTranscript(pair.recording, pair.came);
  const used = better === "held" ? ("this" as const) : ("other" as const);
  const asked = used === "other" ? await askedAbout(tx, held.id) : null;
  const revision = used === "other" ? held.revision + 1 : held.revision;
  const other: OtherRecording = {
    callId: row.id,
    source: row.source,
    used,
    because,
    ...(asked ? { quietRevision: revision } : {}),
  };
  await updateCall(tx, held.id, {
    otherRecordings: [...held.otherRecordings, other],
    invited: [...held.invited, ...row.invited],
    hostId: held.hostId ?? row.hostId,
    recordingUrl: held.recordingUrl ?? sameClock(pair),
    ...(used === "other" ? replaced(pair, revision) : {}),
  });
  await updateCall(tx, row.id, {
    status: "discarded",
    failure: `Another recording of “${held.title ?? "a call"}”, which is here already.`,
    transcript: null,
    ...(used === "other" ? { uploadId: null } : {}),
    updatedAt: pair.now,
  });
  // No call is read from it any more, and nobody would find it to erase it.
  if (used === "other" && held.uploadId) await forgetFile(tx, held.uploadId);
  const line = recordedTwiceLine({ source: held.source, other: row.source, used, because });
  return {
    stage: "done",
    detail: "Another recording of a call that is here already",
    review: false,
    deliveryId: asked ? await tell(tx, held, asked, line) : await tellBringer(tx, pair),
    ...(used === "other" ? { reopened: { callId: held.id, revision } } : {}),
  };
}

/** The newcomer's words, and everything that counts from the same first second as they do. */
function replaced({ row, held, came, now }: Pair, revision: number) {
  return {
    uploadId: row.uploadId,
    revision,
    status: "received" as const,
    failure: null,
    startedAt: came.startedAt ? new Date(came.startedAt) : held.startedAt,
    durationMs: row.durationMs,
    recordingUrl: row.recordingUrl,
    updatedAt: now,
  };
}

const SAME_CLOCK_MS = 3_000;

/** A player's link is of use only where its first second is ours. */
function sameClock({ row, recording, came }: Pair): string | null {
  const apart = Math.abs(Date.parse(recording.startedAt ?? "") - Date.parse(came.startedAt ?? ""));
  return apart <= SAME_CLOCK_MS ? row.recordingUrl : null;
}

/** One line under the debrief they have. */
async function tell(
  tx: Transaction,
  held: CallRow,
  asked: { deliveryId: string; recipient: string; personId: string | null },
  line: string,
): Promise<string | null> {
  return await post(tx, {
    kind: "recorded-twice",
    subjectId: held.id,
    revision: held.revision + 1,
    recipient: asked.recipient,
    personId: asked.personId,
    threadId: asked.deliveryId,
    message: recordedTwiceMessage(line),
  });
}

/** Whoever brought the second one hears where the call is. */
async function tellBringer(tx: Transaction, { row, held }: Pair): Promise<string | null> {
  if (!row.requestedBy) return null;
  return await post(tx, {
    kind: "call-known",
    subjectId: row.id,
    recipient: `dm:${row.requestedBy}`,
    personId: row.requestedBy,
    message: knownCallMessage(held.title ?? row.title ?? "This call"),
  });
}
