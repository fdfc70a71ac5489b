import express, { type NextFunction, type Request, type Response, type Router } from "express";
import multer from "multer";
import { z } from "zod";
import { CoachError } from "../../errors.ts";
import { playgroundBundle } from "./bundle.ts";
import { errorAnswer } from "./error-answer.ts";
import type { PlaygroundHost } from "./host.ts";
import type { ImportHost } from "./import-host.ts";
import { importRoutes } from "./import-routes.ts";
import { PAGE_POLICY, playgroundPage } from "./page.ts";
import { readGiven } from "./read-given.ts";

const person = z.string().min(1).max(200);
const place = z.enum(["dm", "channel"]);
const said = z.object({
  person,
  place,
  threadId: z.string().min(1).max(200).nullable().default(null),
  text: z.string().trim().min(1).max(4000),
});
const pressed = z.object({
  person,
  deliveryId: z.string().min(1).max(200),
  actionId: z.string().min(1).max(255),
  value: z.string().max(2000).default(""),
  look: z.enum(["slack", "teams"]),
  fields: z.record(z.string().max(200), z.string().max(20_000)).optional(),
});

/** Largest transcript or recording the page takes, in bytes. */
const UPLOAD_BYTES = 50 * 1024 * 1024;
const HEARTBEAT_MS = 15_000;

/**
 * The playground's page and its small API, to be mounted at a path of its own. `cacheDirectory`
 * keeps the built script. Each route parses its own body: a parser for all would break the
 * signature checks of the other mounts.
 */
export function playgroundRoutes(
  host: PlaygroundHost,
  { cacheDirectory, imports }: { cacheDirectory: string; imports?: ImportHost },
): Router {
  const router = express.Router();
  const bundle = playgroundBundle(cacheDirectory);
  const json = express.json({ limit: "100kb" });
  const upload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: UPLOAD_BYTES, files: 1 },
    defParamCharset: "utf8",
  }).single("file");

  router.use(sameOrigin);

  router.get("/", async (request, response) => {
    const { hash } = await bundle();
    response
      .set({ "Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache" })
      .type("html")
      .send(playgroundPage({ base: request.baseUrl, hash }));
  });
  router.get("/app.js", async (request, response) => {
    const { hash, script } = await bundle();
    sendAsset(request, response, "text/javascript", hash, script);
  });
  router.get("/app.css", async (request, response) => {
    const { hash, style } = await bundle();
    sendAsset(request, response, "text/css", hash, style);
  });

  router.get("/api/people", async (_request, response) => {
    response.json(await host.people());
  });
  router.get("/api/conversation", async (request, response) => {
    const asked = readGiven(z.object({ person, place }), request.query);
    response.json(await host.conversation(asked.person, asked.place));
  });
  router.post("/api/drop", upload, async (request, response) => {
    const asked = readGiven(z.object({ person }), request.query);
    if (!request.file) throw new CoachError("bad-input", "There is no file in this upload.");
    const { originalname, buffer, mimetype } = request.file;
    const file = { name: originalname, bytes: buffer, mediaType: mimetype };
    response.status(202).json(await host.drop(asked.person, file));
  });
  router.post("/api/say", json, async (request, response) => {
    const { person, place, threadId, text } = readGiven(said, request.body);
    await host.say(person, place, threadId, text);
    response.status(202).json({});
  });
  router.post("/api/act", json, async (request, response) => {
    const { person, deliveryId, actionId, value, look, fields } = readGiven(pressed, request.body);
    await host.act(person, deliveryId, actionId, value, look, fields);
    response.status(202).json({});
  });
  router.get("/api/events", (request, response) => {
    const asked = readGiven(z.object({ person }), request.query);
    response.set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-cache, no-transform",
    });
    response.flushHeaders();
    response.write("retry: 2000\n\n");
    const unsubscribe = host.subscribe(asked.person, (event) => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    });
    const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MS);
    heartbeat.unref();
    response.on("close", () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  });

  if (imports) router.use("/api/imports", importRoutes(imports));
  router.use("/api", (_request, _response) => {
    throw new CoachError("not-found", "The playground has nothing at this address.");
  });
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const { status, message } = errorAnswer(error);
    response.status(status).json({ error: message });
  });
  return router;
}

/** Another site's page must not press buttons here: an upload needs no preflight. */
function sameOrigin(request: Request, _response: Response, next: NextFunction): void {
  const { origin, host } = request.headers;
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== host)) {
    throw new CoachError("forbidden", "The playground answers its own page only.");
  }
  next();
}

function sendAsset(
  request: Request,
  response: Response,
  type: string,
  hash: string,
  contents: Buffer,
): void {
  response.set({
    ETag: `"${hash}"`,
    "Content-Type": `${type}; charset=utf-8`,
    // Asked for with its hash the file never changes; asked for without, it is checked each time.
    "Cache-Control": request.url.includes(hash) ? "max-age=31536000, immutable" : "no-cache",
  });
  if (request.fresh) response.status(304).end();
  else response.send(contents);
}
