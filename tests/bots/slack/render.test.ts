import { describe, expect, it } from "vitest";
import { checkSlack, type SlackMessage } from "../../../src/bots/slack/block-kit.ts";
import { buttonValue, readButtonValue } from "../../../src/bots/slack/button-value.ts";
import { escapeMrkdwn, mrkdwn } from "../../../src/bots/slack/mrkdwn.ts";
import { renderSlack } from "../../../src/bots/slack/render.ts";
import type { Message } from "../../../src/messages/message.ts";
import { describeLook } from "../render-contract.ts";
import { SAMPLES } from "../sample-messages.ts";

const render = (message: Message) => renderSlack(message, { deliveryId: "delivery-1" });

describeLook({
  name: "Slack",
  render,
  check: checkSlack,
  actionIds: (rendered) =>
    (rendered as SlackMessage).blocks.flatMap((block) =>
      block.type === "actions" ? block.elements.map((element) => element.action_id) : [],
    ),
});

describe("renderSlack", () => {
  it("puts the delivery into each button and into the metadata", () => {
    const message = render(SAMPLES.debrief as Message);
    const actions = message.blocks.find((block) => block.type === "actions");
    expect(actions?.elements[0]).toMatchObject({
      action_id: "show-moment",
      value: "delivery-1|m1",
    });
    expect(actions?.elements[2]).toMatchObject({ url: "https://coach.example/calls/7" });
    expect(message.metadata?.event_payload).toEqual({ delivery_id: "delivery-1" });
  });

  it("shows a quotation with its time as a link and its speaker", () => {
    const [, , quote] = render(SAMPLES.debrief as Message).blocks;
    expect(quote).toMatchObject({
      type: "rich_text",
      elements: [
        {
          type: "rich_text_quote",
          elements: [
            { type: "link", text: "12:07" },
            { text: " · Mara Lindqvist\n" },
            { text: "Honestly, we gave up on fixing the hand-over." },
          ],
        },
      ],
    });
  });

  it("shows all fifty deals of a table and says so when rows do not fit", () => {
    const table = render(SAMPLES["fifty deals"] as Message).blocks.find(
      (block) => block.type === "table",
    );
    expect(table?.rows.length).toBeGreaterThan(30);
  });

  it("never lets said words into the notification as a mention", () => {
    const { text } = render(SAMPLES["hostile markup"] as Message);
    expect(text).not.toMatch(/[<>]/);
  });
});

describe("escapeMrkdwn", () => {
  it("escapes Slack's three characters and leaves signs inside words alone", () => {
    expect(escapeMrkdwn("R&D is 3 < 5, see snake_case")).toBe(
      "R&amp;D is 3 &lt; 5, see snake_case",
    );
  });

  it("leaves no sign that could open formatting, a quotation or a mention", () => {
    const shown = escapeMrkdwn("*a* _b_ ~c~ `d`\n> e <!here>");
    expect(shown).not.toMatch(/[*_~`<>]|&lt;!|^&gt;/m);
  });

  it("keeps spaces outside the signs of styled words and pipes out of links", () => {
    expect(mrkdwn([{ text: " now ", bold: true }])).toBe(" *now* ");
    expect(mrkdwn([{ text: "a|b", link: "https://example.com/x|y" }])).toBe(
      "<https://example.com/x%7Cy|a¦b>",
    );
  });
});

describe("checkSlack", () => {
  const valid = () => structuredClone(render(SAMPLES.debrief as Message)) as SlackMessage;

  it("refuses what Slack refuses: too many blocks, long headers, unknown properties, two tables", () => {
    const table = { type: "table", rows: [[{ type: "raw_text", text: "a" }]] };
    const broken = [
      { ...valid(), blocks: Array.from({ length: 51 }, () => ({ type: "divider" })) },
      {
        ...valid(),
        blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
      },
      { ...valid(), blocks: [{ type: "divider", colour: "red" }] },
      { ...valid(), blocks: [table, table] },
      { ...valid(), text: "" },
      {
        ...valid(),
        blocks: Array.from({ length: 5 }, () => ({
          type: "rich_text",
          elements: [
            { type: "rich_text_section", elements: [{ type: "text", text: "y".repeat(2900) }] },
          ],
        })),
      },
    ];
    for (const message of broken) expect(checkSlack(message)).not.toEqual([]);
  });

  it("refuses one action id twice in a block", () => {
    const button = { type: "button", text: { type: "plain_text", text: "A" }, action_id: "a" };
    const blocks = [{ type: "actions", elements: [button, button] }];
    expect(checkSlack({ ...valid(), blocks }).join()).toMatch(/twice/);
  });
});

describe("readButtonValue", () => {
  it("reads back what buttonValue wrote, bars and all", () => {
    expect(readButtonValue(buttonValue("d-1", "a|b"))).toEqual({ deliveryId: "d-1", value: "a|b" });
    expect(readButtonValue(buttonValue("d-1", undefined))).toEqual({
      deliveryId: "d-1",
      value: "",
    });
  });
});
