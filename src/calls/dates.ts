import * as chrono from "chrono-node/en";
import { clock } from "./clock-times.ts";
import {
  type Found,
  found,
  fridayOf,
  holiday,
  ORDINALS,
  period,
  plus,
  quarter,
  utc,
} from "./date-periods.ts";
import { matchesOf } from "./matches.ts";

/** A date somebody said, and the words they said it with. */
export interface SaidDate {
  /** `2026-03-14`, or `2026-03-14T10:00` in the speakers' own time when an hour was said. */
  iso: string;
  /** Verbatim: a substring of the text it was found in. */
  quote: string;
}

const words = (list: string) => new Set(list.split(" "));
/** Longer texts hold no date worth the search; speech between two full stops is far shorter. */
const LONGEST = 2000;

const DATE_WORDS = words(
  "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays " +
    "fridays today tonight tomorrow week weeks fortnight month months quarter year day days eod cob " +
    "eow eom eoq eoy q1 q2 q3 q4 january february march april may june july august september october " +
    "november december jan feb mar apr jun jul aug sep sept oct nov dec christmas thanksgiving easter " +
    "halloween",
);
const DATE_SHAPE = /^(?:\d{1,2}(?:st|nd|rd|th)|\d{4}-\d{1,2}-\d{1,2})$/;
const SLASHED = /\b\d{1,2}\/\d{1,2}\b/;
const ORDINAL_WORDS = new Set(ORDINALS);
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");

/** Cheap test on lower-case words: could these hold a date at all? Keeps the slow parser away. */
export function mightNameDate(lowerWords: readonly string[]): boolean {
  for (const word of lowerWords) {
    if (DATE_WORDS.has(word) || ORDINAL_WORDS.has(word)) return true;
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57 && DATE_SHAPE.test(word)) return true;
  }
  return false;
}

const isoOf = (day: Date) => day.toISOString().slice(0, 10);

const OF_MONTH =
  /\b(?:on |by |for |before |until |till |week of |(?:mon|tues|wednes|thurs|fri|satur|sun)day )the ((?:\d{1,2}(?:st|nd|rd|th))|(?:twenty-|thirty-)?[a-z]{3,12}(?:st|nd|rd|th))\b(?! (?:of|floor|time|one|day|week|month|quarter|year|version|item|point|thing|page|slide|call|meeting|part|phase|step|half|party|century)\b)/;

/** "The 14th": the next day of that number, with or without its weekday before it. */
function dayOfMonth(lower: string, from: Date): Found | null {
  const match = OF_MONTH.exec(lower);
  if (match === null) return null;
  const said = match[1] ?? "";
  const number = /^\d/.test(said) ? Number.parseInt(said, 10) : ORDINALS.indexOf(said) + 1;
  if (number < 1 || number > 31) return null;
  for (let ahead = 0; ahead < 4; ahead += 1) {
    const day = utc(from.getUTCFullYear(), from.getUTCMonth() + ahead, number);
    // Today is called "today", so its own number means the next one.
    if (day > from && day.getUTCDate() === number) return found(match, day);
  }
  return null;
}

const WEEK_AFTER =
  /\b(?:(?:a )?week (?:on|from|after) (mon|tues|wednes|thurs|fri|satur|sun)day|(mon|tues|wednes|thurs|fri|satur|sun)day week|(week|fortnight) from (?:today|now))\b/;
const DAY_NEXT_WEEK =
  /\b(?:(mon|tues|wednes|thurs|fri)day (?:of )?next week|next week,? (?:on )?(mon|tues|wednes|thurs|fri)day)\b/;
const OVERMORROW = /\b(?:the )?day after tomorrow\b/;
const FORTNIGHT = /\b(?:in )?(?:a |one )?fortnight\b/;

function weekAfter(lower: string, from: Date): Found | null {
  const overmorrow = OVERMORROW.exec(lower);
  if (overmorrow !== null) return found(overmorrow, plus(from, 2));
  const next = DAY_NEXT_WEEK.exec(lower);
  if (next !== null) {
    const day = WEEKDAYS.indexOf((next[1] ?? next[2] ?? "").slice(0, 3));
    return found(next, plus(fridayOf(from, 1), day - 5));
  }
  const match = WEEK_AFTER.exec(lower);
  if (match === null) {
    const fortnight = FORTNIGHT.exec(lower);
    return fortnight === null ? null : found(fortnight, plus(from, 14));
  }
  const name = match[1] ?? match[2];
  if (name === undefined) return found(match, plus(from, match[3] === "week" ? 7 : 14));
  const ahead = (WEEKDAYS.indexOf(name.slice(0, 3)) - from.getUTCDay() + 7) % 7;
  return found(match, plus(from, (ahead === 0 ? 7 : ahead) + 7));
}

const MONTH_ALONE =
  /\b(in|by|before|until|late|early|mid|end of|start of)[ -]((?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)\b(?! \d)/;

function monthAlone(lower: string, from: Date): Found | null {
  const match = MONTH_ALONE.exec(lower);
  if (match === null) return null;
  const month = MONTHS.indexOf((match[2] ?? "").slice(0, 3));
  const ahead = month < from.getUTCMonth() ? 1 : 0;
  const year = from.getUTCFullYear() + ahead;
  const part = match[1] ?? "";
  if (part === "before") return found(match, utc(year, month, 0));
  if (part === "by" || part === "start of" || part === "early")
    return found(match, utc(year, month, 1));
  return found(match, part === "mid" ? utc(year, month, 15) : utc(year, month + 1, 0));
}

/** What the library takes for dates but people do not mean as such: "we sat down", "it may". */
const NO_DATE =
  /^(?:may|march|mar|sun|sat|wed|mon|now|second|seconds|(?:the |an? |one |\d+ )?(?:minute|hour|day|week|month|year)s?|(?:this |the )?(?:morning|afternoon|evening|night))$/i;
const LOOKS_BACK = /\b(?:last|past|since|after|previous|ago|every|each) (?:the )?$/;
const YEAR = /\b20\d\d\b/;
const SINCE = /\bago\b/;

const SIMPLE_DAY =
  /\b(?:(this|next) )?(?:(mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow)\b(?!')/g;
const OTHER_DATES =
  /\b(?:jan|feb|mar(?:ch)?\b|apr|may\b|june?\b|july?\b|aug(?:ust)?\b|sep|oct(?:ober)?\b|nov|dec(?:ember)?\b)|\d[/-]\d|\b(?:in|within|next|coming) (?:\S{1,12} ){1,3}(?:days?|weeks?|months?)\b|\bweekend\b|\bfrom (?:now|today)\b/;

/** Days by their names, which is most of what people say; spares the slow general parser. */
function namedDay(lower: string, from: Date): Found | null {
  for (const match of matchesOf(SIMPLE_DAY, lower)) {
    const before = lower.slice(Math.max(0, match.index - 16), match.index);
    if (LOOKS_BACK.test(before)) continue;
    const [, which, name] = match;
    if (name === undefined) return found(match, plus(from, match[0] === "tomorrow" ? 1 : 0));
    const weekday = WEEKDAYS.indexOf(name.slice(0, 3));
    if (which === "next") return found(match, plus(fridayOf(from, 1), (weekday || 7) - 5));
    // Today is called "today", so its own name means the one in a week.
    return found(match, plus(from, (weekday - from.getUTCDay() + 7) % 7 || 7));
  }
  return null;
}

function general(text: string, lower: string, from: Date | null): Found | null {
  const reference = { instant: plus(from ?? utc(2000, 0, 1), 0.5), timezone: 0 };
  for (const result of chrono.casual.parse(text, reference, { forwardDate: true })) {
    const { start, index } = result;
    if (NO_DATE.test(result.text) || LOOKS_BACK.test(lower.slice(Math.max(0, index - 16), index)))
      continue;
    if (/^(?:last|past|yesterday)/i.test(result.text) || SINCE.test(result.text)) continue;
    const day = start.isCertain("day") || start.isCertain("weekday");
    if (!day || (from === null && !YEAR.test(result.text))) continue;
    const year = start.get("year") ?? 0;
    let date = utc(year, (start.get("month") ?? 1) - 1, start.get("day") ?? 1);
    // A weekday that is today's name means the one in a week: today is called "today".
    const isWeekday = start.isCertain("weekday") && !start.isCertain("day");
    if (from !== null && isWeekday && date.getTime() === from.getTime()) date = plus(date, 7);
    return { day: date, index, length: result.text.length };
  }
  return null;
}

/**
 * Resolves the first date a text names, looking forward from the day it was said.
 *
 * `saidOn` is the call's start in ISO 8601; its calendar day is taken as written, so the result
 * never depends on the machine's zone. Without it only a full date ("3 June 2026") resolves.
 * Quarters are calendar quarters. Periods resolve to their last day, weeks to their Friday.
 * Vague or past dates give `null`.
 */
export function resolveDate(text: string, saidOn: string | null): SaidDate | null {
  if (text.length > LONGEST) return null;
  const lower = text.toLowerCase().replaceAll("’", "'");
  // A letter that changes length in lower case would shift every quote.
  if (lower.length !== text.length) return null;
  const lowerWords = lower.match(/[a-z0-9][a-z0-9'-]*/g) ?? [];
  if (!mightNameDate(lowerWords) && !SLASHED.test(lower)) return null;
  const written = /^(\d{4})-(\d\d)-(\d\d)/.exec(saidOn ?? "");
  const from =
    written === null ? null : utc(Number(written[1]), Number(written[2]) - 1, Number(written[3]));
  const date =
    from === null
      ? general(text, lower, null)
      : (quarter(lower, from) ??
        weekAfter(lower, from) ??
        holiday(lower, from) ??
        dayOfMonth(lower, from) ??
        nearest(period(lower, from), daily(text, lower, from)) ??
        monthAlone(lower, from));
  if (date === null || (from !== null && date.day < from)) return null;
  if (LOOKS_BACK.test(lower.slice(Math.max(0, date.index - 16), date.index))) return null;
  return withClock(text, lower, date);
}

/** The general parser costs tenths of a millisecond: asked only where it can find something. */
function daily(text: string, lower: string, from: Date): Found | null {
  return (OTHER_DATES.test(lower) ? general(text, lower, from) : null) ?? namedDay(lower, from);
}

/** A weekday is more exact than the week around it ("Tuesday next week" keeps the week). */
function nearest(around: Found | null, exact: Found | null): Found | null {
  if (around === null || exact === null) return around ?? exact;
  const overlaps =
    exact.index < around.index + around.length && around.index < exact.index + exact.length;
  return overlaps ? around : exact;
}

function withClock(text: string, lower: string, date: Found): SaidDate {
  const hour = clock(lower);
  let from = date.index;
  let to = date.index + date.length;
  if (hour === null) return { iso: isoOf(date.day), quote: text.slice(from, to).trim() };
  const gap = Math.max(hour.index - to, from - (hour.index + hour.length));
  if (gap > 30) return { iso: isoOf(date.day), quote: text.slice(from, to).trim() };
  from = Math.min(from, hour.index);
  to = Math.max(to, hour.index + hour.length);
  return { iso: `${isoOf(date.day)}T${hour.time}`, quote: text.slice(from, to).trim() };
}
