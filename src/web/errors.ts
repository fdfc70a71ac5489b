import type { NextFunction, Request, Response } from "express";
import { CoachError, type ErrorCode } from "../errors.ts";
import { html } from "./html.ts";
import { sendPage } from "./page.ts";

const STATUS: Record<ErrorCode, number> = {
  "bad-input": 400,
  "not-found": 404,
  forbidden: 403,
  conflict: 409,
  unavailable: 503,
};

/** Turns what was thrown into a status and a sentence; what we did not foresee says nothing of itself. */
export function answerErrors(log: { error(fields: object, text: string): void }) {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const say = (status: number, message: string) => {
      response.status(status);
      // Somebody at a page reads a page; a program reads JSON, and so does whoever does not say.
      if (request.method === "GET" && request.accepts("json", "html") === "html") {
        sendPage(response, { title: "Not here", body: html`<h1>${message}</h1>` });
      } else response.json({ error: message });
    };
    if (error instanceof CoachError) return say(STATUS[error.code], error.message);
    const status = statusOf(error);
    if (status >= 500) log.error({ error, path: request.path }, "a request failed");
    const message =
      status === 413
        ? "The file is larger than 50 MB. Export the transcript as text, without the recording."
        : status < 500
          ? "The request could not be read."
          : "Something broke on our side. It has been noted.";
    say(status, message);
  };
}

/** Body parsers say what is wrong by `status`; anything else is our fault. */
function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return 500;
  if ("code" in error && error.code === "LIMIT_FILE_SIZE") return 413;
  if (error.constructor.name === "MulterError") return 400;
  return "status" in error && typeof error.status === "number" ? error.status : 500;
}
