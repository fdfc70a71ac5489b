import { describe, expect, it } from "vitest";
import type { Disclosure } from "../../../src/calls/moment.ts";
import { detectBuyerSignals } from "../../../src/calls/moments/buyer-signal.ts";
import { talkOf } from "../talk-of.ts";

const signals = (...lines: string[]) =>
  detectBuyerSignals(talkOf(lines)).map(({ signal, turn }) => `${turn} ${signal}`);
const told = (...lines: string[]) =>
  detectBuyerSignals(talkOf(lines)).flatMap((moment) => moment.disclosed ?? []);

describe("what a buyer volunteers", () => {
  const question = "R: Which label printers do you have?";
  it.each<[Disclosure, string]>([
    ["failure", "Two Zebras. We had a haulier put us on stop in April."],
    ["failure", "Two Zebras, and honestly we lost a customer over labels last year."],
    ["person", "Two Zebras. Geoff would have to look at anything like that."],
    ["person", "Two Zebras, although our finance director wants them all replaced."],
    ["money", "Two Zebras, and we've already spent sixty grand on the software behind them."],
    ["date", "Two Zebras. I've got the auditors in November, so not before that."],
    ["date", "Two Zebras, but the licence runs out in September."],
    ["fear", "Two Zebras. To be honest I'm worried the old one dies in the middle of peak."],
  ])("%s in: %s", (kind, text) => {
    expect(told(question, `B: ${text}`)).toContain(kind);
  });

  it("is not what the rep asked for", () => {
    expect(told("R: Who signs something like this?", "B: Geoff would have to look at it.")).toEqual(
      [],
    );
    expect(told("R: What budget have you got?", "B: We've set aside forty grand for it.")).toEqual(
      [],
    );
    expect(told("R: When does the licence end?", "B: The licence runs out in September.")).toEqual(
      [],
    );
    expect(told("R: Tell me what went wrong?", "B: We lost a customer over it last year.")).toEqual(
      [],
    );
  });

  it("is neither small talk nor the rep's own story nor a name on the call", () => {
    expect(told(question, "B: Two Zebras and one Brother in the back office, I think.")).toEqual(
      [],
    );
    expect(told("B: Hello there.", "R: We had a customer put on stop in April.")).toEqual([]);
    expect(told(question, "B: Dana would have to look at the picture I just sent.")).toEqual([]);
    expect(
      told(question, "B: In March we moved to the new building, it has a nice kitchen."),
    ).toEqual([]);
  });
});

describe("the other signals", () => {
  it("hears a good question praised, a solution asked for and the inside sale begun", () => {
    expect(
      signals(
        "R: What would that change for you?",
        "B: That's a really good question.",
        "R: Take your time.",
        "B: So how would you solve the second site? I could show this to my boss on Monday.",
      ),
    ).toEqual(["1 great-question", "3 selling-internally", "3 how-would-you-solve"].sort());
  });

  it("takes exactly for agreement with a restatement, not for a filler", () => {
    const restated = "R: So the count is late because three people keep their own list of it.";
    expect(signals(restated, "B: Exactly, and nobody owns it.")).toEqual(["1 exactly"]);
    expect(signals(restated, "B: Not exactly, it's more the timing.")).toEqual([]);
    expect(signals("R: Fine.", "B: Exactly.")).toEqual([]);
  });

  it("sees three one-word answers in a row as a run, once", () => {
    const run = [
      "R: Is that fine for you?",
      "B: Yes.",
      "R: Do you use it daily?",
      "B: Um, daily.",
      "R: And the others?",
      "B: Same.",
    ];
    expect(signals(...run)).toEqual(["1 one-word"]);
    expect(signals(...run.slice(0, 4))).toEqual([]);
  });

  it("does not mistake nods during an explanation for one-word answers", () => {
    const explained = [
      "R: It reads the file at night.",
      "B: Okay.",
      "R: Then it sorts the lines.",
      "B: Right.",
      "R: And sends them on.",
      "B: Sure.",
    ];
    expect(signals(...explained)).toEqual([]);
  });

  it("says nothing while the sides are unknown", () => {
    expect(
      detectBuyerSignals(talkOf(["B: I'm worried about peak, honestly."], { sides: false })),
    ).toEqual([]);
  });
});
