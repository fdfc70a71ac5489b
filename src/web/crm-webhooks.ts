import express, { type Request, type Response, type Router } from "express";
import { receiveCrmHook } from "../jobs/crms/receive-crm-hook.ts";
import type { Effects } from "../jobs/effects.ts";
import type { Log } from "../jobs/process.ts";

/** A hundred events, or a hundred whole records as XML. */
const LARGEST = "4mb";

/** `POST /webhooks/hubspot`, `…/salesforce`, `…/pipedrive`, each also with a connection's id behind it. */
export function crmWebhookRoutes(effects: Effects, log: Log): Router {
  const router = express.Router();
  // The bytes as they came: a signature is over those, and over nothing a parser made of them.
  const raw = express.raw({ type: () => true, limit: LARGEST, inflate: false });
  for (const { provider } of effects.crms.all) {
    const handle = async (request: Request, response: Response) => {
      const { connection } = request.params as { connection?: string };
      const { status, mediaType, body } = await receiveCrmHook(
        effects,
        log,
        { provider, connectionId: connection ?? null },
        {
          method: request.method,
          // As the CRM called it, which some sign; what is in front of us may have changed the host.
          url: `${effects.publicUrl}${request.originalUrl}`,
          headers: single(request.headers),
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        },
      );
      response.status(status).type(mediaType).send(body);
    };
    router.post(`/${provider}`, raw, handle);
    router.post(`/${provider}/:connection`, raw, handle);
  }
  return router;
}

function single(values: Request["headers"]): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
