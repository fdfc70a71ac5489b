import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";
import { CoachError } from "../errors.ts";

/** Socket errors and SQLSTATEs that say "not now": the same statement may well work in a minute. */
const UNAVAILABLE: Record<string, string> = {
  ECONNREFUSED: "The database does not answer. Is Postgres running at DATABASE_URL?",
  ECONNRESET: "The database closed the connection.",
  ETIMEDOUT: "The database does not answer in time. Check the host in DATABASE_URL.",
  ENOTFOUND: "The database's host name is unknown. Check the host in DATABASE_URL.",
  EAI_AGAIN: "The database's host name could not be looked up. Check the network.",
  "28P01": "The database refused the password in DATABASE_URL.",
  "28000": "The database refused this user. Check the user in DATABASE_URL.",
  "3D000": "The database named in DATABASE_URL does not exist. Create it first.",
  "53100": "The disk of the database is full. Free some space and try again.",
  "53300": "The database has no connection left. Raise max_connections or run fewer processes.",
  "57014": "The database took too long over one statement and was stopped.",
  "57P01": "The database is shutting down.",
  "57P02": "The database crashed and is coming back.",
  "57P03": "The database is still starting.",
};

/**
 * A database error as the rest of the project knows it: a `CoachError` where the kind is known, else
 * an `Error` that names the statement. Never its values: they hold what people said.
 */
export function translate(error: unknown): unknown {
  if (error instanceof CoachError) return error;
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  const code = codeOf(cause);
  const unavailable = code ? UNAVAILABLE[code] : undefined;
  if (unavailable) return new CoachError("unavailable", unavailable, { cause });
  if (cause instanceof Error && /Connection terminated|timeout exceeded/.test(cause.message)) {
    return new CoachError("unavailable", "The connection to the database was lost.", { cause });
  }
  if (code === "23505") return new CoachError("conflict", "That exists already.", { cause });
  if (code === "42501") return new CoachError("forbidden", "Not in this workspace.", { cause });
  // A text that is no UUID, no date, or holds a NUL character.
  if (code === "22P02" || code === "22P05" || code === "22021" || code === "22007") {
    return new CoachError("bad-input", "The database cannot store a value like that.", { cause });
  }
  if (error instanceof DrizzleQueryError) {
    return new Error(`${cause instanceof Error ? cause.message : "Failed"} in: ${error.query}`, {
      cause,
    });
  }
  return error;
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Node tries IPv6 and IPv4 and reports both; the first says enough.
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" ? code : undefined;
}

/** Whether the database said it, and not code that ran between two statements. */
export function saidByDatabase(error: unknown): boolean {
  return error instanceof DrizzleQueryError || error instanceof pg.DatabaseError;
}
