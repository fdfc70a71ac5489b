import { DateTime } from "luxon";
import type { QuietHours, Rule } from "./schedule.ts";

/** A schedule as far as it takes to say whether it is due. */
export interface Scheduled {
  id: string;
  rule: Rule;
  /** IANA zone of whomever it is for. */
  zone: string;
  /** Since when the rule holds: what lies before is nobody's omission. */
  since: Date;
  /** ISO date, in the zone, of the last occurrence. */
  lastOn: string | null;
  /** `null` where the hour is the reader's own choice. */
  quiet: QuietHours | null;
}

/** One occurrence that is to happen now. */
export interface Due {
  id: string;
  /** ISO date in the schedule's zone: with the id it names the occurrence. */
  on: string;
  /** When it should have happened: now, or earlier when it was missed. */
  at: Date;
}

/**
 * How many days late an occurrence is still worth having: a daily word is of its day, a weekly one
 * until the next is near, a monthly one for a third of its month.
 */
const PATIENCE_DAYS = { day: 0, week: 5, month: 10 } as const;

/**
 * What is due: of each schedule the last occurrence that has come and was not had. However many were
 * missed, one is caught up. In quiet hours nothing is due; it waits until they end.
 */
export function due(now: Date, schedules: readonly Scheduled[]): Due[] {
  return schedules.flatMap((one) => {
    const last = lastOccurrence(now, one.rule, one.zone);
    if (!last || last.at < one.since) return [];
    if (one.lastOn !== null && last.on <= one.lastOn) return [];
    if (one.quiet && isQuiet(now, one.zone, one.quiet)) return [];
    return [{ id: one.id, ...last }];
  });
}

/** The newest occurrence that has come and is not too old to be had still. */
function lastOccurrence(now: Date, rule: Rule, zone: string): Omit<Due, "id"> | null {
  const local = DateTime.fromJSDate(now, { zone });
  if (rule.every === "once") {
    const at = DateTime.fromISO(rule.instant, { zone });
    if (at > local || DateTime.fromISO(rule.until) <= local) return null;
    return { on: dateOf(at), at: at.toJSDate() };
  }
  for (let back = 0; back <= PATIENCE_DAYS[rule.every]; back += 1) {
    // Weekdays are counted: making a day of another date asks its zone for the clock, which is slow.
    if (rule.every === "week" && (local.weekday - back - rule.weekday) % 7 !== 0) continue;
    const day = local.minus({ days: back });
    if (!falls(rule, day)) continue;
    const at = hourOf(day, rule.at);
    if (at <= local) return { on: dateOf(day), at: at.toJSDate() };
  }
  return null;
}

/** When it happens next, for people to read; `null` for what happens once. */
export function nextOccurrence(now: Date, rule: Rule, zone: string): Date | null {
  if (rule.every === "once") return null;
  const local = DateTime.fromJSDate(now, { zone });
  for (let ahead = 0; ahead <= 62; ahead += 1) {
    const day = local.plus({ days: ahead });
    const at = hourOf(day, rule.at);
    if (falls(rule, day) && at > local) return at.toJSDate();
  }
  return null;
}

/** Whether people of this zone are left alone now. */
export function isQuiet(now: Date, zone: string, { from, until, days }: QuietHours): boolean {
  const local = DateTime.fromJSDate(now, { zone });
  if (days.includes(local.weekday)) return true;
  const hour = local.toFormat("HH:mm");
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until;
}

/**
 * When the quiet that reigns now ends. Looked for in steps of five minutes, at most nine days ahead:
 * hours that a clock change swallows, and days that are all quiet, need no rule of their own.
 */
export function quietUntil(now: Date, zone: string, quiet: QuietHours): Date {
  const step = 5 * 60_000;
  const first = Math.ceil(now.getTime() / step) * step;
  for (let at = first; at < first + 9 * 24 * 3600_000; at += step) {
    if (!isQuiet(new Date(at), zone, quiet)) return new Date(at);
  }
  // Every day is quiet: whoever set that up is asked again in a day.
  return new Date(first + 24 * 3600_000);
}

function falls(rule: Exclude<Rule, { every: "once" }>, day: DateTime): boolean {
  if (rule.every === "day") return true;
  if (rule.every === "week") return day.weekday === rule.weekday;
  return day.day === Math.min(rule.day, day.daysInMonth ?? 28);
}

/** An hour the clocks leap over is the one they leap to; of one they repeat, the first. */
function hourOf(day: DateTime, at: string): DateTime {
  const [hour, minute] = at.split(":").map(Number);
  const named = day.set({ hour: hour ?? 0, minute: minute ?? 0, second: 0, millisecond: 0 });
  const [first] = named
    .getPossibleOffsets()
    .toSorted((one, other) => one.toMillis() - other.toMillis());
  return first ?? named;
}

const dateOf = (day: DateTime) => day.toFormat("yyyy-MM-dd");
