import { beforeAll, describe, expect, it } from "vitest";
import { type AdaptiveCard, checkTeams } from "../../../src/bots/teams/adaptive-card.ts";
import { escapeMarkdown } from "../../../src/bots/teams/markdown.ts";
import { renderTeams } from "../../../src/bots/teams/render.ts";
import type { Message } from "../../../src/messages/message.ts";
import { describeLook } from "../render-contract.ts";
import { SAMPLES } from "../sample-messages.ts";
import { loadCardParser } from "./parser.ts";

const render = (message: Message) => renderTeams(message, { deliveryId: "delivery-1" });
const actionsOf = (card: AdaptiveCard) =>
  card.body.flatMap((element) => (element.type === "ActionSet" ? element.actions : []));

describeLook({
  name: "Teams",
  render,
  check: checkTeams,
  actionIds: (card) =>
    actionsOf(card as AdaptiveCard).flatMap((action) =>
      action.type === "Action.Execute"
        ? [action.verb]
        : action.type === "Action.Submit"
          ? [action.data.actionId]
          : [],
    ),
});

describe("the adaptivecards parser", () => {
  let read: Awaited<ReturnType<typeof loadCardParser>>;
  beforeAll(async () => {
    read = await loadCardParser();
  });

  for (const [name, message] of Object.entries(SAMPLES)) {
    it(`reads the card of ${name} without a complaint`, () => {
      expect(read(render(message)).problems).toEqual([]);
    });
  }

  it("shows said words as they are, dates in double braces too", () => {
    const { text } = read(render(SAMPLES["hostile markup"] as Message));
    expect(text.replaceAll("\u2060", "")).toContain("{{DATE(2020-01-01T00:00:00Z,SHORT)}}");
  });

  it("sees what a broken card lacks", () => {
    const card = { ...render(SAMPLES.debrief as Message), body: [{ type: "Nonsense" }] };
    expect(read(card).problems).not.toEqual([]);
  });
});

describe("renderTeams", () => {
  it("puts the delivery and the value into each button", () => {
    const [first, , open] = actionsOf(render(SAMPLES.debrief as Message));
    expect(first).toEqual({
      type: "Action.Execute",
      title: "Show me the moment",
      verb: "show-moment",
      data: { deliveryId: "delivery-1", value: "m1" },
      style: "positive",
    });
    expect(open).toMatchObject({ type: "Action.OpenUrl", url: "https://coach.example/calls/7" });
  });

  it("deals buttons out into sets of six, so that none is hidden", () => {
    const actions = Array.from({ length: 9 }, (_, index) => ({ id: `a${index}`, label: "A" }));
    const { body } = render({ summary: "s", blocks: [{ type: "actions", actions }] });
    expect(body.map((set) => set.type === "ActionSet" && set.actions.length)).toEqual([6, 3]);
  });

  it("turns a divider into a line above what follows and forgets one with nothing after it", () => {
    const text = (words: string) => ({ type: "text" as const, text: [words] });
    const divider = { type: "divider" as const };
    const { body } = render({ summary: "s", blocks: [text("a"), divider, text("b"), divider] });
    expect(body.map((element) => element.separator ?? false)).toEqual([false, true]);
  });

  it("asks for the full width only where there is a table", () => {
    expect(render(SAMPLES["fifty deals"] as Message).msteams).toEqual({ width: "Full" });
    expect(render(SAMPLES.debrief as Message).msteams).toBeUndefined();
  });
});

describe("escapeMarkdown", () => {
  it("escapes what would format and leaves signs inside words alone", () => {
    expect(escapeMarkdown("*a* snake_case [x](y)\n- no\n1. no")).toBe(
      "\\*a\\* snake_case [x\\](y)\n\\- no\n1\\. no",
    );
  });
});

describe("checkTeams", () => {
  it("refuses unknown properties, too many buttons in a set and cards over 80,000 bytes", () => {
    const card = render(SAMPLES.debrief as Message);
    const action = { type: "Action.OpenUrl", title: "A", url: "https://example.com" };
    const text = { type: "TextBlock", text: "x".repeat(90_000), wrap: true };
    const broken = [
      { ...card, colour: "red" },
      { ...card, body: [{ type: "ActionSet", actions: Array.from({ length: 7 }, () => action) }] },
      { ...card, body: [text] },
      { ...card, version: "1.6" },
    ];
    for (const one of broken) expect(checkTeams(one)).not.toEqual([]);
  });
});
