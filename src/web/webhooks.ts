import express, { type NextFunction, type Request, type Response, type Router } from "express";
import type { Effects } from "../jobs/effects.ts";
import type { Log } from "../jobs/process.ts";
import { receiveWebhook } from "../jobs/recording/receive-webhook.ts";

/** No vendor's event is as large; a transcript sent to the generic address may be. */
const LARGEST_EVENT = "8mb";
const LARGEST_TRANSCRIPT = "50mb";

/** `POST /webhooks/:source` for the environment's recorders, `/webhooks/:source/:connection` for all others. */
export function webhookRoutes(effects: Effects, log: Log): Router {
  const router = express.Router();
  const handle = async (request: Request, response: Response) => {
    const { source = "", connection } = request.params as Record<string, string | undefined>;
    const { status, mediaType, body, retryAfterSeconds } = await receiveWebhook(
      effects,
      log,
      { source, connectionId: connection ?? null },
      {
        headers: single(request.headers),
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        // As the vendor called it, which some sign; what is in front of us may have changed the host.
        url: `${effects.publicUrl}${request.originalUrl}`,
        query: single(request.query as Record<string, unknown>),
      },
    );
    if (retryAfterSeconds !== undefined) response.set("Retry-After", String(retryAfterSeconds));
    response.status(status).type(mediaType).send(body);
  };
  for (const path of ["/:source", "/:source/:connection"]) {
    router.post(path, raw, handle);
    router.get(path, (_request, response) => {
      response
        .status(405)
        .set("Allow", "POST")
        .json({ error: "Recorders call this address by POST." });
    });
  }
  router.use(tooLarge(log));
  return router;
}

const event = express.raw({ type: () => true, limit: LARGEST_EVENT, inflate: false });
const transcript = express.raw({ type: () => true, limit: LARGEST_TRANSCRIPT, inflate: false });

/** The bytes as they came: a signature is over those, and over nothing a parser made of them. */
function raw(request: Request, response: Response, next: NextFunction): void {
  (request.params.source === "other" ? transcript : event)(request, response, next);
}

/** What the body reader refuses, with a word of this address's own. */
function tooLarge(log: Log) {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const type = typeof error === "object" && error && "type" in error ? error.type : null;
    if (type !== "entity.too.large" && type !== "encoding.unsupported") return next(error);
    const large = type === "entity.too.large";
    const reason = large ? "The body is too large." : "Compressed bodies are not read.";
    log.warn({ path: request.path, reason }, "a webhook was refused");
    response.status(large ? 413 : 415).json({ error: reason });
  };
}

/** Repeated headers and parameters mean nothing here: only single ones count. */
function single(values: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
