import type { NextFunction, Request, Response } from "express";
import { CoachError, type ErrorCode } from "../errors.ts";

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
    if (error instanceof CoachError) {
      response.status(STATUS[error.code]).json({ error: error.message });
      return;
    }
    const status = statusOf(error);
    if (status >= 500) log.error({ error, path: request.path }, "a request failed");
    const message =
      status === 413
        ? "The file is larger than 50 MB. Export the transcript as text, without the recording."
        : status < 500
          ? "The request could not be read."
          : "Something broke on our side. It has been noted.";
    response.status(status).json({ error: message });
  };
}

/** Body parsers say what is wrong by `status`; anything else is our fault. */
function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null) return 500;
  if ("code" in error && error.code === "LIMIT_FILE_SIZE") return 413;
  if (error.constructor.name === "MulterError") return 400;
  return "status" in error && typeof error.status === "number" ? error.status : 500;
}
