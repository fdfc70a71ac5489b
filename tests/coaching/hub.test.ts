import { describe, expect, it } from "vitest";
import { streakOf, streakWords } from "../../src/coaching/hub.ts";

describe("a streak", () => {
  it("counts the calls in a row up to the newest, and the longest run there was", () => {
    expect(streakOf([true, true, true, false, true, true])).toEqual({
      seen: 5,
      of: 6,
      now: 2,
      best: 3,
    });
    expect(streakOf([true, false]).now).toBe(0);
  });

  it("is said as it is, also when there is nothing to count or one call only", () => {
    expect(streakWords(streakOf([]))).toBe("no call yet on which it could be seen");
    expect(streakWords(streakOf([true]))).toBe("on the one call where it could be seen");
    expect(streakWords(streakOf([false, true, true]))).toBe("2 calls in a row, 2 of the last 3");
  });
});
