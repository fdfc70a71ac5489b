import { CoachError, type ErrorCode } from "../../errors.ts";

const STATUS: Record<ErrorCode, number> = {
  "bad-input": 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
};

/** What a failed request answers: a status and a sentence a person can act on. */
export function errorAnswer(error: unknown): { status: number; message: string } {
  if (error instanceof CoachError) return { status: STATUS[error.code], message: error.message };
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  if (code === "LIMIT_FILE_SIZE") {
    return { status: 413, message: "This file is larger than 50 MB. Drop the transcript instead." };
  }
  if (typeof code === "string" && code.startsWith("LIMIT_")) {
    return { status: 400, message: "Drop one file at a time." };
  }
  if (error instanceof Error && error.message.startsWith("Multipart: ")) {
    return { status: 400, message: "This upload could not be read. Drop the file once more." };
  }
  if (status === 413) return { status: 413, message: "This message is too long to send." };
  if (typeof status === "number" && status >= 400 && status < 500) {
    return { status, message: "This request could not be read." };
  }
  return { status: 500, message: "Something failed on our side. The server's log says what." };
}
