const HOUR = 3_600_000;
const EXACT = /^(?:(\d{2,6}):)?(\d{2,6}):(\d{2})\.(\d{3})$/;
const THREE_FIELDS = /^(-?)(\d{1,6}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9}))?$/;
const TWO_FIELDS = /^(\d{1,4}):(\d{1,2})(?:[.,](\d{1,9}))?$/;

/** A time as the WebVTT standard writes it ("01:02.003", hours optional), in milliseconds; `null` for anything else. */
export function exactTime(text: string): number | null {
  const match = EXACT.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds, fraction] = match;
  // Without hours some tools count minutes past sixty; nothing is lost by believing them.
  if (hours !== undefined && (minutes?.length !== 2 || Number(minutes) > 59)) return null;
  return total("", hours, minutes, seconds, fraction);
}

/** Hours, minutes and seconds in any width ("0:0:5.320", "-0:00:03", "00:01:39,04"), in milliseconds: with all three fields there is no doubt what is meant. */
export function fullTime(text: string): number | null {
  const match = THREE_FIELDS.exec(text);
  if (match === null || Number(match[3]) > 59) return null;
  return total(match[1], match[2], match[3], match[4], match[5]);
}

/** Any time written with colons: hours, minutes, seconds or minutes, seconds; in milliseconds. */
export function anyTime(text: string): number | null {
  const match = TWO_FIELDS.exec(text);
  if (match === null) return fullTime(text);
  return total("", "0", match[1], match[2], match[3]);
}

function total(
  sign: string | undefined,
  hours: string | undefined,
  minutes: string | undefined,
  seconds: string | undefined,
  fraction: string | undefined,
): number | null {
  if (Number(seconds) > 59) return null;
  const ms = Math.round(Number(`0.${fraction ?? 0}`) * 1000);
  const value = Number(hours ?? 0) * HOUR + Number(minutes) * 60_000 + Number(seconds) * 1000 + ms;
  return sign === "-" ? -value : value;
}

/** Milliseconds as people read them: "0:05.320", "1:02:03". */
export function showTime(ms: number): string {
  const size = Math.abs(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(size / HOUR);
  const minutes = Math.floor((size % HOUR) / 60_000);
  const rest = size % 1000 === 0 ? "" : `.${String(Math.round(size % 1000)).padStart(3, "0")}`;
  const clock = `${two(Math.floor((size % 60_000) / 1000))}${rest}`;
  const sign = ms < 0 ? "-" : "";
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${clock}` : `${sign}${minutes}:${clock}`;
}

/** Reads "A --> B settings" with the given clock; `null` when the line is not a readable pair. */
export function readArrow(
  line: string,
  clock: (text: string) => number | null,
): { startMs: number; endMs: number } | null {
  const arrow = line.indexOf("-->");
  if (arrow === -1) return null;
  const startMs = clock(line.slice(0, arrow).trim());
  const right = line.slice(arrow + 3).trimStart();
  const token = /^-?[\d:.,]+/.exec(right)?.[0] ?? "";
  // Settings may follow an exact time without a space; after a loose one that would be guessing.
  const rest = right.slice(token.length);
  const endMs = rest === "" || /^\s/.test(rest) ? clock(token) : exactTime(token);
  return startMs === null || endMs === null ? null : { startMs, endMs };
}
