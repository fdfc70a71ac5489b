/** A day found in a text: midnight UTC of the calendar day, and where its words stand. */
export interface Found {
  day: Date;
  index: number;
  length: number;
}

const DAY_MS = 86_400_000;
/** Ordinals in words, from the first to the thirty-first. */
export const ORDINALS = (
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth " +
  "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first " +
  "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth " +
  "twenty-ninth thirtieth thirty-first"
).split(" ");

/** Midnight UTC of a calendar day; the month counts from 0. */
export const utc = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day));
/** So many days later. */
export const plus = (day: Date, days: number) => new Date(day.getTime() + days * DAY_MS);

/** Friday of the week that lies `weeks` after the one `from` is in. */
export const fridayOf = (from: Date, weeks: number) =>
  plus(from, 5 - (from.getUTCDay() === 0 ? 7 : from.getUTCDay()) + weeks * 7);

/** A found day from a pattern's match. */
export function found(match: RegExpExecArray, day: Date): Found {
  return { day, index: match.index, length: match[0].length };
}

const PERIOD =
  /\b(?:(early|mid|middle of|late|later|end of|start of|beginning of)[ -])?(?:the )?(this|next|the|of)? ?\b(week|month|quarter|year)(?:[ -](end))?\b/;
const PERIOD_SHORT =
  /\b(?:eod|cob|eow|eom|eoq|eoy|(?:close|end) of (?:business|play|(?:the )?day))\b/;

/** "End of month", "early next week", "this quarter": the last working or calendar day meant. */
export function period(lower: string, from: Date): Found | null {
  const short = PERIOD_SHORT.exec(lower);
  if (short !== null) {
    const unit = { eow: "week", eom: "month", eoq: "quarter", eoy: "year" }[short[0]];
    // "By end of day Friday" belongs to Friday, which the weekday search finds.
    if (unit !== undefined) return found(short, lastDay(unit, 0, from));
    return /^.{0,12}\b(?:mon|tues|wednes|thurs|fri|tomorrow|on the|the \d)/.test(
      lower.slice(short.index + short[0].length, short.index + short[0].length + 24),
    )
      ? null
      : found(short, from);
  }
  const match = PERIOD.exec(lower);
  if (match === null) return null;
  const [, part, which, unit = "", end] = match;
  const named = which === "this" || which === "next";
  if (!named && part === undefined && end === undefined) return null;
  const ahead = which === "next" ? 1 : 0;
  if (part === "start of" || part === "beginning of") {
    const before = lastDay(unit, ahead - 1, from);
    return found(match, plus(before, unit === "week" ? 3 : 1));
  }
  if (unit === "week" && (part === "early" || part === "mid" || part === "middle of"))
    return found(match, plus(fridayOf(from, ahead), part === "early" ? -3 : -2));
  if (part === "mid" || part === "middle of") {
    const last = lastDay(unit, ahead, from);
    if (unit === "month") return found(match, utc(last.getUTCFullYear(), last.getUTCMonth(), 15));
  }
  return found(match, lastDay(unit, ahead, from));
}

function lastDay(unit: string, ahead: number, from: Date): Date {
  const year = from.getUTCFullYear();
  const month = from.getUTCMonth();
  if (unit === "week") return fridayOf(from, ahead);
  if (unit === "month") return utc(year, month + 1 + ahead, 0);
  if (unit === "quarter") return utc(year, (Math.floor(month / 3) + 1 + ahead) * 3, 0);
  return utc(year + ahead, 11, 31);
}

const QUARTER =
  /\b(?:(before|start of|beginning of|early) )?(?:the )?(?:q([1-4])|(first|second|third|fourth) quarter)(?: (?:of )?(20\d\d))?\b/;

/** Calendar quarters; a named quarter that is over means next year's. */
export function quarter(lower: string, from: Date): Found | null {
  const match = QUARTER.exec(lower);
  if (match === null) return null;
  const number = match[2] !== undefined ? Number(match[2]) : ORDINALS.indexOf(match[3] ?? "") + 1;
  let year = match[4] !== undefined ? Number(match[4]) : from.getUTCFullYear();
  if (match[4] === undefined && utc(year, number * 3, 0) < from) year += 1;
  const first = utc(year, (number - 1) * 3, 1);
  if (match[1] === "before") return found(match, plus(first, -1));
  return found(match, match[1] === undefined ? utc(year, number * 3, 0) : first);
}

const HOLIDAY =
  /\b(before )?(?:the )?(christmas(?: eve)?|xmas|new year's(?: eve| day)?|new year(?= (?:eve|day))|thanksgiving|halloween|easter|july fourth|fourth of july)\b/;
/** Only with "before": "in the new year" has no day. */
const BEFORE_NEW_YEAR = /\bbefore (?:the )?new year(?!')\b/;

function nthWeekday(year: number, month: number, weekday: number, nth: number): Date {
  const first = utc(year, month, 1);
  return plus(first, ((weekday - first.getUTCDay() + 7) % 7) + (nth - 1) * 7);
}

/** Western Easter by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8). */
function easter(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return utc(year, month - 1, (h + l - 7 * m + 33 * month + 19) % 32);
}

function holidayIn(name: string, year: number): Date {
  if (name.startsWith("christmas")) return utc(year, 11, name.endsWith("eve") ? 24 : 25);
  if (name === "xmas") return utc(year, 11, 25);
  if (name.startsWith("new year"))
    return name.endsWith("eve") ? utc(year, 11, 31) : utc(year, 0, 1);
  if (name === "thanksgiving") return nthWeekday(year, 10, 4, 4);
  if (name === "halloween") return utc(year, 9, 31);
  return name === "easter" ? easter(year) : utc(year, 6, 4);
}

/** Western public holidays, "before" one is the day before it; past ones mean next year's. */
export function holiday(lower: string, from: Date): Found | null {
  const year = from.getUTCFullYear();
  const turn = BEFORE_NEW_YEAR.exec(lower);
  if (turn !== null) return found(turn, utc(year, 11, 31));
  const match = HOLIDAY.exec(lower);
  if (match === null) return null;
  const name = match[2] ?? "";
  const shift = match[1] === undefined ? 0 : -1;
  const here = plus(holidayIn(name, year), shift);
  return found(match, here >= from ? here : plus(holidayIn(name, year + 1), shift));
}
