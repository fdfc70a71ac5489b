import { describe, expect, it } from "vitest";
import { cardMarkdown } from "../../../src/bots/playground/client/card-markdown.ts";
import { pastedFile } from "../../../src/bots/playground/client/pasted-file.ts";
import { asSlackReads } from "../../../src/bots/playground/client/slack-faithful.ts";
import { threadsOf } from "../../../src/bots/playground/client/threads.ts";
import type { PlaygroundItem } from "../../../src/bots/playground/host.ts";
import { escapeMarkdown } from "../../../src/bots/teams/markdown.ts";

describe("cardMarkdown", () => {
  it("knows bold, italic, links and escaped signs", () => {
    expect(cardMarkdown("**a** _b_ \\*c\\* [d](https://example.com/?e=1&f=2)")).toBe(
      '<strong>a</strong> <em>b</em> *c* <a href="https://example.com/?e=1&amp;f=2" target="_blank" rel="noopener noreferrer">d</a>',
    );
  });

  it("lets no markup and no other address through", () => {
    const html = cardMarkdown('<img src=x onerror=y> [z](javascript:alert(1)) [q](https://a"b)');
    expect(html).not.toMatch(/<img|href="javascript|"b/);
  });

  it("shows what was escaped for Teams as it was written", () => {
    const words = "*a* **b** _c_ [d](e) \\ f & <g>\n# h";
    const shown = cardMarkdown(escapeMarkdown(words));
    expect(shown).toBe("*a* **b** _c_ [d](e) \\ f &amp; &lt;g&gt;<br># h");
  });
});

describe("asSlackReads", () => {
  it("takes formatting out of plain text only, and leaves the message as it was", () => {
    const block = {
      text: { type: "plain_text", text: "*a* at 1:02:03" },
      fields: [{ type: "mrkdwn", text: "*a*" }],
    };
    expect(asSlackReads(block)).toEqual({
      text: { type: "plain_text", text: "∗a∗ at 1∶02:03" },
      fields: [{ type: "mrkdwn", text: "*a*" }],
    });
    expect(block.text.text).toBe("*a* at 1:02:03");
  });
});

describe("threadsOf", () => {
  const item = (id: string, at: string, threadId: string | null = null): PlaygroundItem => ({
    id,
    at: `2026-01-05T10:${at}:00Z`,
    threadId,
    from: { kind: "coach" },
    text: id,
  });

  it("puts replies under their root in order of time and keeps a reply without one", () => {
    const threads = threadsOf([
      item("r2", "30", "a"),
      item("b", "05"),
      item("r1", "10", "a"),
      item("a", "00"),
      item("lost", "20", "gone"),
    ]);
    expect(threads.map(({ root, replies }) => [root.id, ...replies.map(({ id }) => id)])).toEqual([
      ["a", "r1", "r2"],
      ["b"],
      ["lost"],
    ]);
  });
});

describe("pastedFile", () => {
  it("names pasted words after what they look like", () => {
    const names = ["WEBVTT\n", '{"turns":[]}', "1\n00:00:01,000 --> 00:00:02,000\n", "A: hi"].map(
      (text) => pastedFile(text).name,
    );
    expect(names.map((name) => name.split(".")[1])).toEqual(["vtt", "json", "srt", "txt"]);
  });
});
