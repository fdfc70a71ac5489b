import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
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

describe("moments a rep may have missed", () => {
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
