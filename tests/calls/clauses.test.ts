import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clausesOf } from "../../src/calls/clauses.ts";
import { sentencesOf } from "../../src/calls/talk.ts";

const cut = (text: string) =>
  sentencesOf(text)
    .flatMap(clausesOf)
    .map((clause) => clause.text);

describe("clausesOf", () => {
  it("cuts talk without marks where a new clause begins", () => {
    expect(
      cut(
        "we looked at the north depot last week and it was fine but they lost two pallets so how do you count them now",
      ),
    ).toEqual([
      "we looked at the north depot last week",
      "and it was fine",
      "but they lost two pallets",
      "so how do you count them now",
    ]);
  });

  it("finds the question at the end of a long breath", () => {
    expect(
      cut(
        "yeah the import runs every night and then the report goes to everybody do you want to see it on the tablet",
      ).at(-1),
    ).toBe("do you want to see it on the tablet");
  });

  it.each([
    "I know what they do with the old pallets and the boxes in the yard",
    "the drivers and the dispatcher and the two people in the office all use the same sheet",
    "it depends how many of the tours leave before the gate opens in the morning",
  ])("leaves together what belongs together: %s", (text) => {
    expect(cut(text)).toEqual([text]);
  });

  it("leaves sentences with marks, and short ones, as they are", () => {
    const text =
      "We looked at the depot last week, and it was fine, but they lost two pallets there.";
    expect(cut(text)).toEqual([text]);
    expect(cut("and then what do you do")).toEqual(["and then what do you do"]);
  });

  it("keeps every word, verbatim and in order, whatever the text", () => {
    const word = fc.constantFrom(
      "and",
      "we",
      "so",
      "what",
      "do",
      "you",
      "okay",
      "pallet",
      "İ",
      "it's",
      "-",
      "🙂",
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 90 }).map((all) => all.join(" ")),
      fc.string({ unit: "grapheme", maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (given) => {
        for (const sentence of sentencesOf(given)) {
          const clauses = clausesOf(sentence);
          for (const { at, text: part } of clauses)
            expect(sentence.text.slice(at, at + part.length)).toBe(part);
          expect(
            clauses
              .map(({ text: part }) => part)
              .join("")
              .replace(/\s/g, ""),
          ).toBe(sentence.text.replace(/\s/g, ""));
        }
      }),
    );
  });

  it("stays linear on a megabyte without a mark", () => {
    const [sentence] = sentencesOf("and we do what you want ".repeat(45_000));
    expect(sentence && clausesOf(sentence).length).toBeGreaterThan(1000);
  });
});
