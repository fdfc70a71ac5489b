import { describe, expect, it } from "vitest";
import { due, isQuiet, nextOccurrence, type Scheduled } from "../../src/coaching/due.ts";
import { QUIET_HOURS, type Rule } from "../../src/coaching/schedule.ts";

const MONDAYS: Rule = { every: "week", weekday: 1, at: "08:30" };

const schedule = (rule: Rule, more: Partial<Scheduled> = {}): Scheduled => ({
  ...{ id: "one", rule, zone: "UTC", since: new Date("2026-01-01"), lastOn: null, quiet: null },
  ...more,
});

const at = (now: string, one: Scheduled) => due(new Date(now), [one]);

/** Ticks from an instant to another and takes what is due, as the job does; each fifth minute holds every hour named here. */
function livedThrough(from: string, until: string, one: Scheduled) {
  const had: { on: string; when: string }[] = [];
  let row = one;
  for (let ms = Date.parse(from); ms < Date.parse(until); ms += 5 * 60_000) {
    for (const { on } of due(new Date(ms), [row])) {
      had.push({ on, when: new Date(ms).toISOString() });
      row = { ...row, lastOn: on };
    }
  }
  return had;
}

describe("what is due", () => {
  it("is nothing before its minute, and one occurrence from then on", () => {
    expect(at("2026-11-23T08:29:59Z", schedule(MONDAYS))).toEqual([]);
    const [first] = at("2026-11-23T08:30:00Z", schedule(MONDAYS));
    expect(first).toEqual({ id: "one", on: "2026-11-23", at: new Date("2026-11-23T08:30:00Z") });
    expect(at("2026-11-23T08:31:00Z", schedule(MONDAYS, { lastOn: "2026-11-23" }))).toEqual([]);
  });

  it("is by the clock on the reader's wall, across both changes of it", () => {
    const london = schedule(MONDAYS, { zone: "Europe/London", lastOn: "2026-03-16" });
    expect(livedThrough("2026-03-17T00:00:00Z", "2026-04-01T00:00:00Z", london)).toEqual([
      { on: "2026-03-23", when: "2026-03-23T08:30:00.000Z" },
      { on: "2026-03-30", when: "2026-03-30T07:30:00.000Z" },
    ]);
    const newYork = schedule(MONDAYS, { zone: "America/New_York", lastOn: "2026-10-19" });
    expect(livedThrough("2026-10-20T00:00:00Z", "2026-11-04T00:00:00Z", newYork)).toEqual([
      { on: "2026-10-26", when: "2026-10-26T12:30:00.000Z" },
      { on: "2026-11-02", when: "2026-11-02T13:30:00.000Z" },
    ]);
  });

  it("comes once on a day whose hour is leapt over, and once where it is repeated", () => {
    const gap = schedule(
      { every: "day", at: "02:30" },
      { zone: "Europe/Berlin", lastOn: "2026-03-28" },
    );
    expect(livedThrough("2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z", gap)).toEqual([
      { on: "2026-03-29", when: "2026-03-29T01:30:00.000Z" },
    ]);
    const twice = { ...gap, lastOn: "2026-10-24" };
    expect(livedThrough("2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z", twice)).toEqual([
      { on: "2026-10-25", when: "2026-10-25T00:30:00.000Z" },
    ]);
  });

  it("is the last one alone when several were missed, and nothing when that was too long ago", () => {
    const asleep = schedule(MONDAYS, { lastOn: "2026-10-26" });
    expect(at("2026-11-18T10:00:00Z", asleep)).toEqual([
      { id: "one", on: "2026-11-16", at: new Date("2026-11-16T08:30:00Z") },
    ]);
    // Sunday: the next is tomorrow.
    expect(at("2026-11-22T10:00:00Z", asleep)).toEqual([]);
    const daily = schedule({ every: "day", at: "16:00" });
    expect(at("2026-11-18T10:00:00Z", daily)).toEqual([]);
  });

  it("is not what lies before the rule was made", () => {
    const since = new Date("2026-11-23T09:00:00Z");
    expect(at("2026-11-23T09:01:00Z", schedule(MONDAYS, { since }))).toEqual([]);
    expect(at("2026-11-30T08:30:00Z", schedule(MONDAYS, { since }))).toHaveLength(1);
  });

  it("waits in quiet hours and on quiet days, and then happens once", () => {
    const early = schedule(
      { every: "week", weekday: 1, at: "06:00" },
      { quiet: QUIET_HOURS, lastOn: "2026-11-16" },
    );
    expect(livedThrough("2026-11-22T00:00:00Z", "2026-11-24T00:00:00Z", early)).toEqual([
      { on: "2026-11-23", when: "2026-11-23T07:30:00.000Z" },
    ]);
    // 1 August 2026 is a Saturday.
    const monthly = schedule(
      { every: "month", day: 1, at: "08:30" },
      { quiet: QUIET_HOURS, lastOn: "2026-07-01" },
    );
    expect(livedThrough("2026-07-31T00:00:00Z", "2026-08-05T00:00:00Z", monthly)).toEqual([
      { on: "2026-08-01", when: "2026-08-03T07:30:00.000Z" },
    ]);
  });

  it("falls on the last day of a month that is too short", () => {
    const last = schedule({ every: "month", day: 31, at: "08:30" });
    expect(at("2026-02-28T09:00:00Z", last)[0]?.on).toBe("2026-02-28");
    expect(at("2026-01-31T09:00:00Z", last)[0]?.on).toBe("2026-01-31");
    expect(at("2026-01-30T09:00:00Z", last)).toEqual([]);
  });

  it("happens once before a meeting, and not any more when that has begun", () => {
    const before = schedule({
      ...{ every: "once", instant: "2026-11-23T13:00:00Z", until: "2026-11-23T14:00:00Z" },
    });
    expect(at("2026-11-23T12:59:00Z", before)).toEqual([]);
    expect(at("2026-11-23T13:10:00Z", before)).toHaveLength(1);
    expect(at("2026-11-23T14:00:00Z", before)).toEqual([]);
    expect(at("2026-11-23T13:11:00Z", { ...before, lastOn: "2026-11-23" })).toEqual([]);
  });
});

describe("quiet hours", () => {
  it("may span midnight, or lie within a day", () => {
    const quiet = (now: string, hours = QUIET_HOURS) => isQuiet(new Date(now), "UTC", hours);
    expect(quiet("2026-11-23T19:00:00Z")).toBe(true);
    expect(quiet("2026-11-23T07:29:00Z")).toBe(true);
    expect(quiet("2026-11-23T07:30:00Z")).toBe(false);
    expect(quiet("2026-11-22T12:00:00Z")).toBe(true);
    const lunch = { from: "12:00", until: "13:00", days: [] };
    expect(quiet("2026-11-22T12:30:00Z", lunch)).toBe(true);
    expect(quiet("2026-11-22T13:00:00Z", lunch)).toBe(false);
  });
});

describe("the next occurrence", () => {
  it("is told for people to read", () => {
    const now = new Date("2026-11-23T08:30:00Z");
    expect(nextOccurrence(now, MONDAYS, "Europe/Berlin")).toEqual(new Date("2026-11-30T07:30:00Z"));
  });
});
