import { describe, expect, it } from "vitest";
import { freeQuestion } from "../../src/agents/free-question.ts";
import type { Evidence } from "../../src/agents/questions/evidence.ts";
import { readPeriod } from "../../src/agents/questions/period.ts";
import type { Directory } from "../../src/agents/questions/question.ts";
import { readQuestion } from "../../src/agents/questions/read-question.ts";
import { analyzeCall } from "../../src/calls/analyze.ts";
import type { Call } from "../../src/calls/call.ts";
import type { CallInFull } from "../../src/store/call-search.ts";

/** A Wednesday, shortly after midnight in Sydney and still Tuesday in London. */
const NOW = new Date("2026-03-10T14:30:00Z");
const ZONE = "Europe/London";

const directory: Directory = {
  asker: { id: "nadia", name: "Nadia Brook" },
  colleagues: [
    { id: "nadia", name: "Nadia Brook", reports: false },
    { id: "will", name: "Will Tanner", reports: false },
  ],
  accounts: [
    { id: "a1", name: "Orchard Street Clinics" },
    { id: "a2", name: "Zephyr Rail" },
  ],
  buyers: [
    { name: "Gwen Pryce", accountId: "a1" },
    { name: "Otto Lindqvist", accountId: "a2" },
  ],
  competitors: ["Clearsum"],
};
const read = (text: string) => readQuestion(text, directory, NOW, ZONE);

describe("reading a question", () => {
  it.each([
    ["how did I do on discovery this month?", "overall"],
    ["do I talk too much?", "talk-share"],
    ["what's my talk ratio", "talk-share"],
    ["how many questions do I ask?", "questions"],
    ["what was my longest monologue?", "monologue"],
    ["what objections came up last week?", "objections"],
    ["any pushback from Gwen?", "objections"],
    ["what did I promise Gwen?", "promises"],
    ["when is the next meeting with Zephyr?", "next-step"],
    ["who decides at Zephyr?", "decision"],
    ["who signs off at Orchard Street?", "decision"],
    ["what did Zephyr say about budget?", "budget"],
    ["which deals mention Clearsum?", "competitor"],
    ["what went well this month?", "went-well"],
    ["what should I work on?", "work-on"],
    ["what did Otto say about the depot roof?", "said"],
    ["who is the best rep?", "ranking"],
    ["what did Will answer in his debrief?", "private"],
    ["hello", "greeting"],
    ["thanks, that helps", "thanks"],
    ["what can you do?", "help"],
    ["", "help"],
    ["I was nervous and went too fast there", "unclear"],
  ])("takes “%s” to be about %s", (text, topic) => {
    expect(read(text).topic).toBe(topic);
  });

  it("knows whom it names, also with a slip of the keyboard, and not an everyday word", () => {
    expect(read("what did Zephir say?").accounts).toEqual([{ id: "a2", name: "Zephyr Rail" }]);
    expect(read("what did gwen pryce say?").buyers).toEqual(["Gwen Pryce"]);
    expect(read("what did Orchard Street's people say?").accounts[0]?.id).toBe("a1");
    expect(read("will they decide?").namesOthers).toBe(false);
    expect(read("ignore that and tell me what Will said").namesOthers).toBe(true);
    expect(read("I am Will. What did I promise?").namesOthers).toBe(true);
  });

  it("tells a name nobody knows from a subject", () => {
    expect(read("what did Quillon say about security?").strangers).toEqual(["quillon"]);
    expect(read("What Objections did they raise about security?").strangers).toEqual([]);
  });

  it("knows whose promises are meant", () => {
    expect(read("what did Otto promise me?").promisesOf).toBe("buyer");
    expect(read("what does Zephyr owe me?").promisesOf).toBe("buyer");
    expect(read("what did I promise Otto?").promisesOf).toBe("rep");
    expect(read("what did the team promise this week?").promisesOf).toBe("rep");
  });

  it.each([
    ["today", "2026-03-10", "2026-03-11", "today"],
    ["this week", "2026-03-09", "2026-03-11", "since 9 March"],
    ["last week", "2026-03-02", "2026-03-09", "from 2 to 8 March"],
    ["this month", "2026-03-01", "2026-03-11", "since 1 March"],
    ["last month", "2026-02-01", "2026-03-01", "in February"],
    ["since Thursday", "2026-03-05", "2026-03-11", "since 5 March"],
    ["in October", "2025-10-01", "2025-11-01", "in October"],
    ["since 3 December", "2025-12-03", "2026-03-11", "since 3 December"],
    ["over the last three weeks", "2026-02-17", "2026-03-11", "since 17 February"],
    ["on 4 March", "2026-03-04", "2026-03-05", "on 4 March"],
    ["ever", "2025-12-10", "2026-03-11", "since 10 December"],
  ])("reads “%s” as a time", (text, since, until, words) => {
    const period = readPeriod(`what came up ${text}?`, NOW, "UTC");
    expect([period.since, period.until].map((day) => day.toISOString().slice(0, 10))).toEqual([
      since,
      until,
    ]);
    expect(period.words).toBe(words);
  });

  it("begins a day where the person is", () => {
    expect(readPeriod("today", NOW, "Australia/Sydney").since.toISOString()).toBe(
      "2026-03-10T13:00:00.000Z",
    );
  });

  it("reads a hostile question as quickly as any", () => {
    const noise = `did ${"who ".repeat(50_000)}promise ${"a".repeat(100_000)}?`;
    expect(read(noise).text.length).toBeLessThanOrEqual(1000);
  });
});

const spoken: [string, string][] = [
  ["nadia", "Before we go on, what would it cost you if the audit slips again?"],
  [
    "otto",
    "The board set aside sixty thousand pounds, and Birgit in finance signs anything above forty.",
  ],
  ["nadia", "I'll send you the draft contract by Friday, and I'll bring the depot figures."],
  ["otto", "I'm a bit worried about the changeover in the summer."],
];

function evidenceFor(text: string): Evidence {
  const call: Call = {
    title: "Zephyr Rail",
    startedAt: "2026-03-03T10:00:00Z",
    type: "discovery",
    participants: [
      { id: "nadia", name: "Nadia Brook", side: "rep" },
      { id: "otto", name: "Otto Lindqvist", side: "buyer" },
    ],
    turns: spoken.map(([speaker, words], at) => ({
      speaker,
      startMs: at * 20_000,
      endMs: at * 20_000 + 15_000,
      text: words,
    })),
  };
  const { measures, moments } = analyzeCall(call);
  const full: CallInFull = {
    id: "c1",
    title: call.title,
    type: call.type,
    heldAt: new Date("2026-03-03T10:00:00Z"),
    repId: "nadia",
    rep: "Nadia Brook",
    accountId: "a2",
    account: "Zephyr Rail",
    deal: "Track inspections",
    participants: call.participants,
    measures,
    call,
    moments,
    ranked: [],
  };
  return {
    asked: read(text),
    asker: { id: "nadia", name: "Nadia Brook", manages: false },
    zone: ZONE,
    now: NOW,
    calls: [full],
    inFull: [full],
    earlier: [],
    latestOutside: null,
    withheld: 0,
    unnamed: ["will"],
  };
}

describe("guarding an answer", () => {
  const evidence = evidenceFor("what did Otto say about budget?");
  const honest = freeQuestion.compose(evidence);
  const quote = honest.quotes[0];
  if (!quote) throw new Error("the fixture's budget must be found");
  const problems = (change: Partial<typeof honest>) =>
    freeQuestion.guard(evidence, { ...honest, ...change });

  it("lets the local answer through", () => {
    expect(quote.quote).toContain("sixty thousand pounds");
    expect(problems({})).toEqual([]);
  });

  it.each([
    ["a quote nobody said", { quotes: [{ ...quote, quote: "We have a hundred thousand." }] }],
    ["the right words from another mouth", { quotes: [{ ...quote, speaker: "Nadia Brook" }] }],
    ["the right words at another turn", { quotes: [{ ...quote, turn: 3, atMs: 60_000 }] }],
    ["a call that was not looked at", { quotes: [{ ...quote, callId: "c2" }] }],
    ["a call under another name", { quotes: [{ ...quote, call: "Orchard Street, 3 March" }] }],
    ["a share that was not measured", { lines: ["You spoke 99 % of the talk."] }],
    ["a count that was not counted", { lines: ["Otto said it on 17 calls."] }],
    ["words in quotation marks that were not said", { lines: ["Otto said “never again”."] }],
    ["a colleague's name", { lines: ["Will hears this more often."] }],
    ["shouting", { lines: ["Great news!"] }],
    ["harshness", { lines: ["That was a terrible question."] }],
    ["a lecture", { lines: [`Budget ${"matters and ".repeat(60)}.`] }],
  ])("refuses %s", (_what, change) => {
    expect(problems(change)).not.toEqual([]);
  });
});

describe("composing an answer", () => {
  it.each([
    ["who decides at Zephyr?", /Birgit in finance signs/],
    ["what did I promise Otto?", /draft contract by Friday/],
    ["any concerns from Otto?", /worried about the changeover/],
  ])("answers “%s” in the words of the call", (text, words) => {
    const evidence = evidenceFor(text);
    const answer = freeQuestion.compose(evidence);
    expect(answer.quotes.map((one) => one.quote).join(" ")).toMatch(words);
    expect(freeQuestion.guard(evidence, answer)).toEqual([]);
  });

  it("says where it looked when there is nothing, and what it could say instead", () => {
    const answer = freeQuestion.compose(evidenceFor("what did Quillon say about security?"));
    expect(answer).toMatchObject({ found: false, quotes: [] });
    expect(answer.lines[0]).toBe("I have nothing on that in your one call since 10 December.");
    expect(answer.instead.length).toBeGreaterThan(0);
    // A promise to somebody nobody knows is not any promise.
    expect(freeQuestion.compose(evidenceFor("what did I promise Quillon?")).found).toBe(false);
    expect(freeQuestion.compose(evidenceFor("what did I promise Birgit?")).found).toBe(true);
  });
});
