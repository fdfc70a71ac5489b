import {
  AnthropicError,
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
} from "@anthropic-ai/sdk";
import { ModelFailure } from "../failure.ts";

/** What the SDK throws, after its retries, in the project's own words. Never repeats what was sent. */
export function translate(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  const cause = { cause: error };
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError) {
    return new ModelFailure("slow", "Claude did not answer in time.", cause);
  }
  if (error instanceof APIConnectionError) {
    return new ModelFailure("out-of-reach", "Claude could not be reached.", cause);
  }
  if (error instanceof APIError && error.status !== undefined) return byStatus(error.status, cause);
  if (error instanceof AnthropicError || error instanceof TypeError || isCut(error)) {
    return new ModelFailure("out-of-reach", "The answer from Claude broke off.", cause);
  }
  throw error;
}

function byStatus(status: number, cause: { cause: unknown }): ModelFailure {
  if (status === 401 || status === 402 || status === 403) {
    return new ModelFailure(
      "not-allowed",
      `Claude refused the key (${status}). Check ANTHROPIC_API_KEY and its credit.`,
      cause,
    );
  }
  if (status === 429 || status >= 500) {
    return new ModelFailure("busy", `Claude is busy (${status}).`, cause);
  }
  return new ModelFailure(
    "rejected",
    `Claude refused the request (${status}). Check COACH_MODEL.`,
    cause,
  );
}

/** A connection that ends in the middle of a body surfaces as whatever the stream was doing. */
function isCut(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    (error instanceof Error && /terminated|aborted|socket|ECONNRESET/i.test(error.message))
  );
}
