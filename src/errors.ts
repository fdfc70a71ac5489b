/** What kind of trouble it is; decides the HTTP status, the exit code and whether a job is tried again. */
export type ErrorCode = "bad-input" | "not-found" | "forbidden" | "conflict" | "unavailable";

/** The one error type of the project: a sentence a person can act on, a code, and the cause beneath. */
export class CoachError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "CoachError";
    this.code = code;
  }
}

/** Input that will be just as wrong the next time: a job that meets it is never retried. */
export class Rejected extends CoachError {
  constructor(message: string, options?: { cause?: unknown; code?: ErrorCode }) {
    super(options?.code ?? "bad-input", message, options);
    this.name = "Rejected";
  }
}
