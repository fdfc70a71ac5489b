import { describe, expect, it } from "vitest";
import { renderForAll } from "../../src/bots/rendered.ts";
import type { CallDebrief } from "../../src/coaching/call-debrief.ts";
import {
  alreadyAsked,
  alreadyRejected,
  approvalMessage,
  approved,
  askForEdit,
  edited,
  editRefused,
  heldElsewhereMessage,
  heldMessage,
  lessonKept,
  nobodyToAsk,
  notSentYet,
  readAgainSince,
  readFirst,
  rejected,
} from "../../src/messages/approval.ts";
import { plainText } from "../../src/messages/plain-text.ts";
import { welcomeManager, welcomeRep } from "../../src/messages/welcome.ts";

const moment = { turn: 4, atMs: 61_000, quote: "we lose a day a week", speaker: "Vera Holm" };
const debrief: CallDebrief = {
  question: {
    text: "At 01:01 Vera said “we lose a day a week”. What was behind that?",
    moment: { ...moment, side: "buyer" },
    credited: false,
  },
  wentWell: [],
  opportunity: {
    moment: { ...moment, side: "buyer" },
    response: null,
    whatHappened: "SECRET-HAPPENED",
    tryInstead: "What does that day cost you?",
    whyItMatters: "SECRET-MATTERS",
  },
  skill: "Listening: stays with what was said",
  behaviour: "follow-up",
  practice: "SECRET-PRACTICE",
  followUp: { on: "2026-03-13", what: "SECRET-FOLLOW-UP" },
  wordings: [],
};
const about = {
  title: "Fern, discovery",
  repName: "Ines Falk",
  link: "https://coach.test/calls/1",
};
const at = (left: number) => approvalMessage(debrief, { ...about, left });

const held = { title: "Fern, discovery", managerName: "Dora Quist" };
const all = [
  at(20),
  at(1),
  heldMessage(held),
  heldElsewhereMessage({ ...held, repName: "Ines Falk" }),
  ...[approved("Ines Falk"), edited("Ines Falk"), notSentYet("Ines Falk"), alreadyAsked("Ines")],
  ...[
    askForEdit(),
    editRefused(["asks 2 questions instead of one"], "Two? Questions?"),
    rejected(),
    lessonKept("I don't ask about next steps."),
  ],
  ...[alreadyRejected(), nobodyToAsk(), readAgainSince(), welcomeManager(20), welcomeManager()],
  ...[welcomeRep("Dora Quist", true), welcomeRep("Dora Quist"), welcomeRep(null, true)],
];

describe("the messages around a manager's look", () => {
  it("are drawn for both platforms without a fault, however long the names are", () => {
    const long = "Maximiliana-Konstantina ".repeat(20);
    const faults: unknown[] = [];
    for (const message of [
      ...all,
      approvalMessage(debrief, { ...about, repName: long, title: long, left: 3 }),
      approvalMessage(debrief, { ...about, repName: "", left: 3 }),
      approvalMessage({ ...debrief, opportunity: null }, { ...about, left: 0 }),
    ])
      renderForAll(message, {
        deliveryId: "00000000-0000-7000-8000-000000000000",
        onProblem: (problems) => faults.push(...problems),
      });
    expect(faults).toEqual([]);
  });

  it("speak in the coach's manner", () => {
    for (const message of all) {
      expect(plainText(message)).not.toMatch(/!|undefined|null/);
      expect(message.summary).not.toBe("");
    }
  });

  it("show the manager the question and what would be offered, and nothing else of the debrief", () => {
    const text = plainText(at(20));
    expect(text).toContain(debrief.question.text);
    expect(text).toContain("What does that day cost you?");
    expect(text).not.toContain("SECRET");
  });

  it("count down to the last one", () => {
    expect(plainText(at(20))).toContain(
      "19 more of these to decide; after that I ask reps directly",
    );
    expect(plainText(at(2))).toContain("One more of these");
    expect(plainText(at(1))).toContain("This is the last of these");
  });

  it("say who sees it", () => {
    expect(plainText(at(5))).toMatch(/Only you see this; Ines is told that you read it first/);
    expect(plainText(heldMessage(held))).toMatch(/Dora Quist looks .* what you answer stays/);
    expect(plainText(heldElsewhereMessage({ ...held, repName: "Ines Falk" }))).toMatch(
      /question is for Ines Falk. Dora Quist looks at it first; nobody else sees it/,
    );
    expect(readFirst("Dora Quist", false)).toBe(
      "Dora Quist read this question first; your answer stays between us",
    );
    expect(readFirst("Dora Quist", true)).toMatch(/read this question first and reworded it;/);
  });

  it("tell a new rep, and their manager, that the manager reads first, only where that is so", () => {
    const rep = (shadow: boolean, manager: string | null = "Dora Quist") =>
      plainText(welcomeRep(manager, shadow));
    expect(rep(true)).toMatch(/Dora Quist reads each question before you get it, and the call/);
    expect(rep(true)).toContain("What you answer and what you practise stays between us.");
    for (const text of [rep(false), rep(true, null)]) {
      expect(text).not.toContain("before you get it");
      expect(text).toMatch(/A debrief is yours alone for the first day[.;]/);
    }
    expect(plainText(welcomeManager(20))).toMatch(/first 20 questions come to you.*Reps are told/);
    expect(plainText(welcomeManager())).toMatch(/^.*Each rep sees their debrief first, for a day/s);
    expect(plainText(welcomeManager())).not.toContain("come to you");
  });
});
