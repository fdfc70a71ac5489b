import { describe, expect, it } from "vitest";
import { workingDaysBefore } from "../../src/coaching/working-days.ts";

const twoBefore = (now: string, days = 2) => workingDaysBefore(new Date(now), days).toISOString();

// 6 March 2026 is a Friday.
describe("two working days before", () => {
  it("is the day before yesterday in the middle of a week", () => {
    expect(twoBefore("2026-03-05T15:30:00Z")).toBe("2026-03-03T15:30:00.000Z");
  });

  it("is Friday at the same hour on a Tuesday, and Thursday on a Monday", () => {
    expect(twoBefore("2026-03-10T09:15:00Z")).toBe("2026-03-06T09:15:00.000Z");
    expect(twoBefore("2026-03-09T09:15:00Z")).toBe("2026-03-05T09:15:00.000Z");
  });

  it("does not move from Friday's midnight to Monday's", () => {
    const end = twoBefore("2026-03-07T00:00:00Z");
    for (const now of ["2026-03-07T09:00:00Z", "2026-03-08T23:59:00Z", "2026-03-09T00:00:00Z"])
      expect(twoBefore(now)).toBe(end);
    // Asked on Thursday at nine, two whole working days have not gone by on Saturday.
    expect(end < "2026-03-05T09:00:00.000Z").toBe(true);
  });

  it("never goes back as time goes on", () => {
    const hour = 3600_000;
    const start = Date.parse("2026-03-02T00:00:00Z");
    const seen = Array.from({ length: 24 * 14 }, (_, index) =>
      workingDaysBefore(new Date(start + index * hour), 2).getTime(),
    );
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });

  it("crosses the end of a year and leaves the given date alone", () => {
    const now = new Date("2026-01-01T08:00:00Z");
    expect(workingDaysBefore(now, 2).toISOString()).toBe("2025-12-30T08:00:00.000Z");
    expect(now.toISOString()).toBe("2026-01-01T08:00:00.000Z");
  });

  it("is now for no days at all on a working day", () => {
    expect(twoBefore("2026-03-04T10:00:00Z", 0)).toBe("2026-03-04T10:00:00.000Z");
  });
});
