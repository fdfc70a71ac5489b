import { describe, expect, it } from "vitest";
import { checkRules, keptTo, ruleIn, rulesOf } from "../../src/coaching/directives.ts";

const told = (after: string) => ruleIn(after);

describe("what a manager taught", () => {
  it.each([
    ['Don\'t say "weighing".', "weighing"],
    ["never use the phrase “at the end of the day”", "at the end of the day"],
    ["Please don't write the word leverage in these", "leverage"],
  ])("%s keeps words out of the coach's mouth", (after, phrase) => {
    expect(told(after).phrases).toEqual([phrase]);
    const rules = rulesOf([{ id: "1", before: "", after, wordings: [] }]);
    expect(checkRules(rules, `So ${phrase} it is?`)).toHaveLength(1);
    expect(checkRules(rules, `She said “${phrase}”. Why?`)).toEqual([]);
  });

  it.each([
    ["Never mention Payvolt.", "payvolt"],
    ["don't bring up the merger with reps", "merger"],
    ["leave Geoff out of it", "geoff"],
  ])("%s keeps a subject out, quotes included", (after, subject) => {
    expect(told(after).subjects).toEqual([subject]);
    const rules = rulesOf([{ id: "1", before: "", after, wordings: [] }]);
    expect(checkRules(rules, `She said “${subject} again”. Why?`)).toHaveLength(1);
    expect(checkRules(rules, `${subject}ish is another word`)).toEqual([]);
  });

  it.each([
    ["Don't ask about discounts.", "concession-for-nothing"],
    ["too early to ask about procurement with her", "process-left-unasked"],
    ["no questions about next steps please", "next-step-open"],
    ["don't open with praise", "handed-words-back"],
  ])("%s keeps a kind of moment out", (after, kind) => {
    expect(told(after).kinds).toContain(kind);
  });

  it.each([
    "The buyer was joking there.",
    "What were you hoping to hear when you asked that?",
    "He knows this already, we talked about price on Monday.",
    "Ask about the process more often.",
    "This is about tone, not substance.",
  ])("%s is no rule of that sort", (after) => {
    expect(told(after)).toEqual({ phrases: [], subjects: [], kinds: [] });
  });

  it("takes a changed question for an example, and avoids the wording it replaced", () => {
    const rules = rulesOf([
      {
        id: "1",
        before: "What were you weighing?",
        after: "Never mind the price: what did you hear?",
        wordings: ["q-money-weigh", "wh-left"],
      },
    ]);
    expect(rules).toEqual({ phrases: [], subjects: [], kinds: [], wordings: ["q-money-weigh"] });
  });

  it("says how each is kept to, and which one rules cannot read", () => {
    expect(keptTo({ before: "", after: "Don't ask about discounts" })).toMatch(
      /price and discounts/,
    );
    expect(keptTo({ before: "", after: "Be kinder on Fridays" })).toMatch(/can't read this one/);
  });
});
