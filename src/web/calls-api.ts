import { timingSafeEqual } from "node:crypto";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import multer from "multer";
import { validate } from "uuid";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import { CoachError } from "../errors.ts";
import type { Effects } from "../jobs/effects.ts";
import { LARGEST_FILE_BYTES, receiveFile } from "../jobs/receive-file.ts";
import { findCall } from "../store/calls.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { debriefOf } from "../store/debriefs.ts";
import { fromThisMachine } from "./loopback.ts";

export interface ApiOptions {
  apiKey: string | null;
  publicUrl: string | null;
}

/** `POST /api/calls` and `GET /api/calls/:id`, for scripts and for recorders that know no webhook. */
export function callsApi(
  world: Pick<Effects, "database" | "enqueue" | "progress">,
  options: ApiOptions,
): Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: LARGEST_FILE_BYTES });
  const multipart = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: LARGEST_FILE_BYTES, files: 1 },
    defParamCharset: "utf8",
  }).any();

  router.use(allowed(options));
  router.post("/", (request, response, next) =>
    request.is("multipart/form-data")
      ? multipart(request, response, (error) => next(error && uploadError(error)))
      : raw(request, response, next),
  );
  router.post("/", async (request, response) => {
    const file = fileOf(request);
    const workspaceId = await currentWorkspace(world.database);
    const rep = request.query.rep;
    const { callId } = await receiveFile(world, workspaceId, {
      source: "api",
      requestedBy: null,
      repName: typeof rep === "string" ? rep : null,
      ...file,
    });
    response.status(202).location(`${request.baseUrl}/${callId}`).json({ callId });
  });

  router.get("/:id", async (request, response) => {
    const { id = "" } = request.params;
    if (!validate(id)) throw new CoachError("not-found", "No call has that id.");
    const workspaceId = await currentWorkspace(world.database);
    const found = await world.database.inWorkspace(workspaceId, async (tx) => {
      const row = await findCall(tx, id);
      return row && { row, debrief: await debriefOf(tx, id) };
    });
    if (!found) throw new CoachError("not-found", "No call has that id.");
    const { row, debrief } = found;
    response.json({
      callId: row.id,
      status: row.status,
      title: row.title,
      revision: row.revision,
      ...(row.failure ? { failure: row.failure } : {}),
      notes: row.notes,
      ...(debrief ? { debrief: debrief.behaviour === null ? null : shown(debrief.output) } : {}),
    });
  });
  return router;
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

/** A bearer key where one is configured; without one only this machine may ask. */
function allowed({ apiKey, publicUrl }: ApiOptions) {
  return (request: Request, _response: Response, next: NextFunction) => {
    if (apiKey) {
      const given = Buffer.from(request.headers.authorization ?? "");
      const wanted = Buffer.from(`Bearer ${apiKey}`);
      if (given.length === wanted.length && timingSafeEqual(given, wanted)) return next();
      throw new CoachError("forbidden", "Send the API_KEY as `Authorization: Bearer …`.");
    }
    if (fromThisMachine(request, publicUrl)) return next();
    throw new CoachError(
      "forbidden",
      "Set API_KEY on the server and send it as `Authorization: Bearer …`.",
    );
  };
}

function fileOf(request: Request): {
  fileName: string | null;
  mediaType: string | null;
  bytes: Buffer;
} {
  const [part] = (request.files as Express.Multer.File[] | undefined) ?? [];
  if (part) return { fileName: part.originalname, mediaType: part.mimetype, bytes: part.buffer };
  const name = request.query.name;
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (bytes.length === 0) {
    throw new CoachError(
      "bad-input",
      "The request carries no transcript. Send the file as the body or as a multipart file.",
    );
  }
  return {
    fileName: typeof name === "string" ? name : null,
    mediaType: request.headers["content-type"] ?? null,
    bytes,
  };
}

/** What the rep once said to the coach is for the rep: whoever holds the key hears of the call alone. */
function shown(output: unknown) {
  const { remembered: _, ...rest } = output as CallDebrief;
  return rest;
}
