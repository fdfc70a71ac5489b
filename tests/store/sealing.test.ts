import { describe, expect, it } from "vitest";
import { openSealing } from "../../src/store/sealing.ts";

const OLD = "the first key, kept for a while after";
const NEW = "the second key, in use from now on";

describe("a sealed secret", () => {
  it("opens again under the key and for the row it was sealed for", () => {
    const sealing = openSealing([NEW]);
    const sealed = sealing.seal("xoxb-ünïcode-🙂", "connection/1");
    expect(sealed).not.toContain("xoxb");
    expect(sealing.open(sealed, "connection/1")).toBe("xoxb-ünïcode-🙂");
  });

  it("looks different each time, also for the same text", () => {
    const sealing = openSealing([NEW]);
    expect(sealing.seal("same", "a")).not.toBe(sealing.seal("same", "a"));
  });

  it("does not open in another row, changed by one character, cut short, or under another key", () => {
    const sealing = openSealing([NEW]);
    const sealed = sealing.seal("token", "connection/1");
    const last = sealed.at(-2) === "A" ? "B" : "A";
    const attempts: [string, string][] = [
      [sealed, "connection/2"],
      [`${sealed.slice(0, -2)}${last}${sealed.slice(-1)}`, "connection/1"],
      [sealed.slice(0, 24), "connection/1"],
      [openSealing([OLD]).seal("token", "connection/1"), "connection/1"],
      ["", "connection/1"],
    ];
    for (const [text, context] of attempts) {
      expect(() => sealing.open(text, context)).toThrow(/SECRET_KEY/);
    }
  });

  it("opens with the older key while that is still there, and says that it should be sealed again", () => {
    const before = openSealing([OLD]).seal("token", "row");
    const both = openSealing([NEW, OLD]);
    expect(both.open(before, "row")).toBe("token");
    expect(both.stale(before)).toBe(true);
    expect(both.stale(both.seal("token", "row"))).toBe(false);
  });
});
