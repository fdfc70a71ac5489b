import { DateTime } from "luxon";
import type { Period } from "./question.ts";

/** A question is a sentence or two; what comes after is not read. */
export const LONGEST_QUESTION = 1000;
/** Without a time in the question, this far back. */
const USUAL_DAYS = 90;

const MONTHS =
  "january february march april may june july august september october november december".split(
    " ",
  );
const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const MONTH = `(${MONTHS.join("|")}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const WEEKDAY = `(${WEEKDAYS.join("|")})`;
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");

const NAMED = /\b(this|last|past|previous) (week|month|quarter|year)\b/;
const COUNTED =
  /\b(?:last|past|previous|recent) (\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of|few) (day|week|month)s?\b/;
const SINCE_DATE = new RegExp(`\\bsince (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b`);
const SINCE_DATE_US = new RegExp(`\\bsince ${MONTH} (\\d{1,2})(?:st|nd|rd|th)?\\b`);
const SINCE_ISO = /\bsince (\d{4}-\d{2}-\d{2})\b/;
const SINCE_MONTH = new RegExp(`\\bsince (?:the (?:start|beginning) of )?${MONTH}\\b`);
const SINCE_WEEKDAY = new RegExp(`\\bsince (?:last )?${WEEKDAY}\\b`);
const ON_DATE = new RegExp(
  `\\b(?:on |of )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b`,
);
/** "May" and "march" alone are words of their own: they need the "in". */
const IN_MONTH = new RegExp(`\\b(?:in|during|for|over) (?:last )?${MONTH}\\b`);
const ON_WEEKDAY = new RegExp(`\\b(?:on|last) ${WEEKDAY}(?:'s)?\\b`);

const monthOf = (name: string) =>
  MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3))) + 1;
const dayWords = (day: DateTime) => day.toFormat("d LLLL");

/**
 * The time a question is about, in the asker's zone. A month, weekday or date without a year is the
 * latest one that is not in the future.
 */
export function readPeriod(text: string, now: Date, zone: string): Period {
  const lower = text.slice(0, LONGEST_QUESTION).toLowerCase();
  const here = DateTime.fromJSDate(now, { zone });
  const today = here.startOf("day");
  const end = today.plus({ days: 1 });
  const made = (since: DateTime, until: DateTime, words: string): Period => ({
    since: since.toJSDate(),
    until: until.toJSDate(),
    words,
    named: true,
  });
  const since = (day: DateTime) =>
    made(day, end, day.equals(today) ? "today" : `since ${dayWords(day)}`);
  const past = (day: DateTime, step: { years: number } | { weeks: number }) =>
    day > today ? day.minus(step) : day;
  const dated = (day: string, month: string) =>
    past(today.set({ month: monthOf(month), day: Number(day) }), { years: 1 });
  const weekday = (name: string) =>
    past(today.set({ weekday: (WEEKDAYS.indexOf(name) + 1) as 1 }), { weeks: 1 });
  const on = (day: DateTime) =>
    made(day, day.plus({ days: 1 }), day.equals(today) ? "today" : `on ${dayWords(day)}`);

  if (/\btoday('s)?\b/.test(lower)) return on(today);
  if (/\byesterday('s)?\b/.test(lower)) return on(today.minus({ days: 1 }));
  const named = NAMED.exec(lower);
  if (named) return namedPeriod(named, today, end);
  const counted = COUNTED.exec(lower);
  if (counted) return since(back(today, counted[1] ?? "", counted[2] ?? ""));
  if (/\bfortnight\b/.test(lower)) return since(today.minus({ weeks: 2 }));
  const iso = SINCE_ISO.exec(lower);
  const isoDay = iso ? DateTime.fromISO(iso[1] ?? "", { zone }) : null;
  if (isoDay?.isValid) return since(isoDay);
  const sinceDate = SINCE_DATE.exec(lower);
  if (sinceDate) return since(dated(sinceDate[1] ?? "", sinceDate[2] ?? ""));
  const sinceDateUs = SINCE_DATE_US.exec(lower);
  if (sinceDateUs) return since(dated(sinceDateUs[2] ?? "", sinceDateUs[1] ?? ""));
  const sinceMonth = SINCE_MONTH.exec(lower);
  if (sinceMonth) return since(dated("1", sinceMonth[1] ?? ""));
  const sinceDay = SINCE_WEEKDAY.exec(lower);
  if (sinceDay) return since(weekday(sinceDay[1] ?? ""));
  const date = ON_DATE.exec(lower);
  if (date) return on(dated(date[1] ?? "", date[2] ?? ""));
  const month = IN_MONTH.exec(lower);
  if (month) {
    const first = dated("1", month[1] ?? "");
    const until = first.plus({ months: 1 });
    return made(first, DateTime.min(until, end), `in ${first.toFormat("LLLL")}`);
  }
  const day = ON_WEEKDAY.exec(lower);
  if (day) return on(weekday(day[1] ?? ""));
  const usual = today.minus({ days: USUAL_DAYS });
  return { ...since(usual), named: false };
}

function namedPeriod(named: RegExpExecArray, today: DateTime, end: DateTime): Period {
  const [, which, unit = "week"] = named;
  const kind = unit as "week" | "month" | "quarter" | "year";
  const start = today.startOf(kind);
  if (which === "this") {
    const words = start.equals(today) ? "today" : `since ${dayWords(start)}`;
    return { since: start.toJSDate(), until: end.toJSDate(), words, named: true };
  }
  const before = start.minus({ [`${kind}s`]: 1 });
  const last = start.minus({ days: 1 });
  const words =
    kind === "month"
      ? `in ${before.toFormat("LLLL")}`
      : kind === "year"
        ? `in ${before.toFormat("yyyy")}`
        : `from ${before.month === last.month ? before.toFormat("d") : dayWords(before)} to ${dayWords(last)}`;
  return { since: before.toJSDate(), until: start.toJSDate(), words, named: true };
}

function back(today: DateTime, amount: string, unit: string): DateTime {
  const word = NUMBERS.indexOf(amount) + 1;
  const count = Number(amount) || word || (amount === "a" ? 1 : amount === "few" ? 3 : 2);
  return today.minus({ [`${unit}s`]: count });
}
