import { describe, expect, it } from "vitest";
import { ruleWords } from "../../src/coaching/schedule.ts";
import { scheduleWish } from "../../src/coaching/schedule-words.ts";

const told = (text: string) => {
  const wish = scheduleWish(text, "10:15");
  if (wish?.wants !== "change") return wish?.wants ?? null;
  return `${wish.kind} ${wish.rule ? ruleWords(wish.rule) : wish.enabled ? "on" : "off"}`;
};

describe("words about a schedule", () => {
  it.each([
    ["schedules", "list"],
    ["show me the schedules", "list"],
    ["digest on Tuesdays at 9", "digest every Tuesday at 09:00"],
    ["Send the digest every Friday at 4:30 pm", "digest every Friday at 16:30"],
    ["/digest wed 08:00", "digest every Wednesday at 08:00"],
    ["digest on thursday", "digest every Thursday at 10:15"],
    ["weekly digest off", "digest off"],
    ["turn the digest on", "digest on"],
    ["digest on", "digest on"],
    ["synthesis on the 3rd at 8:00", "synthesis on day 3 of each month at 08:00"],
    ["synthesis on the 31st", "synthesis on day 31 of each month at 10:15"],
    ["digest", null],
    ["digest on Tuesdays at 25", null],
    ["synthesis on the 40th", null],
    ["what was in the digest on Tuesday?", null],
  ])("“%s” is %j", (text, wish) => expect(told(text)).toBe(wish));
});
