import { describe, expect, it } from "vitest";
import { sampleCalendar } from "../../../src/sources/calendars/sample.ts";

const read = async (begunAt: string, from: string, to: string) =>
  (
    await sampleCalendar().read(
      { begunAt },
      { from: new Date(from), to: new Date(to), zone: "Europe/London" },
      [],
    )
  ).meetings;
const BEGUN = "2026-10-23T20:22:10Z";

describe("the sample calendar", () => {
  it("has its first meeting a little more than an hour after it began, at a quarter of an hour", async () => {
    for (const begun of [BEGUN, "2026-11-20T09:00:00Z", "2026-12-31T23:30:00Z"]) {
      const until = new Date(Date.parse(begun) + 3600_000 * 4).toISOString();
      const [first] = (await read(begun, begun, until)).toSorted(
        (a, b) => a.startsAt.getTime() - b.startsAt.getTime(),
      );
      const minutes = ((first?.startsAt.getTime() ?? 0) - Date.parse(begun)) / 60_000;
      expect(minutes).toBeGreaterThanOrEqual(65);
      expect(minutes).toBeLessThan(80);
      expect((first?.startsAt.getTime() ?? 1) % (15 * 60_000)).toBe(0);
    }
  });

  it("tells the same whenever it is asked, and by the clock on the wall when that changes", async () => {
    const whole = await read(BEGUN, "2026-10-23T20:22:10Z", "2026-11-07T00:00:00Z");
    const half = await read(BEGUN, "2026-10-30T00:00:00Z", "2026-11-07T00:00:00Z");
    expect(whole).toEqual(expect.arrayContaining(half));
    expect(new Set(whole.map(({ uid }) => uid)).size).toBe(whole.length);
    const tuesdays = await read(BEGUN, "2026-10-19T00:00:00Z", "2027-04-10T00:00:00Z");
    const hours = tuesdays
      .filter(({ uid }) => uid.startsWith("sample-pinebridge"))
      .map(({ startsAt }) => startsAt.toISOString().slice(5, 16));
    // The clocks went back on 25 October, and go forward on 28 March.
    expect(hours.slice(0, 2)).toEqual(["10-27T14:00", "11-03T14:00"]);
    expect(hours.slice(-2)).toEqual(["03-30T13:00", "04-06T13:00"]);
  });
});
