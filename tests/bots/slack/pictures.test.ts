import { describe, expect, it } from "vitest";
import { withinReach } from "../../../src/bots/slack/chat.ts";
import type { Message } from "../../../src/messages/message.ts";

const withPicture = (url: string): Message => ({
  summary: "The week",
  blocks: [{ type: "image", url, alt: "Questions rose from 6 to 9." }],
});

describe("a picture for Slack", () => {
  it("that stands on this machine is told in words, since Slack refuses what it cannot fetch", () => {
    for (const url of ["http://localhost:3000/pictures/a.png", "http://127.0.0.1/pictures/a.png"]) {
      expect(withinReach(withPicture(url)).blocks).toEqual([
        { type: "note", text: ["Questions rose from 6 to 9."] },
      ]);
    }
  });

  it("that others can reach is shown", () => {
    const shown = withPicture("https://coach.example.com/pictures/a.png");
    expect(withinReach(shown)).toEqual(shown);
  });
});
