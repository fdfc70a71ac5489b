import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call, Side, Turn } from "../../../src/calls/call.ts";
import type { QuestionMoment } from "../../../src/calls/moment.ts";
import { detectQuestions } from "../../../src/calls/moments/question.ts";
import { prepare } from "../../../src/calls/talk.ts";

type Line = [speaker: "rep" | "buyer" | "someone", text: string];

const sideOf = (speaker: string): Side | null =>
  speaker === "rep" || speaker === "buyer" ? speaker : null;

function callOf(lines: Line[], times: [number, number][] = []): Call {
  const speakers = [...new Set(lines.map(([speaker]) => speaker))];
  return {
    title: "A call",
    startedAt: null,
    type: null,
    participants: speakers.map((id) => ({ id, name: id, side: sideOf(id) })),
    turns: lines.map(([speaker, text], index): Turn => {
      const time = times[index];
      return { speaker, text, startMs: time?.[0] ?? null, endMs: time?.[1] ?? null };
    }),
  };
}

const questionsIn = (...lines: Line[]): QuestionMoment[] => detectQuestions(prepare(callOf(lines)));
const bare = (text: string): string => text.toLowerCase().replace(/[.?!,]/g, "");
/** The one question of a rep's sentence, with and without punctuation. */
const asked = (text: string): QuestionMoment[] =>
  [text, bare(text)].map((said) => {
    const found = questionsIn(["rep", said]);
    expect(found, said).toHaveLength(1);
    return found[0] as QuestionMoment;
  });

const OPEN = [
  "So, um, what made you look at this now?",
  "How does your team chase late invoices?",
  "Walk me through a normal Monday in dispatch.",
  "Okay, tell me about the last rollout.",
  "Can you tell me what went wrong with the old portal?",
  "Help me understand why the audit took so long.",
  "I'm curious how you split the accounts.",
  "If the pilot went well, what would you do next?",
  "What impact does that have on the night crew?",
  "What kinds of parcels do you carry?",
  "What, um, do you make of it?",
  "What if you had a second depot?",
  "How important is it to fix this before summer?",
  "Who do you think should own the rollout?",
  "Could you say more about that?",
  "Have you thought about how you would roll it out?",
  "Any thoughts on how to train the drivers?",
  "Why don't we begin with Ana telling us how the launch went?",
];
const CLOSED = [
  "Do you ship on weekends?",
  "Is it the price or the lock-in you mind?",
  "How many depots are you running?",
  "How often do the drivers call in?",
  "And have you talked to finance about it?",
  "Any news from legal?",
  "You are renewing in March, right?",
  "It doesn't sync overnight, does it?",
  "They shipped it, didn't they?",
  "What tool do you use for tours?",
  "What's your budget for this?",
  "What kind of truck?",
  "What if we met on site?",
  "Which of the two do you prefer?",
  "Who signs it?",
  "Where are you based?",
  "On a scale of one to ten, how important is it?",
  "Can I tell you how we do it?",
  "Would you like me to explain how it works?",
  "Any other questions?",
  "You want me to send the list?",
  "You mean the export screen?",
  "Is Omar coming on Thursday?",
];
const NO_QUESTION = [
  "He asked what we charge for a second depot.",
  "What I mean is that the export can wait.",
  "What happens is the driver prints the label twice.",
  "When we moved the warehouse it took a month.",
  "How we do it is we call every customer on Fridays.",
  "I know what you need from us.",
  "Let me tell you about the rollout.",
  "I'll walk you through the pricing.",
  "That is right.",
  "What a week that was.",
  "The rates are, you know, up again.",
  "The screen says what level they reached.",
  "The label is always right.",
  "The vans won't do that.",
];

describe("what counts as a question", () => {
  it.each(OPEN)("hears an open question, marked or not: %s", (text) => {
    for (const question of asked(text)) expect(question.form).toBe("open");
  });

  it.each(CLOSED)("hears a closed question, marked or not: %s", (text) => {
    for (const question of asked(text)) expect(question.form).toBe("closed");
  });

  it.each(NO_QUESTION)("hears no question, marked or not: %s", (text) => {
    expect(questionsIn(["rep", text])).toEqual([]);
    expect(questionsIn(["rep", bare(text)])).toEqual([]);
  });

  it("takes a statement with a question mark for a closed question", () => {
    const [question] = questionsIn(["rep", "So the depots all plan on paper?"]);
    expect(question).toMatchObject({ form: "closed", quote: "So the depots all plan on paper?" });
  });

  it.each([
    "You would change vendors because?",
    "And that makes you feel?",
    "Such as?",
    "Perhaps describing for us how a parcel travels?",
    "Anything else that slows your drivers down?",
  ])("takes a half-said or listing question for an open one when marked: %s", (text) => {
    expect(questionsIn(["rep", text]).map((question) => question.form)).toEqual(["open"]);
  });

  it("hears a question cited inside a sentence without marks", () => {
    const [question] = questionsIn(["rep", "it is mostly a matter of can we train them by june"]);
    expect(question?.form).toBe("closed");
  });

  it("takes a sentence or turn left hanging at “or” for a choice only where nobody writes marks", () => {
    const hanging = questionsIn(["rep", "you print the labels or"], ["buyer", "no we scan them"]);
    expect(hanging.map((question) => question.form)).toEqual(["closed"]);
    const alone = questionsIn(["rep", "you print all of the labels"], ["rep", "or"]);
    expect(alone.map((question) => question.turn)).toEqual([1]);
    expect(questionsIn(["rep", "We print the labels or."], ["buyer", "Sorry."])).toEqual([]);
  });

  it("takes surprise for listening, not for asking", () => {
    expect(questionsIn(["buyer", "We print everything."], ["rep", "Oh, really?"])).toEqual([]);
  });

  it("takes a lone “right” for a tag only when it follows the speaker's own words at once", () => {
    const lines: Line[] = [
      ["rep", "so the trucks leave at six every day"],
      ["rep", "right"],
      ["buyer", "yes they do and the vans leave later"],
      ["rep", "right"],
    ];
    const talk = prepare(
      callOf(lines, [
        [0, 2000],
        [2100, 2400],
        [2600, 5000],
        [5100, 5300],
      ]),
    );
    expect(detectQuestions(talk).map((question) => question.turn)).toEqual([1]);
  });

  it("reads “or …” after the speaker's own question as its second half", () => {
    const found = questionsIn(["rep", "do you plan by hand"], ["rep", "or in a spreadsheet"]);
    expect(found.map((question) => question.form)).toEqual(["closed", "closed"]);
  });

  it("sees past cut-off and repeated words", () => {
    expect(questionsIn(["rep", "i- is it uh wh- what do do you call in first"])).toHaveLength(1);
  });
});

describe("where a question is quoted", () => {
  it("quotes the asking sentence of a longer turn", () => {
    const found = questionsIn([
      "rep",
      "Thanks for that. Who plans the tours? I ask because it varies.",
    ]);
    expect(found.map((question) => question.quote)).toEqual(["Who plans the tours?"]);
  });

  it("quotes the asking clause of a long turn without marks", () => {
    const text =
      "yeah so i looked at the numbers you sent over and they were really good and i think the north " +
      "region looks fine how do you plan the tours in the south";
    const [question] = questionsIn(["rep", text]);
    expect(question?.quote).toBe("how do you plan the tours in the south");
  });

  it("marks questions asked in one breath as stacked and a question left alone as not", () => {
    const stacked = questionsIn(["rep", "What broke first? Who noticed it?"]);
    expect(stacked.map((question) => question.stacked)).toEqual([true, true]);
    expect(questionsIn(["rep", "What broke first?"])[0]?.stacked).toBe(false);
  });
});

describe("what a seller's question is after", () => {
  it.each([
    ["Which system do you use for planning today?", "situation", null],
    ["Where does the planning get stuck?", "problem", 1],
    ["How long has that been happening?", "problem", 1],
    ["What did those late tours cost the company last year?", "implication", 2],
    ["What does one more lost season do to your bonus?", "implication", 3],
    ["What happens to your own plans if nothing changes?", "implication", 3],
    ["If you could plan a day in an hour, what would that free you to do?", "need-payoff", null],
    ["Does Tuesday at nine work for you?", null, null],
    ["Can you see my screen?", null, null],
    ["Who opens the gate in the morning?", "situation", null],
    ["Could you send me the two sheets?", null, null],
    ["What would have happened if nobody had looked?", "implication", 2],
  ] as const)("%s → %s, pain level %s", (text, technique, painLevel) => {
    const answer: Line = ["buyer", "Planning is a real problem for us, tours leave late."];
    const [question] = questionsIn(answer, ["rep", text]);
    expect(question).toMatchObject({ technique, painLevel });
  });

  it.each([
    ["Can I ask who else felt it?", "implication", 2],
    ["And the second one, how did that show up?", "problem", 1],
    ["What happens on the Monday after she leaves?", "implication", 2],
    ["Have you tried anything since?", "problem", 2],
    ["Did you feel it was your fault?", "implication", 3],
    ["And if he says no?", "situation", null],
    ["Would it help if I wrote that down for you?", null, null],
    ["Could we try one of your own tours next week?", null, null],
    ["Did you get my summary?", null, null],
    ["If we took ten percent off, would you sign this month?", null, null],
    ["What would you do with that hour?", "need-payoff", null],
  ] as const)("in the middle of trouble: %s → %s, pain level %s", (text, technique, painLevel) => {
    const answer: Line = ["buyer", "Two tours got stuck again and a customer was upset about it."];
    const [question] = questionsIn(answer, ["rep", text]);
    expect(question).toMatchObject({ technique, painLevel });
  });

  it("lets a question stay with the trouble the last one was about, and leave it by another subject", () => {
    const lines: Line[] = [
      ["rep", "Where does the planning get stuck?"],
      ["buyer", "At the gate. A driver stood there from six with the wrong papers."],
    ];
    const asked = (text: string) => questionsIn(...lines, ["rep", text])[1]?.technique;
    expect(asked("And where was the dispatcher by then?")).toBe("problem");
    expect(asked("Which system holds your price list?")).toBe("situation");
  });

  it("reads a word or two behind a question as the rest of it", () => {
    const found = questionsIn(["rep", "Where does the planning get stuck? Roughly?"]);
    expect(found.map((question) => question.technique)).toEqual(["problem", "problem"]);
  });

  it("hears no trouble in trouble denied", () => {
    const answer: Line = ["buyer", "We have not had any problems with the carrier so far."];
    expect(questionsIn(answer, ["rep", "Who picked it for you?"])[0]?.technique).toBe("situation");
  });

  it("takes a remark in the shape of a question, or the talk before the talk, for no discovery", () => {
    const chat = questionsIn(
      ["rep", "Morning, is that snow?"],
      ["buyer", "It is."],
      ["rep", "Lovely. Is it cold?"],
    );
    expect(chat.map((question) => question.technique)).toEqual([null, null]);
  });

  it("gives a buyer's question neither technique nor pain level, and reads an unknown side like a seller", () => {
    const text = "Where does the planning get stuck?";
    expect(questionsIn(["buyer", text])[0]).toMatchObject({ technique: null, painLevel: null });
    expect(questionsIn(["someone", text])[0]).toMatchObject({ technique: "problem", painLevel: 1 });
  });

  it.each([
    "What does your company do?",
    "How many employees do you have?",
    "How many people work for the company?",
    "How big is the business?",
    "And sites, it's two sites, isn't it?",
    "How many warehouses do you have now?",
    "Where are you guys based?",
    "Which countries are you active in?",
    "So tell me a bit about your company.",
    "Who do you mainly sell to?",
    "What industry are you in?",
    "Are you part of a bigger group?",
    "Who owns the business?",
    "When was the company founded?",
    "What's your role there?",
    "how many offices do you have",
  ])("a website, a register or a profile would have told: %s", (text) => {
    expect(questionsIn(["rep", text])[0]?.researchable).toBe(true);
  });

  it.each([
    "Who loses sleep over it?",
    "How many people are on your team?",
    "How many people are affected when it stops?",
    "How many invoices do you do a month?",
    "How many sites are waiting for it?",
    "What do you do when a pallet is missing?",
    "What do you do?",
    "Tell me about your business case.",
    "Who is your sponsor for this?",
    "Where are you with the budget?",
    "Who sells it to you?",
    "What does Colin do with it now?",
    "How big is the problem?",
    "What is your role in the decision?",
    "How long have you been doing it by hand?",
    "Where do the tickets go?",
  ])("only the buyer can tell: %s", (text) => {
    expect(questionsIn(["rep", text])[0]?.researchable).toBe(false);
  });

  it("asks nobody to look up what a buyer asks", () => {
    expect(questionsIn(["buyer", "How many employees do you have?"])[0]?.researchable).toBe(false);
  });

  it("tells a follow-up from a jump", () => {
    const answer: Line = ["buyer", "Our drivers keep losing the paper manifests."];
    const follows = (text: string) => questionsIn(answer, ["rep", text])[0]?.followUp;
    expect(follows("What happens to a lost manifest?")).toBe(true);
    expect(follows("Tell me more.")).toBe(true);
    expect(follows("How does that show up at month end?")).toBe(true);
    expect(follows("Who approves the budget?")).toBe(false);
  });
});

describe("how sure it is", () => {
  it("is less sure without punctuation and less sure when nobody knows the sides", () => {
    const sure = questionsIn(["rep", "What broke first?"])[0]?.confidence ?? 0;
    const unpunctuated = questionsIn(["rep", "what broke first"])[0]?.confidence ?? 0;
    const unsided = questionsIn(["someone", "What broke first?"])[0]?.confidence ?? 0;
    expect(unpunctuated).toBeLessThan(sure);
    expect(unsided).toBeLessThan(sure);
  });

  it("never throws, and quotes only what was said, whatever the text", () => {
    const word = fc.constantFrom(
      "what",
      "do",
      "you",
      "is",
      "that",
      "or",
      "right",
      "if",
      "tell",
      "me",
      "about",
      "-",
      "?",
      ".",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 120 }),
      fc.array(word, { maxLength: 80 }).map((all) => all.join(" ")),
    );
    const speaker = fc.constantFrom<Line[0]>("rep", "buyer", "someone");
    fc.assert(
      fc.property(fc.array(fc.tuple(speaker, text), { maxLength: 6 }), (lines) => {
        const talk = prepare(callOf(lines));
        for (const question of detectQuestions(talk)) {
          expect(question.quote).not.toBe("");
          expect(talk.turns[question.turn]?.text).toContain(question.quote);
          expect(question.confidence).toBeGreaterThan(0);
          expect(question.confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("a turn that goes on and on", () => {
  it("is read in one go: what was skipped once is not skipped again from each word of it", () => {
    const numbers = questionsIn(["buyer", `So ${"1,".repeat(100_000)} what happens next week?`]);
    expect(numbers).toHaveLength(1);
    questionsIn(["rep", `So ${"um, ".repeat(50_000)} is that $5k?`]);
  });
});
