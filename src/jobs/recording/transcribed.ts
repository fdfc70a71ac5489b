import { createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { v7 } from "uuid";
import { Rejected } from "../../errors.ts";
import { Later } from "../../sources/later.ts";
import { type Fetched, reachOf } from "../../sources/recorders/recorder.ts";
import { open } from "../../sources/request.ts";
import { NO_TRANSCRIBER } from "../../sources/transcribers/index.ts";
import type { Recording } from "../../sources/transcribers/transcriber.ts";
import { attachWords } from "../../store/calls.ts";
import { type InboundRow, settle } from "../../store/inbound.ts";
import type { Effects } from "../effects.ts";
import { intakeCall } from "../intake-call.ts";
import { LARGEST_RECORDING_BYTES } from "../limits.ts";
import type { Connected } from "./intake.ts";
import { keepCall } from "./keep-call.ts";

interface Found {
  fetched: Extract<Fetched, { kind: "recording" }>;
  found: Connected;
}

/** Makes words of a recording: one that somebody brought, or one a recorder links to. */
export async function transcribed(
  effects: Effects,
  row: InboundRow,
  from: Found | null,
): Promise<void> {
  const { transcriber } = effects.intake;
  if (!transcriber) throw new Rejected(NO_TRANSCRIBER);
  const recording = await onDisk(effects, row, from);
  const ticket = typeof row.reference.ticket === "string" ? row.reference.ticket : null;
  const words = await transcriber.transcribe(recording, ticket);
  if (!words.done) {
    // Kept before anything else can happen: a second upload is paid for a second time.
    await keepTicket(effects, row, words.ticket);
    throw words.later;
  }
  const file = { bytes: words.bytes, fileName: recording.fileName, mediaType: "application/json" };
  if (from) await keepCall(effects, row, { ...from.fetched, ...file });
  else await attach(effects, row, file);
  if (recording.path.startsWith(effects.intake.spool)) await rm(recording.path, { force: true });
}

/** The recording as a file; a link is fetched once, and found again after a crash. */
async function onDisk(effects: Effects, row: InboundRow, from: Found | null): Promise<Recording> {
  const fileName = from?.fetched.fileName ?? row.title ?? "recording";
  const path = !from
    ? join(effects.intake.spool, String(row.reference.spooled))
    : from.fetched.url.startsWith("file:")
      ? fileURLToPath(from.fetched.url)
      : join(effects.intake.spool, row.id);
  const known = await stat(path).catch(() => null);
  if (known) return { path, size: known.size, fileName };
  if (!from || from.fetched.url.startsWith("file:")) {
    throw new Rejected("The recording is no longer on the server's disk. Bring it again.");
  }
  await download(effects, from, path);
  return { path, size: (await stat(path)).size, fileName };
}

async function download(effects: Effects, { fetched, found }: Found, path: string): Promise<void> {
  await mkdir(effects.intake.spool, { recursive: true });
  const reach = reachOf(found.recorder, found.access);
  const response = await open(reach, fetched.url, { headers: fetched.headers });
  if (response.status !== 200 || !response.body) {
    throw new Later("not-ready", `The recording could not be fetched (${response.status}).`);
  }
  const partial = `${path}.${v7()}.part`;
  try {
    await pipeline(
      Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]),
      atMost(LARGEST_RECORDING_BYTES),
      createWriteStream(partial, { mode: 0o600 }),
    );
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    if (error instanceof Rejected) throw error;
    throw new Later("busy", "The recording broke off while it was fetched.");
  }
}

/** Lets through so many bytes and then refuses. */
export function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      seen += piece.length;
      if (seen <= bytes) done(null, piece);
      else done(new Rejected("The recording is larger than 2 GB. Save its sound alone."));
    },
  });
}

async function keepTicket(effects: Effects, row: InboundRow, ticket: string): Promise<void> {
  if (row.reference.ticket === ticket) return;
  await effects.database.inWorkspace(row.workspaceId, (tx) =>
    settle(tx, row, { status: "waiting", reference: { ...row.reference, ticket } }),
  );
}

/** The call stands there already, waiting for its words. */
async function attach(
  effects: Effects,
  row: InboundRow,
  file: { bytes: Buffer; fileName: string; mediaType: string },
): Promise<void> {
  const { workspaceId, callId } = row;
  if (!callId) throw new Rejected("The call of this recording is gone.");
  const revision = await effects.database.inWorkspace(workspaceId, async (tx) => {
    if (!(await settle(tx, row, { status: "done" }))) return null;
    return await attachWords(tx, callId, { uploadId: v7(), key: row.key, ...file });
  });
  if (revision !== null) await effects.enqueue(intakeCall, { workspaceId, callId, revision });
}
