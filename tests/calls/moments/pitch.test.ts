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

  it("needs no known sides where the words can only be a seller's, and then says less surely", () => {
    const clear = [
      ...PITCH,
      "R: Our customers see it pay back in a year, and our connector talks to whatever you run. We've got a team that sets it up, you'd just say yes or no.",
    ];
    const [found, ...more] = detectPitches(talkOf(clear, { sides: false }));
    expect(found).toMatchObject({ turn: 0, side: null });
    expect(found?.confidence).toBeLessThan(0.75);
    expect(more).toEqual([]);
    expect(detectPitches(talkOf([STORY, STORY, STORY], { sides: false }))).toEqual([]);
  });

  it("finds nothing where the buyer describes their own product", () => {
    expect(detectPitches(talkOf(PITCH.map((line) => line.replace("R:", "B:"))))).toEqual([]);
  });

  it("reads one monologue that the recorder cut into many turns as one pitch", () => {
    const cut = [
      "R: Okay, so let me go to the settings.",
      "R: In here you've got your branches, and everything can be set for each of them.",
      "R: It picks up the rules from the level above, so you'd set it once.",
      "B: Mm-hm.",
      "R: And then there's the report builder, you can drag in whatever you like.",
      "R: If a driver is late it'll tell the customer before they ring, and it logs who was told.",
      "R: And you can see how that has gone, week by week, for every branch.",
    ];
    const found = detectPitches(talkOf([STORY, ...cut]));
    expect(found.map(({ turn }) => turn)).toEqual([1]);
    expect(found[0]?.quote).toContain("the settings");
  });

  it("marks a tour that is announced before the screen is up, and the tour itself", () => {
    const found = detectPitches(
      talkOf([
        "R: That's exactly what we do, so it is easiest if I just show you how it works.",
        "B: Sure, go ahead, although all I can see so far is a picture of your calendar and a cat.",
        ...PITCH,
      ]),
    );
    expect(found.map(({ turn }) => turn)).toEqual([0, 2]);
  });

  it("goes on through a short question about what is shown", () => {
    const asked =
      "B: And the ones that come in by post, the handwritten ones from the yards, does it read those as well?";
    const [first, , last] = PITCH as [string, string, string];
    expect(detectPitches(talkOf([STORY, first, asked, last])).map(({ turn }) => turn)).toEqual([1]);
  });

  it("does not take next steps for a pitch", () => {
    const steps =
      "R: So I'll send you the recording and I'll put together two options. I'd suggest we load your own orders into the platform, and you can share it with the branches. I'll check what our connector needs and I'll drop you a line on Thursday, and then we can look at the numbers together with whoever you want to have there.";
    expect(detectPitches(talkOf([STORY, steps, "B: Fine."]))).toEqual([]);
  });
});
