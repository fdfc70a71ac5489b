import { describe, expect, it } from "vitest";
import { checkSlack } from "../../../src/bots/slack/block-kit.ts";
import { withFiles, withinReach } from "../../../src/bots/slack/pictures.ts";
import { renderSlack } from "../../../src/bots/slack/render.ts";
import type { Message } from "../../../src/messages/message.ts";

const HERE = "http://localhost:3000/pictures/a.png";
const THERE = "https://coach.example.com/pictures/a.png";
const ALT = "Questions rose from 6 to 9.";
const withPicture = (url: string): Message => ({
  summary: "The week",
  blocks: [{ type: "image", url, alt: ALT }],
});
const IN_WORDS = [{ type: "note", text: [ALT] }];
const NONE = new Map<string, string>();

describe("a picture for Slack", () => {
  it("that stands on this machine is told in words, since Slack refuses what it cannot fetch", () => {
    for (const url of [HERE, "http://127.0.0.1/pictures/a.png"])
      expect(withinReach(withPicture(url), NONE, "shown").blocks).toEqual(IN_WORDS);
  });

  it("that others can reach is shown, unless Slack could not fetch that one either", () => {
    expect(withinReach(withPicture(THERE), NONE, "shown")).toEqual(withPicture(THERE));
    expect(withinReach(withPicture(THERE), NONE, "in words").blocks).toEqual(IN_WORDS);
  });

  it("with a file of its own is shown from that, wherever it stands", () => {
    const files = new Map([[HERE, "F0123"]]);
    const message = withinReach(withPicture(HERE), files, "shown");
    const { text, blocks } = renderSlack(message, { deliveryId: "" });
    const shown = withFiles(blocks, files);
    expect(shown).toEqual([{ type: "image", alt_text: ALT, slack_file: { id: "F0123" } }]);
    expect(checkSlack({ text, blocks: shown })).toEqual([]);
    const both = [{ ...shown[0], image_url: THERE }];
    expect(checkSlack({ text, blocks: both })).not.toEqual([]);
  });
});
