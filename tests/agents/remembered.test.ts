import { describe, expect, it } from "vitest";
import { checkKeptApart, checkRemembered, rememberedLine } from "../../src/agents/remembered.ts";
import type { Call } from "../../src/calls/call.ts";
import { type Remembered, wordsToCite } from "../../src/coaching/remembered.ts";

const known: Remembered = {
  ...{ memory: "reflection/1", kind: "reflection", on: "2026-03-03", callId: null },
  ...{ words: "Next time I'd ask what it costs them.", about: "Fernhill" },
};
const TODAY = "2026-11-20";
const check = (line: string, memory = "reflection/1") =>
  checkRemembered({ memory, line }, [known], TODAY);

describe("what a debrief may say of earlier words", () => {
  it("is the sentence that says what somebody meant to do, letter by letter", () => {
    expect(
      wordsToCite("It was late. Next time I’d ask what it costs them. They liked it."),
    ).toEqual({
      words: "Next time I’d ask what it costs them.",
      intends: true,
    });
    expect(wordsToCite("They had to leave early and so I let it go.")?.intends).toBe(false);
    expect(wordsToCite("Fair.")).toBeNull();
  });

  it("leaves out what is nobody's business", () => {
    for (const text of [
      "I should have asked, but I was sick that morning and wanted to go home.",
      "Next time I'd ask. My wife had just called about the kids.",
    ])
      expect(wordsToCite(text)).toBeNull();
  });

  it("names the day and quotes what was said then, whoever words it", () => {
    expect(check(rememberedLine(known, TODAY).line)).toEqual([]);
    expect(check("On 3 March you said you'd “ask what it costs them”; here is a place.")).toEqual(
      [],
    );
    expect(check("On 3 March you said “I will ask for the budget”.")).toHaveLength(1);
    expect(check("On 4 March you said “ask what it costs them”.")).toHaveLength(1);
    expect(check("On 3 March you said you would ask.")).toHaveLength(1);
    expect(check("On 3 March you said “ask what it costs them”. Did you?")).toHaveLength(1);
    expect(check("On 3 March you said “ask what it costs them”.", "reflection/2")).toHaveLength(1);
  });

  it("stands in that line alone: the rest may be read by others", () => {
    const call = {
      participants: [],
      turns: [{ text: "What does it cost you?" }],
    } as unknown as Call;
    const apart = (text: string) => checkKeptApart([text], [known], call);
    expect(apart("You told me that next time I'd ask what it costs them.")).toHaveLength(1);
    expect(apart("What were you weighing when you went on?")).toEqual([]);
  });
});
