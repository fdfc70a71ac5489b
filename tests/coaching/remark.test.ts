import { describe, expect, it } from "vitest";
import { gistOf, type Remark, remarkOf } from "../../src/coaching/remark.ts";

describe("what somebody writes after a debrief", () => {
  it.each<[string, Remark]>([
    ["What did she say about the budget?", "question"],
    ["And who signs at Fernhill", "question"],
    ["did I promise anything on that call", "question"],
    ["Why?", "why"],
    ["What should I have said instead?", "why"],
    ["Next time I'll ask who else has to agree.", "intention"],
    ["I will write the question down before the call", "intention"],
    ["ok, thanks", "thanks"],
    ["Makes sense.", "thanks"],
    ["That's not what she meant, she was joking.", "disagrees"],
    ["I should have waited, I always rush there.", "self-critical"],
    ["Not sure yet.", "unsure"],
    ["She had told me the same thing in the car park already.", "explains"],
    ["I asked her that on the first call. She didn't want to say.", "explains"],
    ["It felt pushy, you know?", "explains"],
  ])("“%s” is heard as %s", (text, remark) => {
    expect(remarkOf(text)).toBe(remark);
  });

  it("is handed back verbatim to its first stop, cut where it is long", () => {
    expect(gistOf("I rushed. And then some.")).toBe("I rushed");
    expect(gistOf('She said "fine", so I went on')).toBe("She said 'fine', so I went on");
    const long = Array.from({ length: 30 }, (_, at) => `word${at}`).join(" ");
    expect(gistOf(long)).toBe(`${long.split(" ").slice(0, 14).join(" ")}…`);
  });
});
