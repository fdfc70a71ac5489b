import { Rejected } from "../errors.ts";
import type { Answer } from "./request.ts";

/** Something JSON may hold where an object is expected. */
export type Fields = Record<string, unknown>;

/** The value as an object; an empty one for anything else. */
export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** The value's objects when it is a list, otherwise none. */
export function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "object").map(fields) : [];
}

/** Text that is not blank, or a number as text; `null` for anything else. */
export function text(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 4_000) : null;
}

/** A moment from ISO text or Unix milliseconds; `null` for anything else. */
export function moment(value: unknown): Date | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The body as JSON; `null` when it is none. */
export function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    return null;
  }
}

/** A JSON answer's object; says by name whose answer could not be read. */
export function answered(vendor: string, answer: Answer): Fields {
  const value = json(answer.bytes);
  if (typeof value !== "object" || value === null) {
    throw new Rejected(
      `${vendor} answered with status ${answer.status} and something that is no JSON.`,
    );
  }
  return Array.isArray(value) ? { list: value } : (value as Fields);
}

/** Throws for a status that means the keys are wrong or may not do this. */
export function mustBeAllowed(vendor: string, answer: Answer, howToMend: string): void {
  if (answer.status !== 401 && answer.status !== 403) return;
  throw new Rejected(
    answer.status === 401
      ? `${vendor} does not accept the key. ${howToMend}`
      : `${vendor} accepts the key but does not let it read this. ${howToMend}`,
    { code: "forbidden" },
  );
}

/** Throws for any status that is no success. */
export function mustSucceed(vendor: string, answer: Answer, what: string): void {
  if (answer.status >= 200 && answer.status < 300) return;
  throw new Rejected(`${vendor} answered ${answer.status} when asked for ${what}.`);
}
