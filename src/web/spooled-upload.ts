import { createWriteStream } from "node:fs";
import { mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Request } from "express";
import multer from "multer";
import { v7 } from "uuid";
import { isRecording } from "../calls/transcript/signatures.ts";
import { CoachError, Rejected } from "../errors.ts";
import { LARGEST_FILE_BYTES, LARGEST_RECORDING_BYTES } from "../jobs/limits.ts";
import type { Intake } from "../jobs/recording/intake.ts";
import { atMost } from "../jobs/recording/transcribed.ts";

/** A transcript in memory, or a recording on disk. */
export type Brought =
  | { fileName: string | null; mediaType: string | null; bytes: Buffer }
  | { fileName: string | null; path: string; size: number };

interface Spooled {
  path: string;
  fileName: string | null;
  mediaType: string | null;
}

const arrived = new WeakMap<Request, Spooled>();

/** Whether a request is written to disk as it comes: it may hold a recording of any length. */
export function isSpooled(request: Request): boolean {
  return (
    Boolean(request.is("multipart/form-data")) ||
    /^(?:audio|video)\//i.test(request.headers["content-type"] ?? "")
  );
}

/** Writes a multipart file, or a body of sound, to the spool; what is left there after an error is removed. */
export async function spooled(request: Request, spool: string): Promise<void> {
  await mkdir(spool, { recursive: true });
  const path = join(spool, `${v7()}.part`);
  try {
    const file = request.is("multipart/form-data")
      ? await multipart(request, spool, path)
      : await body(request, path);
    if (file) arrived.set(request, file);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function body(request: Request, path: string): Promise<Spooled> {
  await pipeline(
    request,
    atMost(LARGEST_RECORDING_BYTES),
    createWriteStream(path, { mode: 0o600 }),
  );
  const name = request.query.name;
  return {
    path,
    fileName: typeof name === "string" ? name : null,
    mediaType: request.headers["content-type"] ?? null,
  };
}

async function multipart(request: Request, spool: string, path: string): Promise<Spooled | null> {
  const parse = multer({
    storage: multer.diskStorage({
      destination: spool,
      filename: (_request, _file, done) => done(null, path.slice(spool.length + 1)),
    }),
    limits: { fileSize: LARGEST_RECORDING_BYTES, files: 1 },
    defParamCharset: "utf8",
  }).any();
  const error = await new Promise<unknown>((resolve) => {
    // The response is only handed through by multer, and never written to.
    parse(request, request.res as never, resolve);
  });
  if (error) throw uploadError(error);
  const [part] = (request.files as Express.Multer.File[] | undefined) ?? [];
  return part ? { path, fileName: part.originalname, mediaType: part.mimetype } : null;
}

/** Multer says by a code what broke a limit; all else is a body that is not what it says it is. */
function uploadError(error: unknown): unknown {
  if (error instanceof multer.MulterError) return error;
  return new CoachError(
    "bad-input",
    "The upload could not be read. Send the file as the only part of a multipart body, or as the body itself.",
    { cause: error },
  );
}

const EMPTY =
  "The request carries no transcript. Send the file as the body or as a multipart file.";

/** What a request brought: a recording stays on disk, a transcript is read, and its file removed. */
export async function bringIn(request: Request, intake: Intake): Promise<Brought> {
  const file = arrived.get(request);
  if (!file) {
    const name = request.query.name;
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (bytes.length === 0) throw new CoachError("bad-input", EMPTY);
    return {
      fileName: typeof name === "string" ? name : null,
      mediaType: request.headers["content-type"] ?? null,
      bytes,
    };
  }
  const { path, fileName, mediaType } = file;
  const { size } = await stat(path);
  if (intake.transcriber && isRecording(await headOf(path))) return { fileName, path, size };
  try {
    if (size === 0) throw new CoachError("bad-input", EMPTY);
    if (size > LARGEST_FILE_BYTES) {
      throw new Rejected(
        "The file is larger than 50 MB. Export the transcript as text, without the recording.",
      );
    }
    return { fileName, mediaType, bytes: await readFile(path) };
  } finally {
    await rm(path, { force: true });
  }
}

/** As much as it takes to tell sound from text. */
async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
