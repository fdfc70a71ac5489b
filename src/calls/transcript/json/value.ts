/** Something JSON may hold where an object is expected. */
export type Fields = Record<string, unknown>;

/** The value as an object, `null` for anything else, arrays too. */
export function asFields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : null;
}

/** The value's objects when it is a list, otherwise none. */
export function asList(value: unknown): Fields[] {
  if (!Array.isArray(value)) return [];
  return value.map(asFields).filter((entry) => entry !== null);
}

/** Text that is not blank, trimmed; `null` for anything else. */
export function asText(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** A name or number a vendor gave a speaker; `null` when there is none. */
export function asLabel(value: unknown): string | null {
  return typeof value === "number" && Number.isFinite(value) ? String(value) : asText(value);
}

/** A finite number of milliseconds; `null` for anything else. */
export function asMs(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? Math.round(value) : null;
}

/** Seconds as vendors give them, in milliseconds. */
export function asSeconds(value: unknown): number | null {
  return typeof value === "number" ? asMs(value * 1000) : null;
}

/** A moment as ISO 8601 in UTC, from ISO text or milliseconds since 1970; `null` for anything else. */
export function asMoment(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** "Speaker 0" for a bare number or letter, otherwise the label itself. */
export function speakerName(label: string | null): string | null {
  if (label === null) return null;
  const number = /^(?:SPEAKER_)?(\d{1,4}|[A-Z])$/.exec(label)?.[1];
  return number === undefined ? label : `Speaker ${/^\d/.test(number) ? Number(number) : number}`;
}
