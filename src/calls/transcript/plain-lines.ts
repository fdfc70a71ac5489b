import { anyTime } from "./clock.ts";
import { labelOf } from "./labels.ts";

const TIME = String.raw`\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?`;
const LEADING = new RegExp(
  String.raw`^\s*[\[(]?(${TIME})[\])]?(?:\s*(?:-->|-|–|—|to)\s*[\[(]?(${TIME})[\])]?)?(?:\s*[-–—|:]\s*|\s+|$)`,
);
const TRAILING = new RegExp(String.raw`^(.{1,80}?)[\s,|–—-]*[\[(]?(${TIME})[\])]?:?\s*$`);
const INSIDE = new RegExp(String.raw`^(.{1,80}?)\s*[\[(](${TIME})[\])]\s*:\s*`);
const BRACKETED = new RegExp(String.raw`^\[([^\]]{1,80})\]\s+(${TIME})\s*$`);
/** Headers are short; longer lines are speech and need no second look. */
const HEADER_LENGTH = 120;

/** A time in a text file. */
export interface PlainTime {
  startMs: number | null;
  endMs: number | null;
  /** Of the day ("10:02 AM", Zoom's "[Name] 16:01:33") rather than of the recording. */
  ofDay: boolean;
}

/** What one line of a text transcript may be; the whole file decides what it is. */
export interface PlainLine {
  /** Counted from 1. */
  line: number;
  /** The time the line begins with. */
  time: PlainTime | null;
  /** "Maya Okafor  0:03" with the words on the lines below. */
  header: { name: string; time: PlainTime } | null;
  /** "Maya Okafor:" with the words behind it. */
  label: string | null;
  /** The line without its time and, when there is a label, without that. */
  rest: string;
  /** The line without its time only. */
  text: string;
}

/** Takes one line of a text transcript apart; linear in its length. */
export function plainLine(whole: string, line: number): PlainLine {
  const head = whole.slice(0, HEADER_LENGTH * 2);
  const leading = LEADING.exec(head);
  const inside = leading === null ? INSIDE.exec(head) : null;
  if (inside !== null) {
    const rest = whole.slice(inside[0].length).trim();
    const time = timeOf(inside[2]);
    return { line, time, header: null, label: name(inside[1]), rest, text: whole.trim() };
  }
  const text = whole.slice(leading?.[0].length ?? 0).trim();
  const found = labelOf(text);
  const label = found?.label ?? null;
  const rest = found?.rest ?? text;
  if (leading === null) return { line, time: null, header: headerOf(whole), label, rest, text };
  const time = { ...timeOf(leading[1]), endMs: timeOf(leading[2]).startMs };
  return { line, time, header: null, label, rest, text };
}

function headerOf(whole: string): PlainLine["header"] {
  if (whole.length > HEADER_LENGTH) return null;
  const bracketed = BRACKETED.exec(whole);
  if (bracketed !== null) {
    return { name: name(bracketed[1]), time: { ...timeOf(bracketed[2]), ofDay: true } };
  }
  const trailing = TRAILING.exec(whole);
  const before = name(trailing?.[1]);
  return before === "" ? null : { name: before, time: timeOf(trailing?.[2]) };
}

function name(text: string | undefined): string {
  return (text ?? "").replace(/^[\s\-–—•*]+|[\s\-–—|*:,]+$/g, "");
}

function timeOf(text: string | undefined): PlainTime {
  const [, clock, half] = /^([\d:.,]+)\s?([AaPp])?/.exec(text ?? "") ?? [];
  if (clock === undefined) return { startMs: null, endMs: null, ofDay: false };
  if (half === undefined) return { startMs: anyTime(clock), endMs: null, ofDay: false };
  const [hours = "0", ...rest] = clock.split(":");
  const afternoon = half.toLowerCase() === "p" ? 12 : 0;
  const full = [(Number(hours) % 12) + afternoon, ...rest, ...(rest.length === 1 ? ["00"] : [])];
  return { startMs: anyTime(full.join(":")), endMs: null, ofDay: true };
}
