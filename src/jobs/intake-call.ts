import { z } from "zod";
import type { Call } from "../calls/call.ts";
import { CoachError } from "../errors.ts";
import { whoIsRepMessage } from "../messages/call-status.ts";
import { type CallRow, lockCall, updateCall } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { post } from "../store/deliveries.ts";
import { listPeople } from "../store/people.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { giveUpOnCall, tellFailure } from "./give-up.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";
import { askedBefore } from "./recording/asked-once.ts";
import { holdBack, holdQuietly, objectionOf } from "./recording/hold-back.ts";
import { mergeRecordings } from "./recording/merge-recordings.ts";
import { reviewCallJob } from "./review-call.ts";
import { cameByItself, keepUnderstood, understandCall } from "./understand-call.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  callId: z.uuid(),
  revision: z.number().int(),
  ...again,
});
type Data = z.infer<typeof schema>;

/** Reads what came in: transcript, people, language. Ends in `analysing`, `failed`, `quarantined` or `discarded`. */
export const intakeCall = defineJob({
  name: "intake-call",
  queue: "default",
  schema,
  id: (data: Data) => nudge(`${data.callId}-${data.revision}`, data),
  run: async (data: Data, effects: Effects) => {
    const { workspaceId, callId, revision } = data;
    const after = await effects.database.inWorkspace(
      workspaceId,
      async (tx): Promise<(Ending & { behind: boolean }) | null> => {
        const row = await lockCall(tx, callId);
        // Somebody was here before: an earlier try that got this far, or a newer revision.
        if (row?.status !== "received" || row.revision !== revision) return null;
        // A recording whose words are still to be made.
        if (!row.uploadId) return null;
        const ending = await readCall(tx, row, effects);
        const personId = row.requestedBy;
        return { ...ending, title: row.title ?? "The call", personId, behind: cameByItself(row) };
      },
    );
    if (!after) return;
    const { stage, detail, title, personId } = after;
    // What must happen goes first: a second attempt finds the row changed and stops above.
    // A call somebody brought goes before those that came by themselves.
    const turn = { behind: after.behind };
    if (after.review) await effects.enqueue(reviewCallJob, { workspaceId, callId, revision }, turn);
    if (after.reopened) await effects.enqueue(intakeCall, { workspaceId, ...after.reopened }, turn);
    if (after.deliveryId)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId: after.deliveryId });
    await effects.progress({ workspaceId, callId, personId, title, stage, detail });
  },
  gaveUp: giveUpOnCall,
});

/** What reading a call ended in, and what follows from it. */
export interface Ending {
  title: string;
  personId: string | null;
  stage: "reading" | "failed" | "done";
  detail: string;
  review: boolean;
  deliveryId: string | null;
  /** Another call that is to be read again. */
  reopened?: { callId: string; revision: number };
}

async function readCall(
  tx: Transaction,
  row: CallRow,
  effects: Effects,
): Promise<Omit<Ending, "title" | "personId">> {
  const people = await listPeople(tx);
  try {
    const understood = await understandCall(tx, row, people);
    const objection = objectionOf(row, understood);
    if (objection) {
      const before = await askedBefore(tx, row, understood, people, objection);
      if (!before) return await holdBack(tx, row, understood, objection, effects);
      if (before.word !== "allowed") return await holdQuietly(tx, row, understood, before, effects);
      await updateCall(tx, row.id, { allowedBy: before.allowedBy });
    }
    await keepUnderstood(tx, row, understood, people);
    const merged = await mergeRecordings(tx, row, understood, effects.now());
    if (merged) return merged;
    if (!understood.rep && row.requestedBy) return await askWhoIsRep(tx, row, understood.call);
    if (!understood.rep && cameByItself(row)) return await nobodyKnown(tx, row);
    return {
      stage: "reading",
      detail: `${understood.call.turns.length} turns, looking for the moment`,
      review: true,
      deliveryId: null,
    };
  } catch (error) {
    if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    const failure = error.message;
    await updateCall(tx, row.id, { status: "failed", failure, updatedAt: effects.now() });
    return {
      stage: "failed",
      detail: failure,
      review: false,
      deliveryId: await tellFailure(tx, row, failure),
    };
  }
}

/** Came by itself, and none of its speakers is known to be ours: nobody can be asked about it. */
async function nobodyKnown(
  tx: Transaction,
  row: CallRow,
): Promise<Omit<Ending, "title" | "personId">> {
  const failure =
    "None of the people on it is known to be ours. Add them to the roster with their e-mail address, then have it read again.";
  await updateCall(tx, row.id, { status: "quarantined", failure });
  return { stage: "done", detail: failure, review: false, deliveryId: null };
}

async function askWhoIsRep(
  tx: Transaction,
  row: CallRow,
  call: Call,
): Promise<Omit<Ending, "title" | "personId">> {
  await updateCall(tx, row.id, {
    status: "quarantined",
    failure: "Waiting to hear which speaker is the rep.",
  });
  const deliveryId = await post(tx, {
    kind: "who-is-rep",
    subjectId: row.id,
    revision: row.revision,
    recipient: `dm:${row.requestedBy}`,
    personId: row.requestedBy,
    asked: true,
    message: whoIsRepMessage({
      title: call.title || row.title || "This call",
      speakers: call.participants.map((participant) => participant.name),
      callId: row.id,
    }),
  });
  return {
    stage: "done",
    detail: "One question first: who is the rep?",
    review: false,
    deliveryId,
  };
}
