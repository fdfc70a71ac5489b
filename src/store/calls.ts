import { and, desc, eq, inArray, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import type { CallType } from "../calls/call.ts";
import type { Measures } from "../calls/measures.ts";
import type { Transaction } from "./database.ts";
import { type CallStatus, call, upload } from "./schema.ts";

export type CallRow = typeof call.$inferSelect;

/** What came in, before anybody has looked inside. */
export interface Arrival {
  callId: string;
  uploadId: string;
  source: string;
  /** The source's id, else the sha256 of the bytes. */
  externalId: string;
  sha256: string;
  fileName: string | null;
  mediaType: string | null;
  bytes: Buffer;
  requestedBy: string | null;
  /** As the recorder has it; the file's name unless told. */
  title?: string | null;
  repName?: string | null;
  repId?: string | null;
  accountId?: string | null;
  dealId?: string | null;
  type?: CallType | null;
  startedAt?: Date | null;
  recordingUrl?: string | null;
  announce?: boolean;
  /** What a recorder knows beside the words; see the table. */
  hostId?: string | null;
  invited?: { name: string | null; email: string | null }[];
  durationMs?: number | null;
  consent?: boolean | null;
}

export interface Received {
  callId: string;
  revision: number;
  status: CallStatus;
  /** False when this very call had come in before. */
  fresh: boolean;
}

/**
 * Keeps the raw bytes and opens the call, once per (source, external id). A call that had failed, or
 * whose rep is named only now, is opened again under a new revision; any other repeat changes nothing.
 */
export async function receiveCall(tx: Transaction, arrival: Arrival): Promise<Received> {
  const same = await sameBytes(tx, arrival.sha256);
  if (same) return await receiveAgain(tx, same, arrival);
  await tx
    .insert(upload)
    .values({
      id: arrival.uploadId,
      source: arrival.source,
      externalId: arrival.externalId,
      sha256: arrival.sha256,
      fileName: arrival.fileName,
      mediaType: arrival.mediaType,
      bytes: arrival.bytes,
      size: arrival.bytes.byteLength,
    })
    .onConflictDoNothing();
  const inserted = await tx
    .insert(call)
    .values({
      id: arrival.callId,
      uploadId: sql`(select id from upload where source = ${arrival.source} and external_id = ${arrival.externalId})`,
      source: arrival.source,
      externalId: arrival.externalId,
      title: arrival.title ?? arrival.fileName,
      requestedBy: arrival.requestedBy,
      repName: arrival.repName ?? null,
      repId: arrival.repId ?? null,
      accountId: arrival.accountId ?? null,
      dealId: arrival.dealId ?? null,
      type: arrival.type ?? null,
      startedAt: arrival.startedAt ?? null,
      recordingUrl: arrival.recordingUrl ?? null,
      announce: arrival.announce ?? true,
      hostId: arrival.hostId ?? null,
      invited: arrival.invited ?? [],
      durationMs: arrival.durationMs ?? null,
      consent: arrival.consent ?? null,
    })
    .onConflictDoNothing()
    .returning({ callId: call.id, revision: call.revision, status: call.status });
  if (inserted[0]) return { ...inserted[0], fresh: true };
  const [known] = await tx
    .select()
    .from(call)
    .where(and(eq(call.source, arrival.source), eq(call.externalId, arrival.externalId)))
    .for("update");
  if (!known) throw new Error("a call that conflicts must exist");
  return await receiveAgain(tx, known, arrival);
}

/** The call whose raw file has these very bytes, whichever way it came. */
async function sameBytes(tx: Transaction, sha256: string): Promise<CallRow | null> {
  const [found] = await tx
    .select({ row: call })
    .from(call)
    .innerJoin(upload, eq(upload.id, call.uploadId))
    .where(eq(upload.sha256, sha256))
    .limit(1)
    .for("update", { of: call });
  return found?.row ?? null;
}

async function receiveAgain(tx: Transaction, known: CallRow, arrival: Arrival): Promise<Received> {
  // A call nobody could be coached on is read again once somebody says who sells on it.
  const newlyNamed = Boolean(arrival.repName) && !known.repId && !known.repName;
  if (known.status !== "failed" && !newlyNamed) {
    return { callId: known.id, revision: known.revision, status: known.status, fresh: false };
  }
  const revision = known.revision + 1;
  // What could not be read may have been mended since: the newer bytes are read.
  if (known.uploadId) {
    await tx
      .update(upload)
      .set({
        bytes: arrival.bytes,
        sha256: arrival.sha256,
        size: arrival.bytes.byteLength,
        fileName: arrival.fileName,
        mediaType: arrival.mediaType,
      })
      .where(and(eq(upload.id, known.uploadId), ne(upload.sha256, arrival.sha256)));
  }
  await tx
    .update(call)
    .set({
      status: "received",
      failure: null,
      revision,
      requestedBy: arrival.requestedBy,
      repName: arrival.repName ?? known.repName,
      ...(arrival.invited?.length ? { invited: arrival.invited } : {}),
      hostId: arrival.hostId ?? known.hostId,
    })
    .where(eq(call.id, known.id));
  return { callId: known.id, revision, status: "received", fresh: true };
}

export async function findCall(tx: Transaction, id: string): Promise<CallRow | null> {
  const [row] = await tx.select().from(call).where(eq(call.id, id));
  return row ?? null;
}

/** The same, locked until the transaction ends, so that two workers never write one call. */
export async function lockCall(tx: Transaction, id: string): Promise<CallRow | null> {
  const [row] = await tx.select().from(call).where(eq(call.id, id)).for("update");
  return row ?? null;
}

export async function updateCall(
  tx: Transaction,
  id: string,
  change: Partial<typeof call.$inferInsert>,
): Promise<void> {
  await tx.update(call).set(change).where(eq(call.id, id));
}

const LISTENING = "Listening to the recording";

/**
 * Opens a call whose words are still to be made of its recording; once per (source, external id). One of
 * which none could be made is opened again.
 */
export async function openUnheard(
  tx: Transaction,
  row: {
    callId: string;
    source: string;
    externalId: string;
    title: string | null;
    requestedBy: string | null;
    repName: string | null;
    announce?: boolean;
  },
): Promise<{ callId: string; fresh: boolean }> {
  const { callId, ...values } = row;
  const [made] = await tx
    .insert(call)
    .values({ id: callId, stageDetail: LISTENING, ...values })
    .onConflictDoNothing()
    .returning({ callId: call.id });
  if (made) return { ...made, fresh: true };
  const same = and(eq(call.source, row.source), eq(call.externalId, row.externalId));
  await tx
    .update(call)
    .set({ status: "received", failure: null, stageDetail: LISTENING })
    .where(and(same, eq(call.status, "failed"), isNull(call.uploadId)));
  const [known] = await tx.select({ callId: call.id }).from(call).where(same);
  if (!known) throw new Error("a call that conflicts must exist");
  return { ...known, fresh: false };
}

/** Gives a call the words its recording was turned into; returns the revision to be read. */
export async function attachWords(
  tx: Transaction,
  callId: string,
  words: { uploadId: string; key: string; bytes: Buffer; fileName: string; mediaType: string },
): Promise<number | null> {
  const row = await lockCall(tx, callId);
  if (!row) return null;
  await tx.insert(upload).values({
    id: words.uploadId,
    source: "transcriber",
    externalId: words.uploadId,
    sha256: words.key,
    fileName: words.fileName,
    mediaType: words.mediaType,
    bytes: words.bytes,
    size: words.bytes.byteLength,
  });
  if (row.uploadId) await forgetFile(tx, row.uploadId);
  const revision = row.uploadId === null ? row.revision : row.revision + 1;
  await tx
    .update(call)
    .set({
      uploadId: words.uploadId,
      revision,
      status: "received",
      failure: null,
      stageDetail: null,
    })
    .where(eq(call.id, callId));
  return revision;
}

/** Takes the bytes of a file no call is read from any more; its fingerprint stays, to know it again. */
export async function forgetFile(tx: Transaction, uploadId: string): Promise<void> {
  await tx
    .update(upload)
    .set({ bytes: Buffer.alloc(0), fileName: null })
    .where(eq(upload.id, uploadId));
}

/** The raw file of a call, as it came. */
export async function uploadOf(tx: Transaction, callId: string) {
  const [row] = await tx
    .select({ bytes: upload.bytes, fileName: upload.fileName, mediaType: upload.mediaType })
    .from(upload)
    .innerJoin(call, eq(call.uploadId, upload.id))
    .where(eq(call.id, callId));
  return row ?? null;
}

/** Calls that are not final and have not moved since `before`: what a sweep picks up. */
export async function unfinishedCalls(tx: Transaction, before: Date) {
  return await tx
    .select({
      id: call.id,
      revision: call.revision,
      status: call.status,
      source: call.source,
      requestedBy: call.requestedBy,
    })
    .from(call)
    .where(
      and(
        inArray(call.status, ["received", "analysing"]),
        lt(call.updatedAt, before),
        // A recording whose words are still to come waits elsewhere.
        isNotNull(call.uploadId),
      ),
    )
    .limit(500);
}

/** The newest calls, without their transcripts. */
export async function recentCalls(tx: Transaction, filter: { repId?: string; limit: number }) {
  return await tx
    .select({
      id: call.id,
      title: call.title,
      status: call.status,
      type: call.type,
      startedAt: call.startedAt,
      createdAt: call.createdAt,
      repId: call.repId,
    })
    .from(call)
    .where(filter.repId ? eq(call.repId, filter.repId) : undefined)
    .orderBy(desc(call.startedAt), desc(call.createdAt))
    .limit(filter.limit);
}

/** What was measured on a rep's calls of one type before a given one, newest first. */
export async function earlierMeasures(
  tx: Transaction,
  of: Pick<CallRow, "id" | "repId" | "startedAt" | "createdAt"> & { type: CallType },
  limit: number,
): Promise<Measures[]> {
  if (of.repId === null) return [];
  const heldAt = sql`coalesce(${call.startedAt}, ${call.createdAt})`;
  const rows = await tx
    .select({ measures: sql<Measures | null>`${call.analysis} -> 'measures'` })
    .from(call)
    .where(
      and(
        ...[eq(call.repId, of.repId), eq(call.type, of.type), ne(call.id, of.id)],
        ...[eq(call.status, "debriefed"), isNotNull(call.analysis)],
        lt(heldAt, (of.startedAt ?? of.createdAt).toISOString()),
      ),
    )
    .orderBy(desc(heldAt))
    .limit(limit);
  return rows.flatMap(({ measures }) => (measures === null ? [] : [measures]));
}

export async function countCalls(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(call);
  return row?.count ?? 0;
}

export type { CallStatus };
