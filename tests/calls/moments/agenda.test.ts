import { describe, expect, it } from "vitest";
import { detectAgenda } from "../../../src/calls/moments/agenda.ts";
import { talkOf } from "../talk-of.ts";

const parts = (lines: string[], given = {}) =>
  detectAgenda(talkOf(lines, given)).map(({ part }) => part);

describe("agenda", () => {
  it("finds the four parts of an upfront contract in a rep's opening", () => {
    const found = parts([
      "R: Thanks for joining. We have half an hour booked, is that still fine?",
      "B: Yes it is.",
      "R: What I'd like to do is hear how billing works at your end. Is it okay if I ask a few blunt questions?",
      "R: And if it isn't a fit for you, just say so and we stop there.",
    ]);
    expect(found.toSorted()).toEqual(["agenda", "no-is-fine", "permission", "time"]);
  });

  it.each([
    "Perhaps you tell me, or I tell you, that it isn't for us, and that is fine with me.",
    "You're not so big, so it may be that we aren't, and then I'd say so.",
    "And if by the end you think this isn't for you, then let's just say so.",
  ])("hears that a no is fine in: %s", (line) => {
    expect(parts([`R: ${line}`])).toContain("no-is-fine");
  });

  it.each([
    "If there's one you'd prefer not to answer in front of the other, just say so.",
    "There's more in the box, but it isn't for this.",
    "I'll tell you that it is not the same as last year.",
  ])("hears no easy no in: %s", (line) => {
    expect(parts([`R: ${line}`])).not.toContain("no-is-fine");
  });

  it("names each part once, where it was first said", () => {
    const found = detectAgenda(
      talkOf([
        "R: The plan for today is simple.",
        "B: Good.",
        "R: As I said, the plan for today is simple.",
      ]),
    );
    expect(found.map(({ turn, part }) => [turn, part])).toEqual([[0, "agenda"]]);
  });

  it("takes no contract from a rep who opens with weather and product", () => {
    expect(
      parts([
        "R: How was the weekend, is it raining in Leeds?",
        "B: Always.",
        "R: The import takes thirty minutes to set up and then runs every night.",
      ]),
    ).toEqual([]);
  });

  it("does not credit the buyer's words nor what is said late in the call", () => {
    const talk = Array.from(
      { length: 60 },
      (_, at) => `${at % 2 ? "B" : "R"}: ${"plain talk ".repeat(12)}now.`,
    );
    expect(parts(["B: What I'd like to do is see prices.", "R: Sure."])).toEqual([]);
    expect(parts([...talk, "R: What I'd like to do is go through the agenda."])).toEqual([]);
  });

  it("says no side and halves its trust when nobody knows who the rep is", () => {
    const [found] = detectAgenda(talkOf(["R: The agenda for today is short."], { sides: false }));
    expect(found).toMatchObject({ part: "agenda", side: null });
    expect(found?.confidence).toBeLessThan(0.5);
  });
});
