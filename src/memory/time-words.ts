/** A stretch of time somebody's words name: from its first instant up to, and without, `until`. */
export interface Span {
  from: Date;
  until: Date;
}

const MONTHS =
  "january february march april may june july august september october november december";
const MONTH_LIST = MONTHS.split(" ");
const WEEKDAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const MONTH = `(${MONTHS.replaceAll(" ", "|")}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const YEAR = "((?:19|20|21)\\d\\d)";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const COUNT = `(\\d{1,3}|an?|a couple of|a few|${NUMBERS.join("|")})`;

const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/;
const DAY_MONTH = new RegExp(`\\b${DAY} (?:of )?${MONTH}\\b(?:,? ${YEAR}\\b)?`);
const MONTH_DAY = new RegExp(`\\b${MONTH} ${DAY}\\b(?:,? ${YEAR}\\b)?`);
const MONTH_YEAR = new RegExp(`\\b${MONTH}(?: of)?,? ${YEAR}\\b`);
/** "May" and "march" are also other words: a month alone needs the word before it. */
const MONTH_ALONE = new RegExp(
  `\\b(?:in|during|since|last|this|early|late|mid|of|until) ${MONTH}\\b`,
);
const QUARTER = new RegExp(
  `\\b(?:q([1-4])|(first|second|third|fourth) quarter)\\b(?:,? (?:of )?${YEAR}\\b)?`,
);
const SEASON = new RegExp(
  `\\b(last |this )?(spring|summer|autumn|fall|winter)\\b(?: (?:of )?${YEAR}\\b)?`,
);
const YEAR_ALONE = new RegExp(`\\b${YEAR}\\b`);
const AGO = new RegExp(`\\b${COUNT} (day|night|weekend|week|month|year)s? (?:ago|back|earlier)\\b`);
const UNIT = /\b(last|this|past|previous|next) (night|week|weekend|month|quarter|year)\b/;
const NAMED_DAY = new RegExp(`\\b(last |this |next |on )?(${WEEKDAYS.join("|")})\\b`);
const NEAR_DAY = /\b(the day before yesterday|yesterday|today|tonight|this morning|tomorrow)\b/;
const DATES = [ISO, DAY_MONTH, MONTH_DAY, MONTH_YEAR, YEAR_ALONE].map(
  (date) => new RegExp(date.source, "gi"),
);
/** One test before the many: most texts name no time at all. */
const ANY = new RegExp(
  `\\d{4}|\\b(?:ago|back|earlier|yesterday|today|tonight|morning|tomorrow|night|weekend|week|month|quarter|year|q[1-4]|spring|summer|autumn|fall|winter|${MONTH.slice(1, -1)}|${WEEKDAYS.join("|")})\\b`,
);
/** Longer texts are read up to here: what a memory is about stands at its beginning. */
const LONGEST = 2000;

const day = (year: number, month: number, date: number) => {
  const made = new Date(Date.UTC(2000, month, date));
  // Date.UTC reads the years 0 to 99 as 1900 to 1999.
  made.setUTCFullYear(year, month, date);
  return made;
};
const span = (from: Date, days: number): Span => ({ from, until: shift(from, days) });
const shift = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000);
const months = (year: number, month: number, count: number): Span => ({
  from: day(year, month, 1),
  until: day(year, month + count, 1),
});
const monthIndex = (name: string) =>
  MONTH_LIST.findIndex((month) => month.startsWith(name.slice(0, 3)));

/**
 * The time a text speaks of, looking back from `at`: "yesterday", "two weeks ago", "on 3 March", "in Q2",
 * "summer 2022". Without a year the latest that had begun by then; `null` when it names none, or when it
 * needs an `at` that is not known. Pure and linear in the text.
 */
export function spanIn(text: string, at: Date | null): Span | null {
  const lower = text.slice(0, LONGEST).toLowerCase();
  if (!ANY.test(lower)) return null;
  const found =
    absolute(lower, at) ?? (at ? relative(lower, startOf(at)) : null) ?? yearAlone(lower);
  return found && valid(found) ? found : null;
}

/** A question without the dates in it: they say when, and would find every memory with the same number. */
export function withoutDates(text: string): string {
  return DATES.reduce((left, date) => left.replace(date, " "), text);
}

const valid = ({ from, until }: Span) =>
  !Number.isNaN(from.getTime()) && !Number.isNaN(until.getTime());
const startOf = (at: Date) => day(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());

function absolute(lower: string, at: Date | null): Span | null {
  const iso = ISO.exec(lower);
  if (iso) return span(day(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3])), 1);
  const dated = DAY_MONTH.exec(lower) ?? MONTH_DAY.exec(lower);
  if (dated) {
    const dayFirst = /^\d/.test(dated[1] ?? "");
    const month = monthIndex((dayFirst ? dated[2] : dated[1]) ?? "");
    const date = Number(dayFirst ? dated[1] : dated[2]);
    const year = dated[3] ? Number(dated[3]) : latestYear(at, (y) => day(y, month, date));
    if (year !== null && date >= 1 && date <= 31) return span(day(year, month, date), 1);
  }
  const named = MONTH_YEAR.exec(lower);
  if (named) return months(Number(named[2]), monthIndex(named[1] ?? ""), 1);
  const alone = MONTH_ALONE.exec(lower);
  if (alone) {
    const month = monthIndex(alone[1] ?? "");
    const year = latestYear(at, (y) => day(y, month, 1));
    if (year !== null) return months(year, month, 1);
  }
  return quarterIn(lower, at) ?? seasonIn(lower, at);
}

/** The latest year in which that day had come by then. */
function latestYear(at: Date | null, dayIn: (year: number) => Date): number | null {
  if (!at) return null;
  const year = at.getUTCFullYear();
  return dayIn(year) <= at ? year : year - 1;
}

function quarterIn(lower: string, at: Date | null): Span | null {
  const match = QUARTER.exec(lower);
  if (!match) return null;
  const number = match[1]
    ? Number(match[1])
    : ["first", "second", "third", "fourth"].indexOf(match[2] ?? "") + 1;
  const month = (number - 1) * 3;
  const year = match[3] ? Number(match[3]) : latestYear(at, (y) => day(y, month, 1));
  return year === null ? null : months(year, month, 3);
}

const SEASONS: Record<string, number> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };

function seasonIn(lower: string, at: Date | null): Span | null {
  const match = SEASON.exec(lower);
  // "Fall" and "spring" are verbs too: alone they are no time.
  if (!match || (!match[1] && !match[3])) return null;
  const month = SEASONS[match[2] ?? ""] ?? 0;
  if (match[3]) return months(Number(match[3]), month, 3);
  const year = latestYear(at, (y) => day(y, month + (match[1] === "last " ? 3 : 0), 1));
  return year === null ? null : months(year, month, 3);
}

function yearAlone(lower: string): Span | null {
  const match = YEAR_ALONE.exec(lower);
  return match ? months(Number(match[1]), 0, 12) : null;
}

function relative(lower: string, today: Date): Span | null {
  const near = NEAR_DAY.exec(lower)?.[1];
  if (near) {
    const back = { "the day before yesterday": 2, yesterday: 1, tomorrow: -1 }[near] ?? 0;
    return span(shift(today, -back), 1);
  }
  const ago = AGO.exec(lower);
  if (ago) return before(today, counted(ago[1] ?? ""), ago[2] ?? "");
  const unit = UNIT.exec(lower);
  if (unit) return around(today, unit[1] ?? "", unit[2] ?? "");
  const named = NAMED_DAY.exec(lower);
  if (!named) return null;
  const target = WEEKDAYS.indexOf(named[2] ?? "");
  const behind = (today.getUTCDay() - target + 7) % 7 || 7;
  return span(shift(today, named[1] === "next " ? 7 - (behind % 7) : -behind), 1);
}

function counted(said: string): number {
  if (/^\d/.test(said)) return Number(said);
  if (said === "a few") return 3;
  if (said === "a couple of") return 2;
  return Math.max(0, NUMBERS.indexOf(said)) + 1;
}

function before(today: Date, count: number, unit: string): Span {
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  if (unit === "year") return months(year - count, 0, 12);
  if (unit === "month") return months(year, month - count, 1);
  if (unit === "week") return span(shift(today, -7 * count - 3), 7);
  if (unit === "weekend") return span(shift(saturdayBefore(today), -7 * (count - 1)), 2);
  return span(shift(today, -count), 1);
}

const mondayOf = (today: Date) => shift(today, -((today.getUTCDay() + 6) % 7));
const saturdayBefore = (today: Date) => shift(mondayOf(today), -2);

function around(today: Date, which: string, unit: string): Span {
  const step = which === "this" ? 0 : which === "next" ? 1 : -1;
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  if (unit === "night") return span(shift(today, step), 1);
  if (unit === "week") return span(shift(mondayOf(today), 7 * step), 7);
  if (unit === "weekend") return span(shift(saturdayBefore(today), 7 * (step + 1)), 2);
  if (unit === "month") return months(year, month + step, 1);
  if (unit === "quarter") return months(year, Math.floor(month / 3) * 3 + 3 * step, 3);
  return months(year + step, 0, 12);
}
