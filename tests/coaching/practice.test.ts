import { describe, expect, it } from "vitest";
import { asksToStop, attemptsIn, practiceAsked, readAttempt } from "../../src/coaching/practice.ts";

const HEARD = "Anything over thirty thousand goes to Geoff, and then to the treasury.";

describe("a line that is practised", () => {
  it.each([
    ["ask-before-answering", "Ours matches that, let me show you.", false, /^It tells/],
    ["ask-before-answering", "Would that help?", false, /a yes would answer it/],
    ["ask-before-answering", "What worries you there? And who else?", false, /^2 questions/],
    ["ask-before-answering", "What would it have to do for you?", true, /^One open question/],
    ["ask-how-the-decision-goes", "What else is new?", false, /the step itself/],
    ["ask-how-the-decision-goes", "How did that go the last time?", true, /how that step goes/],
    ["compare-before-price", "What makes you say so?", false, /what the price is held against/],
    ["compare-before-price", "What are you comparing it with?", true, /held against/],
    ["stay-one-question-longer", "What shall we do next?", false, /what they had just said/],
    ["stay-one-question-longer", "What does the treasury look for?", true, /stays with what/],
    ["ask-impact-and-wait", "What happens if it stays so?", true, /what that leads to/],
  ] as const)("%s: “%s”", (behaviour, said, there, seen) => {
    expect(readAttempt(behaviour, HEARD, said)).toEqual({
      there,
      seen: expect.stringMatching(seen),
    });
  });

  it("is told when it is too long to be answered", () => {
    const long = `What would ${"really ".repeat(24)}help you?`;
    expect(readAttempt("ask-before-answering", HEARD, long).seen).toMatch(/In 28 words/);
  });

  it("is held against the buyer's line before it, not against an older one", () => {
    const tried = attemptsIn("stay-one-question-longer", [
      { by: "buyer", text: "The ledger closes twice." },
      { by: "rep", text: "What closes the ledger?" },
      { by: "buyer", text: "A clerk does, on Sundays." },
      { by: "rep", text: "What about the ledger?" },
    ]);
    expect(tried.map(({ there }) => there)).toEqual([true, false]);
  });
});

describe("words about a role play", () => {
  it.each([
    ["practice", ""],
    ["/practice", ""],
    ["/practice Fernhill", "Fernhill"],
    ["Can we practise the call with Fernhill Dairies?", "Fernhill Dairies"],
    ["role play with Priya", "Priya"],
    ["let's rehearse", ""],
  ])("“%s” asks for one", (text, about) => expect(practiceAsked(text)).toBe(about));

  it.each([
    "the practice at Fernhill has two doctors",
    "what did they say in practice about price?",
    "practically done",
  ])("“%s” asks for none", (text) => expect(practiceAsked(text)).toBeNull());

  it.each(["stop", "Stop.", "that’s enough", "I'm done"])("“%s” ends one", (text) =>
    expect(asksToStop(text)).toBe(true),
  );

  it("does not end one over a line that only holds the word", () => {
    expect(asksToStop("What would make you stop the project?")).toBe(false);
  });
});
