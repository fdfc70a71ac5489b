import { describe, expect, it } from "vitest";
import { detectPitches } from "../../../src/calls/moments/pitch.ts";
import { talkOf } from "../talk-of.ts";

const PITCH = [
  "R: So what we do is simple. Our platform reads every invoice as it arrives and matches it to the order, so that nobody types anything twice.",
  "B: Right.",
  "R: It flags whatever does not match and sends it to the person who owns it. It also connects to your bank, and the dashboard shows what is still open at the end of each day.",
];
const STORY =
  "B: We tried something like it two years ago and the people in the branches never used it, because it asked them for codes they did not have, and then the whole thing was dropped before the summer.";

describe("pitch", () => {
  it("marks where a presentation at length begins, nods in between ignored", () => {
    const found = detectPitches(talkOf(["R: How do you close the month?", STORY, ...PITCH]));
    expect(found.map(({ turn }) => turn)).toEqual([2]);
    expect(found[0]?.quote).toContain("what we do");
  });

  it("does not take a two-sentence answer for a pitch", () => {
    expect(
      detectPitches(
        talkOf([
          "B: Does it connect to our bank?",
          "R: Yes, it connects to every bank you use. Our platform handles that automatically each night.",
          "B: Good to know.",
          "R: What happens today when the bank file is late?",
        ]),
      ),
    ).toEqual([]);
  });

  it("does not take long talk about the buyer's own situation for a pitch", () => {
    const recap =
      "R: So if I heard you right, the branches send paper, the codes are missing, and two people spend their Fridays calling around to find out what was meant. Then the month closes late and the auditors ask why. And the worst of it is that nobody can say which branch is behind until it is too late to do anything about it.";
    expect(detectPitches(talkOf([recap, "B: Exactly."]))).toEqual([]);
  });

  it("finds a second pitch after the buyer has spoken at length", () => {
    const found = detectPitches(
      talkOf([...PITCH, STORY, "R: How many branches is that?", STORY, ...PITCH]),
    );
    expect(found.map(({ turn }) => turn)).toEqual([0, 6]);
  });

  it("finds nothing where the sides are unknown or the buyer describes their own product", () => {
    expect(detectPitches(talkOf(PITCH, { sides: false }))).toEqual([]);
    expect(detectPitches(talkOf(PITCH.map((line) => line.replace("R:", "B:"))))).toEqual([]);
  });
});
