import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "../../src/messages/message.ts";
import { anyMessage, SAMPLES } from "./sample-messages.ts";

/** What a platform's renderer and gate hand to the suite below. */
export interface Look {
  name: string;
  render(message: Message): unknown;
  check(rendered: unknown): string[];
  /** The action ids that can be clicked, in order. */
  actionIds(rendered: unknown): string[];
}

/** The suite both looks pass: whatever the tree, what is sent is something the platform accepts. */
export function describeLook(look: Look): void {
  describe(`${look.name} look`, () => {
    for (const [name, message] of Object.entries(SAMPLES)) {
      it(`passes its own check for ${name}`, () => {
        expect(look.check(look.render(message))).toEqual([]);
      });
    }

    it("passes its own check for any tree", () => {
      fc.assert(
        fc.property(anyMessage, (message) => {
          expect(look.check(look.render(message))).toEqual([]);
        }),
        { numRuns: 40 },
      );
    });

    it("is the same each time for the same tree", () => {
      for (const message of Object.values(SAMPLES)) {
        expect(look.render(message)).toEqual(look.render(message));
      }
    });

    it("carries a quote word for word", () => {
      const words = "that's *not* 5_000 & never was <ever>";
      const quote = { type: "quote" as const, text: words, speaker: "Ida", at: "01:00" };
      const rendered = look.render({ summary: "s", blocks: [quote] });
      expect(JSON.stringify(rendered)).toContain(JSON.stringify(words).slice(1, -1));
    });

    it("opens no address but http, https and mailto", () => {
      const rendered = JSON.stringify(look.render(SAMPLES["hostile markup"] as Message));
      expect(rendered).not.toMatch(/"(?:url|image_url)":"(?:javascript|data):/);
    });

    it("keeps the last buttons and says what is left out when a message is far too long", () => {
      const rendered = look.render(SAMPLES["far too much"] as Message);
      expect(look.actionIds(rendered)).toContain("b0");
      expect(JSON.stringify(rendered)).toMatch(/too long for \w+: its last \d+ parts are left out/);
    });

    it("leaves out a button whose value cannot travel whole", () => {
      const rendered = look.render({
        summary: "s",
        blocks: [
          {
            type: "actions",
            actions: [
              { id: "long", label: "Long", value: "v".repeat(2001) },
              { id: "short", label: "Short", value: "v" },
            ],
          },
        ],
      });
      expect(look.actionIds(rendered)).toEqual(["short"]);
    });
  });
}
