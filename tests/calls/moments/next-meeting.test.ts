import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectNextMeeting } from "../../../src/calls/moments/next-meeting.ts";
import { prepare } from "../../../src/calls/talk.ts";

function talkOf(texts: string[]) {
  return prepare({
    title: "Demo",
    // A Wednesday.
    startedAt: "2026-03-11T09:00:00Z",
    type: null,
    participants: [
      { id: "rep", name: "Ines", side: "rep" },
      { id: "buyer", name: "Tom", side: null },
    ],
    turns: texts.map((text, index) => ({
      speaker: index % 2 === 0 ? "rep" : "buyer",
      text,
      startMs: null,
      endMs: null,
    })),
  });
}
const meetings = (...texts: string[]) =>
  detectNextMeeting(talkOf(texts)).map(({ turn, when }) => ({ turn, when }));

describe("detectNextMeeting", () => {
  it("takes an offered time once the other side accepts it", () => {
    expect(meetings("Does Friday at eleven work for you?", "Friday works.")).toEqual([
      { turn: 0, when: "2026-03-13T11:00" },
    ]);
  });

  it("takes the time that was accepted, not the one that was declined", () => {
    expect(
      meetings("How about Monday at 2?", "I'm travelling. Could we do Tuesday at 3?", "Perfect."),
    ).toEqual([{ turn: 1, when: "2026-03-17T15:00" }]);
  });

  it("does not take an offer nobody answered", () => {
    expect(meetings("Could we meet on Monday?", "What does the export cost?")).toEqual([]);
  });

  it("takes a time stated as settled", () => {
    expect(meetings("I'll put something in for Tuesday the 17th.")).toEqual([
      { turn: 0, when: "2026-03-17" },
    ]);
    expect(meetings("Great, talk to you on Thursday.")).toEqual([{ turn: 0, when: "2026-03-12" }]);
  });

  it("keeps a wish without a time as one without a time", () => {
    expect(meetings("Let's reconnect in the new year.")).toEqual([{ turn: 0, when: null }]);
  });

  it("drops the wish when a day is agreed soon after", () => {
    expect(meetings("We should talk again.", "Sure.", "Does Friday work?", "Yes, fine.")).toEqual([
      { turn: 2, when: "2026-03-13" },
    ]);
  });

  it("takes a bare day held out as a question once the other side takes it or repeats it", () => {
    expect(meetings("Thursday week at two?", "Yep.")).toEqual([
      { turn: 0, when: "2026-03-19T14:00" },
    ]);
    expect(meetings("So then the Tuesday?", "Tuesday's okay, until eleven.")).toHaveLength(1);
    expect(meetings("Thursday at two?", "No, that's our close.")).toEqual([]);
  });

  it("takes a day said at parting", () => {
    expect(meetings("Until Tuesday. Ciao.")).toEqual([{ turn: 0, when: "2026-03-17" }]);
    expect(meetings("Wednesday at ten. Cheers.")).toHaveLength(1);
  });

  it.each([
    "What happens on the Monday after he's gone?",
    "If you can get me those by, shall we say the Friday before?",
    "I'll get her to call you on Thursday, or, no.",
    "I'll put it in her diary as \"March\", she'll come.",
    "If it's paid when it works, then it's out of your spring.",
    "That's a payback inside seven months, and I've not put the soft stuff in.",
    "Friday noon.",
  ])("takes no deadline, nickname or consequence for a meeting: %s", (text) => {
    expect(meetings(text, "Yes, good.")).toEqual([]);
  });

  it("does not take other people's meetings and other dates for the next one", () => {
    const none = [
      "We have a board meeting on Thursday.",
      "We met on Monday last week.",
      "I'll send the summary by Friday.",
      "It works out to less than a day.",
    ];
    for (const text of none) expect([text, meetings(text)]).toEqual([text, []]);
  });

  it("never throws and quotes only what was said", () => {
    const piece = fc.constantFrom("let's talk ", "on Friday ", "does ", "work? ", "yes ", "İ");
    const text = fc
      .array(fc.oneof(piece, fc.string()), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        for (const moment of detectNextMeeting(talkOf(texts)))
          expect(texts[moment.turn]).toContain(moment.quote);
      }),
    );
  });
});
