import { timingSafeEqual } from "node:crypto";
import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { validate } from "uuid";
import type { CallDebrief } from "../coaching/call-debrief.ts";
import { CoachError } from "../errors.ts";
import type { Effects } from "../jobs/effects.ts";
import { LARGEST_FILE_BYTES } from "../jobs/limits.ts";
import { receiveFile } from "../jobs/receive-file.ts";
import { receiveRecording } from "../jobs/recording/receive-recording.ts";
import { findCall } from "../store/calls.ts";
import { currentWorkspace } from "../store/current-workspace.ts";
import { debriefOf } from "../store/debriefs.ts";
import { fromThisMachine } from "./loopback.ts";
import { bringIn, isSpooled, spooled } from "./spooled-upload.ts";

export interface ApiOptions {
  apiKey: string | null;
  publicUrl: string | null;
}

/** `POST /api/calls` and `GET /api/calls/:id`, for scripts and for recorders that know no webhook. */
export function callsApi(
  world: Pick<Effects, "database" | "enqueue" | "intake" | "now" | "progress">,
  options: ApiOptions,
): Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: LARGEST_FILE_BYTES });

  router.use(allowed(options));
  router.post("/", (request, response, next) =>
    isSpooled(request)
      ? spooled(request, world.intake.spool).then(() => next(), next)
      : raw(request, response, next),
  );
  router.post("/", async (request, response) => {
    const workspaceId = await currentWorkspace(world.database);
    const rep = request.query.rep;
    const repName = typeof rep === "string" ? rep : null;
    const about = { source: "api" as const, requestedBy: null, repName };
    const brought = await bringIn(request, world.intake);
    const { callId } =
      "path" in brought
        ? await receiveRecording(world, workspaceId, { ...about, ...brought })
        : await receiveFile(world, workspaceId, { ...about, ...brought });
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

/** What the rep once said to the coach is for the rep: whoever holds the key hears of the call alone. */
function shown(output: unknown) {
  const { remembered: _, ...rest } = output as CallDebrief;
  return rest;
}
