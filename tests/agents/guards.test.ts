import { describe, expect, it } from "vitest";
import {
  checkAsks,
  checkLength,
  checkMoment,
  checkNumbers,
  checkQuotes,
  checkTechnique,
  checkTimes,
  checkVoice,
} from "../../src/agents/guards.ts";
import type { Call } from "../../src/calls/call.ts";

const call: Call = {
  title: "A call",
  startedAt: null,
  type: null,
  participants: [
    { id: "b", name: "Olga Brandl", side: "buyer" },
    { id: "r", name: "Sam Holt", side: "rep" },
  ],
  turns: [
    {
      speaker: "b",
      startMs: 61_000,
      endMs: 70_000,
      text: "Um, we call it “the cupboard”. It’s where the orders go to die.",
    },
    { speaker: "r", startMs: 70_500, endMs: 74_000, text: "And what does that cost you?" },
  ],
};
const said = { turn: 0, atMs: 61_000, quote: "where the orders go to die", speaker: "Olga Brandl" };

describe("a claimed moment", () => {
  it("passes when turn, time, speaker and words are those of the call", () => {
    expect(checkMoment(call, said)).toEqual([]);
  });

  it("fails on words that were never said", () => {
    expect(checkMoment(call, { ...said, quote: "where orders get lost" })[0]).toMatch(/not said/);
    expect(checkMoment(call, { ...said, quote: " " })[0]).toBeTruthy();
  });

  it("fails on another time, another speaker, another turn", () => {
    expect(checkMoment(call, { ...said, atMs: 62_000 })).toHaveLength(1);
    expect(checkMoment(call, { ...said, speaker: "Sam Holt" })).toHaveLength(1);
    expect(checkMoment(call, { ...said, turn: 1 })).not.toEqual([]);
    expect(checkMoment(call, { ...said, turn: 9 })).toEqual(["turn 9 does not exist"]);
  });
});

describe("a sentence about a call", () => {
  it("may quote what was said, cut at the end, begun with a capital, in either kind of marks", () => {
    for (const text of [
      "Olga said: “It's where the orders go to die.”",
      'Olga said: "where the orders go…"',
      "Olga said: “Where the orders…” Your turn.",
      "Olga said: “We call it 'the cupboard'.”",
    ])
      expect(checkQuotes(call, text)).toEqual([]);
  });

  it("may not quote what was not said", () => {
    expect(checkQuotes(call, "Olga said: “we lose a fortune”.")).toHaveLength(1);
    expect(checkQuotes(call, "Olga said: “the orders … cost you”.")).toHaveLength(1);
  });

  it("may name only times at which somebody begins to speak", () => {
    expect(checkTimes(call, "At 01:01 and at turn 1.")).toEqual([]);
    expect(checkTimes(call, "At 01:05 it came up.")).toHaveLength(1);
    expect(checkTimes(call, "See turn 12.")).toHaveLength(1);
  });

  it("leaves times inside a quote to the speaker", () => {
    expect(checkTimes(call, "Olga said: “it leaves at 11:30”.")).toEqual([]);
  });

  it("may name only percentages that were measured", () => {
    expect(checkNumbers([58.6], "You spoke 59 % of the time.")).toEqual([]);
    expect(checkNumbers([58.6], "You spoke 61 % of the time.")).toHaveLength(1);
    expect(checkNumbers([58.6], "You spoke 61 percent of the time.")).toHaveLength(1);
    expect(checkNumbers([], "Olga said: “about 40 % of them”.")).toEqual([]);
  });

  it("does not shout, inflate or scold, but lets the buyer", () => {
    expect(checkVoice("You asked once and waited.")).toEqual([]);
    expect(checkVoice("You asked once and waited!")).toHaveLength(1);
    expect(checkVoice("Great job on the question.")).toHaveLength(1);
    expect(checkVoice("You should have asked.")).toHaveLength(1);
    expect(checkVoice("Olga said: “That's terrible!”")).toEqual([]);
  });

  it("praises only with a technique in it", () => {
    expect(checkTechnique("You asked before you answered.")).toEqual([]);
    expect(checkTechnique("You did really well with Olga on this call.")).toHaveLength(1);
    expect(checkTechnique("It went well: “you asked me nicely”.")).toHaveLength(1);
  });
});

describe("the first thing a person sees", () => {
  it("asks once, at the end", () => {
    expect(checkAsks("Olga said: “Really?” What did you make of it?")).toEqual([]);
    expect(checkAsks("What did you make of it? And of her?")).toHaveLength(1);
    expect(checkAsks("What did you make of it? Tell me.")).toHaveLength(1);
    expect(checkAsks("You asked about the cost.")).toHaveLength(1);
  });

  it("stays short", () => {
    expect(checkLength("one two three", 3, "it")).toEqual([]);
    expect(checkLength("one two three four", 3, "it")).toHaveLength(1);
  });
});
