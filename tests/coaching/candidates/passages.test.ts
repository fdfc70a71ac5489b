import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Choice, MissedKind } from "../../../src/coaching/opportunity.ts";
import { choiceOf } from "../spoken-call.ts";

/** Ordinary talk on both sides of a passage, so that nothing stands at the very end of a call. */
const BEFORE = `
R: So how does an order find its way through all that?
B: It comes in here, we check the stock, it's printed out, and it goes down to the warehouse.
R: Got it. Then I'll share my screen and we can look at a few pages of the software together.
B: Go ahead.`;
const AFTER = `
R: And here you see the report as it's printed, with the total per week.
B: Okay, it's clear.
R: You can choose between weeks and months up here in the corner.
B: Very good.
R: That was all I had. Shall we speak again on Wednesday the third at two?
B: Wednesday the third at two, yes, that's good for me.
R: Perfect, you'll get the invitation from me. Bye for now.
B: Bye.`;

/** Passages of one family: lines of a rep and a buyer, the one it is about behind an asterisk. */
function passages(family: string): { lines: string; marked: string }[] {
  const file = new URL(`../../fixtures/passages/${family}.txt`, import.meta.url);
  return readFileSync(file, "utf8")
    .trim()
    .split(/\n\s*\n/)
    .map((text) => ({
      lines: text.replace(/^\*/m, ""),
      marked: /^\*[RB]: (.+)$/m.exec(text)?.[1] ?? "",
    }));
}

const heard = (choice: Choice, kind: MissedKind, marked: string) =>
  [choice.opening, choice.opportunity].some(
    (found) => found?.kind === kind && marked.includes(found.spot.quote.replace(/[.?]$/, "")),
  );

describe("whole families of moments that a rep may have missed", () => {
  it.each([
    ["something told and met with a pitch", "told-and-pitched-at", "disclosure-left-alone", 13],
    ["a number of their own nobody asked about", "number-passed-by", "disclosure-left-alone", 14],
    ["a way to a yes, named and passed over", "process-passed-over", "process-left-unasked", 17],
    ["a soft no that was argued with", "soft-no-argued-with", "objection-answered-early", 9],
    ["a price whose case was made at once", "price-argued-for", "price-defended", 13],
    ["a wish that was talked over", "wish-talked-over", "signal-talked-over", 15],
    ["terms eased for nothing", "given-for-nothing", "concession-for-nothing", 14],
  ] as const)("are heard: %s", (_, family, kind, least) => {
    const found = passages(family).filter(({ lines, marked }) =>
      heard(choiceOf(`${BEFORE}\n${lines}${AFTER}`), kind, marked),
    );
    expect(found.length).toBeGreaterThanOrEqual(least);
  });

  it("are heard: an ending that leaves the next step to chance", () => {
    // Either side's words show how it was left.
    const found = passages("next-step-left-vague").filter(({ lines }) =>
      heard(choiceOf(`${BEFORE}\n${lines}`), "next-step-open", lines),
    );
    expect(found.length).toBeGreaterThanOrEqual(14);
  });

  it.each([
    ["the rep asked, traded or said no", "the-rep-did-it", 1],
    ["nothing happened", "nothing-to-ask", 0],
  ] as const)("are not made up where %s", (_, family, most) => {
    const wrong = passages(family).filter(
      ({ lines }) => choiceOf(`${BEFORE}\n${lines}${AFTER}`).opportunity !== null,
    );
    expect(wrong.map(({ marked }) => marked).length).toBeLessThanOrEqual(most);
  });
});
