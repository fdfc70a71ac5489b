import { describe, expect, it } from "vitest";
import type { CallDebrief } from "../../src/coaching/call-debrief.ts";
import {
  agreedMessage,
  type DebriefScene,
  disputeMessage,
  disputeNotedMessage,
  drillMessage,
  drillReadingMessage,
  evidenceMessage,
  momentMessage,
  openingMessage,
  ownIdeaMessage,
  wentWellMessage,
} from "../../src/messages/call-debrief.ts";
import type { Message } from "../../src/messages/message.ts";
import { plainText } from "../../src/messages/plain-text.ts";

const scene: DebriefScene = {
  title: "Harbour Bakery, discovery",
  minutes: 31,
  audience: "only you see this until tomorrow",
  note: null,
  linkTo: (spot) => `https://example.test/#turn-${spot.turn}`,
};
const buyer = {
  turn: 40,
  atMs: 862_000,
  quote: "we had a recall in February",
  speaker: "Olga Brandl",
  side: "buyer" as const,
};
const debrief: CallDebrief = {
  question: {
    text: "At 14:22 Olga said: “We had a recall in February.” What did you make of it?",
    moment: buyer,
    credited: false,
  },
  wentWell: [
    {
      moment: {
        ...buyer,
        turn: 12,
        atMs: 300_000,
        quote: "Who signs?",
        speaker: "Sam Holt",
        side: "rep",
      },
      why: "You asked who signs.",
    },
  ],
  opportunity: {
    moment: buyer,
    response: {
      ...buyer,
      turn: 41,
      quote: "So this is the stock view.",
      speaker: "Sam Holt",
      side: "rep",
    },
    whatHappened: "Nobody had asked for that.",
    tryInstead: "What did that end up costing you?",
    whyItMatters: "No cost was put on it.",
  },
  skill: "Discovery quality: stay one question longer when a buyer volunteers something",
  behaviour: "stay-one-question-longer",
  practice: "On your next call, ask one question first.",
  followUp: { on: "2026-03-09", what: "To look for: a question of yours." },
  wordings: [],
};
const actionsOf = (message: Message) =>
  message.blocks.flatMap((block) => (block.type === "actions" ? block.actions : []));

describe("the messages of a debrief", () => {
  it("opens with the call, who can see it, one question, and nothing told yet", () => {
    const message = openingMessage(debrief, scene);
    const text = plainText(message);
    expect(text).toContain("Harbour Bakery, discovery, 31 min");
    expect(text).toContain("only you see this until tomorrow");
    expect(text).toContain(debrief.question.text);
    expect(text).not.toContain(debrief.opportunity?.tryInstead);
    expect(actionsOf(message).map(({ id }) => id)).toEqual([
      "show-moment",
      "just-tell-me",
      "practise",
      "not-fair",
    ]);
  });

  it("can be read in twenty seconds", () => {
    const words = plainText(openingMessage(debrief, scene)).split(/\s+/).length;
    expect(words).toBeLessThan(90);
  });

  it("says quietly how it was written when there is something to say", () => {
    const note = "I wrote this one from my own rules.";
    expect(plainText(openingMessage(debrief, { ...scene, note }))).toContain(note);
  });

  it("answers an answer first, then says what was seen and what to try", () => {
    const text = plainText(evidenceMessage(debrief, scene, "I should have asked, I rushed it."));
    expect(text.startsWith("You saw it yourself")).toBe(true);
    expect(text).toContain("“What did that end up costing you?”");
    expect(text).toContain("Worth a look back on Monday 9 March.");
    expect(plainText(evidenceMessage(debrief, scene, null))).not.toContain("You saw it yourself");
  });

  it("brings the missed moment as one more thing when a credited one opened", () => {
    const credited = { ...debrief, question: { ...debrief.question, credited: true } };
    const text = plainText(evidenceMessage(credited, scene, null));
    expect(text).toContain("One thing from the same call:");
    expect(text).toContain("We had a recall in February");
  });

  it("has a practice even where nothing was missed", () => {
    const text = plainText(evidenceMessage({ ...debrief, opportunity: null }, scene, null));
    expect(text).toContain("You asked who signs.");
    expect(text).toContain(debrief.practice);
  });

  it("shows the moment in its surroundings with links", () => {
    const message = momentMessage(debrief, scene, [
      { speaker: "Olga Brandl", turn: 40, atMs: 862_000, text: "We had a recall in February." },
    ]);
    expect(message.blocks[0]).toMatchObject({
      type: "quote",
      at: "14:22",
      link: "https://example.test/#turn-40",
    });
  });

  it("says so when nothing stood out", () => {
    expect(plainText(wentWellMessage({ ...debrief, wentWell: [] }, scene))).toMatch(
      /as much about what I can see/,
    );
    expect(plainText(wentWellMessage(debrief, scene))).toContain("You asked who signs.");
  });

  it("practises on the buyer's own line and reads what was typed without a grade", () => {
    expect(plainText(drillMessage(debrief, scene))).toContain("Olga Brandl says:");
    const reading = (line: string) => plainText(drillReadingMessage(debrief, line));
    expect(reading("We can fix that.")).toMatch(/tells rather than asks/);
    expect(reading("What was it? Who rang?")).toMatch(/Two questions/);
    expect(reading("What did it cost you?")).toMatch(/One open question/);
    expect(reading("Was it bad?")).toMatch(/answered with a yes/);
    expect(reading(`What ${"really ".repeat(26)}happened?`)).toMatch(/words long/);
  });

  it("keeps the coach's manner in every message", () => {
    const all = [
      openingMessage(debrief, scene),
      evidenceMessage(debrief, scene, "No idea"),
      wentWellMessage(debrief, scene),
      drillMessage(debrief, scene),
      disputeMessage(),
      disputeNotedMessage(),
      agreedMessage(debrief),
      ownIdeaMessage(),
    ];
    for (const message of all) {
      expect(message.summary).toBeTruthy();
      expect(plainText(message)).not.toMatch(/!|\bscore\b|great job/i);
    }
  });
});
