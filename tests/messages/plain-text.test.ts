import { describe, expect, it } from "vitest";
import { pieces, printable, safeLink, shorten } from "../../src/messages/fit.ts";
import { plainText } from "../../src/messages/plain-text.ts";

describe("plainText", () => {
  it("reads every kind of block as words", () => {
    const text = plainText({
      summary: "One call.",
      blocks: [
        { type: "heading", text: "Brightwater" },
        { type: "text", text: ["Ask ", { text: "who signs", bold: true }, "."] },
        { type: "quote", text: "We are stuck.", speaker: "Mara", at: "04:10" },
        { type: "list", items: [["one"], [{ text: "two", link: "https://example.com/2" }]] },
        { type: "facts", items: [{ label: "Stage", value: "Proposal" }] },
        { type: "divider" },
        { type: "table", columns: ["a", "b"], rows: [["1", "2"]] },
        {
          type: "actions",
          actions: [
            { id: "yes", label: "Yes" },
            { id: "open", label: "Open", url: "https://example.com/3" },
          ],
        },
      ],
    });
    expect(text.split("\n\n")).toEqual([
      "Brightwater",
      "Ask who signs.",
      "04:10 Mara: “We are stuck.”",
      "- one\n- two (https://example.com/2)",
      "Stage: Proposal",
      "a | b\n1 | 2",
      "[Yes] Open (https://example.com/3)",
    ]);
  });

  it("falls back to the summary when the blocks say nothing", () => {
    expect(plainText({ summary: "Nothing new.", blocks: [{ type: "divider" }] })).toBe(
      "Nothing new.",
    );
  });
});

describe("fit", () => {
  it("never cuts through a surrogate pair", () => {
    expect(shorten("👋👋👋", 4)).toBe("👋…");
    expect(pieces("👋👋👋", 3).join("")).toBe("👋👋👋");
    expect(pieces("👋👋👋", 3)).toEqual(["👋", "👋", "👋"]);
  });

  it("cuts long text at words and loses nothing", () => {
    const text = "some words here ".repeat(50);
    const cut = pieces(text, 100);
    expect(cut.join("")).toBe(text);
    expect(cut.every((piece) => piece.length <= 100 && piece.endsWith(" "))).toBe(true);
  });

  it("takes out what cannot be shown and keeps letters of every script", () => {
    expect(printable("a\u0000b\u202ec\ud800\tд\nש")).toBe("abc\ufffd\tд\nש");
  });

  it("opens only addresses a browser opens without running anything", () => {
    expect(safeLink("https://example.com/a b")).toBe("https://example.com/a%20b");
    for (const url of ["javascript:alert(1)", "data:text/html,x", "/calls/1", "", undefined]) {
      expect(safeLink(url)).toBeNull();
    }
  });
});
