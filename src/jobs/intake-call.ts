import { DateTime } from "luxon";
import { z } from "zod";
import type { Call, Participant } from "../calls/call.ts";
import { recogniseLanguage } from "../calls/language.ts";
import { resolveSides } from "../calls/sides.ts";
import { parseTranscript } from "../calls/transcript/index.ts";
import { CoachError, Rejected } from "../errors.ts";
import { whoIsRepMessage } from "../messages/call-status.ts";
import { type CallRow, lockCall, updateCall, uploadOf } from "../store/calls.ts";
import type { Transaction } from "../store/database.ts";
import { post } from "../store/deliveries.ts";
import { accountOf, listPeople, ownWorkspace, type PersonRow } from "../store/people.ts";
import { deliverMessage } from "./deliver-message.ts";
import type { Effects } from "./effects.ts";
import { giveUpOnCall, tellFailure } from "./give-up.ts";
import { defineJob } from "./job.ts";
import { again, nudge } from "./nudge.ts";
import { reviewCallJob } from "./review-call.ts";

const schema = z.object({
  workspaceId: z.uuid(),
  callId: z.uuid(),
  revision: z.number().int(),
  ...again,
});
type Data = z.infer<typeof schema>;

/** Reads what came in: transcript, people, language. Ends in `analysing`, `failed` or `quarantined`. */
export const intakeCall = defineJob({
  name: "intake-call",
  queue: "default",
  schema,
  id: (data: Data) => nudge(`${data.callId}-${data.revision}`, data),
  run: async (data: Data, effects: Effects) => {
    const { workspaceId, callId, revision } = data;
    const after = await effects.database.inWorkspace(
      workspaceId,
      async (tx): Promise<Ending | null> => {
        const row = await lockCall(tx, callId);
        // Somebody was here before: an earlier try that got this far, or a newer revision.
        if (row?.status !== "received" || row.revision !== revision) return null;
        const ending = await readCall(tx, row, effects.now());
        return { ...ending, title: row.title ?? "The call", personId: row.requestedBy };
      },
    );
    if (!after) return;
    const { stage, detail, title, personId } = after;
    // What must happen goes first: a second attempt finds the row changed and stops above.
    if (after.review) await effects.enqueue(reviewCallJob, { workspaceId, callId, revision });
    if (after.deliveryId)
      await effects.enqueue(deliverMessage, { workspaceId, deliveryId: after.deliveryId });
    await effects.progress({ workspaceId, callId, personId, title, stage, detail });
  },
  gaveUp: giveUpOnCall,
});

interface Ending {
  title: string;
  personId: string | null;
  stage: "reading" | "failed" | "done";
  detail: string;
  review: boolean;
  deliveryId: string | null;
}

async function readCall(
  tx: Transaction,
  row: CallRow,
  now: Date,
): Promise<Omit<Ending, "title" | "personId">> {
  const people = await listPeople(tx);
  try {
    const call = await understand(tx, row, people);
    const rep = call.participants.find((participant) => participant.side === "rep");
    if (!rep && row.requestedBy) return await askWhoIsRep(tx, row, call);
    return {
      stage: "reading",
      detail: `${call.turns.length} turns, looking for the moment`,
      review: true,
      deliveryId: null,
    };
  } catch (error) {
    if (!(error instanceof CoachError) || error.code === "unavailable") throw error;
    await updateCall(tx, row.id, { status: "failed", failure: error.message, updatedAt: now });
    return {
      stage: "failed",
      detail: error.message,
      review: false,
      deliveryId: await tellFailure(tx, row, error.message),
    };
  }
}

async function understand(tx: Transaction, row: CallRow, people: PersonRow[]): Promise<Call> {
  const upload = await uploadOf(tx, row.id);
  if (!upload) throw new Rejected("The file of this call is no longer kept. Send it again.");
  const parsed = parseTranscript(upload.bytes, {
    ...(upload.fileName ? { fileName: upload.fileName } : {}),
    ...(upload.mediaType ? { mediaType: upload.mediaType } : {}),
  });
  const language = recogniseLanguage(parsed.transcript);
  if (!language.english) {
    throw new Rejected(
      `This call seems to be in ${languageName(language.language)}. I understand English calls for now, so I left it alone.`,
    );
  }
  const { settings } = await ownWorkspace(tx);
  const sides = resolveSides(parsed.transcript, {
    roster: people.map((person) => ({
      name: person.name,
      ...(person.email ? { email: person.email } : {}),
    })),
    ourDomains: settings.domains ?? [],
    ...(row.repName ? { repName: row.repName } : {}),
  });
  const call: Call = { ...parsed.transcript, participants: sides.participants, type: row.type };
  const startedAt =
    row.startedAt ?? (call.startedAt ? DateTime.fromISO(call.startedAt).toJSDate() : null);
  const rep = sides.rep;
  const owner = rep ? personFor(rep, people) : null;
  const dropper = people.find((person) => person.id === row.requestedBy && person.role === "rep");
  await updateCall(tx, row.id, {
    status: "analysing",
    title: call.title || row.title,
    transcript: { ...call, startedAt: startedAt?.toISOString() ?? null },
    language: language.language,
    notes: [...parsed.warnings, ...sides.notes],
    startedAt,
    repName: rep?.name ?? row.repName,
    // A rep who drops a call that nobody on the roster speaks on is talking about their own.
    repId: row.repId ?? owner?.id ?? (rep ? (dropper?.id ?? null) : null),
    accountId:
      row.accountId ??
      (await accountOf(
        tx,
        sides.participants.filter((one) => one.side !== "rep"),
      )),
  });
  return call;
}

function personFor(rep: Participant, people: PersonRow[]): PersonRow | null {
  const named = people.filter(
    (person) =>
      (rep.email && person.email?.toLowerCase() === rep.email.toLowerCase()) ||
      person.name.toLowerCase() === rep.name.toLowerCase(),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
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

function languageName(code: string): string {
  return new Intl.DisplayNames(["en"], { type: "language" }).of(code) ?? code;
}
