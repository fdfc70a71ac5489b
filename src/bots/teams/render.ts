import { printable, safeLink, shorten, shortenRich } from "../../messages/fit.ts";
import type { Block, Message, Rich } from "../../messages/message.ts";
import { plainText } from "../../messages/plain-text.ts";
import { type Answering, teamsActions } from "./actions.ts";
import { type AdaptiveCard, type CardElement, REFRESH, type TextRun } from "./adaptive-card.ts";
import { fitElements } from "./fit-elements.ts";
import { escapeMarkdown } from "./markdown.ts";
import { richTextBlock } from "./rich-text.ts";
import { teamsTable } from "./table.ts";

/**
 * The Teams look of a message: words go into RichTextBlocks, in which Teams reads no Markdown,
 * so nothing said on a call can turn into formatting or a link.
 */
export function renderTeams(message: Message, to: Answering): AdaptiveCard {
  const summary = printable(message.summary).trim() || plainText(message).trim() || "A message";
  const body: CardElement[] = [];
  let separated = false;
  for (const block of message.blocks) {
    if (block.type === "divider") {
      separated = body.length > 0;
      continue;
    }
    const [first, ...rest] = elements(block, to);
    if (!first) continue;
    body.push(separated ? { ...first, separator: true, spacing: "Medium" } : first, ...rest);
    separated = false;
  }
  const shown =
    body.length > 0 ? body : [richTextBlock([shorten(summary, 5000)])].flatMap((one) => one ?? []);
  const wide = body.some((element) => element.type === "Table");
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    fallbackText: shorten(summary, 1000),
    ...(wide && { msteams: { width: "Full" } }),
    ...(asks(shown) && { refresh: refreshOf(to.deliveryId) }),
    body: fitElements(shown),
  };
}

/** Only what can be answered changes: a card that cannot is not asked for again. */
function asks(body: CardElement[]): boolean {
  return body.some(
    (element) =>
      element.type === "ActionSet" && element.actions.some(({ type }) => type !== "Action.OpenUrl"),
  );
}

function refreshOf(deliveryId: string): NonNullable<AdaptiveCard["refresh"]> {
  const data = { deliveryId, value: "" as const };
  return { action: { type: "Action.Execute", verb: REFRESH, title: "Refresh", data } };
}

function elements(block: Exclude<Block, { type: "divider" }>, to: Answering): CardElement[] {
  switch (block.type) {
    case "heading":
      return heading(block.text);
    case "text":
      return some(richTextBlock(shortenRich(block.text, 20_000)));
    case "quote":
      return [quote(block)];
    case "list":
      return block.items.flatMap((item) => {
        const line = richTextBlock(shortenRich(item, 2000), {}, "•\u00a0\u00a0");
        return line ? [{ ...line, spacing: "Small" as const }] : [];
      });
    case "facts":
      return facts(block.items);
    case "note":
      return some(richTextBlock(shortenRich(block.text, 5000), { size: "Small", isSubtle: true }));
    case "image":
      return image(block);
    case "table":
      return teamsTable(block);
    case "actions":
      return teamsActions(block.actions, to);
  }
}

function heading(text: string): CardElement[] {
  const words = shorten(printable(text).replace(/\s+/g, " ").trim(), 150);
  if (!words) return [];
  const shown = escapeMarkdown(words);
  return [
    {
      type: "TextBlock",
      text: shown,
      wrap: true,
      style: "heading",
      size: "Medium",
      weight: "Bolder",
    },
  ];
}

function quote({ text, speaker, at, link }: Extract<Block, { type: "quote" }>): CardElement {
  const quiet: Partial<TextRun> = { size: "Small", isSubtle: true };
  const who = shorten(speaker, 200);
  const source = richTextBlock(
    at ? [{ text: shorten(at, 50), ...(link && { link }) }, ` · ${who}`] : [who],
    quiet,
  );
  const said = richTextBlock([shorten(printable(text).trim(), 5000)]);
  const items = [...some(source), ...some(said && { ...said, spacing: "Small" as const })];
  const blank = {
    type: "RichTextBlock" as const,
    inlines: [{ type: "TextRun" as const, text: "–" }],
  };
  return { type: "Container", style: "emphasis", items: items.length > 0 ? items : [blank] };
}

function facts(items: { label: string; value: string }[]): CardElement[] {
  const said = items.map(({ label, value }) => ({
    title: escapeMarkdown(shorten(label.trim(), 200)) || "–",
    value: escapeMarkdown(shorten(value.trim(), 2000)) || "–",
  }));
  return said.length > 0 ? [{ type: "FactSet", facts: said }] : [];
}

function image({ url, alt }: Extract<Block, { type: "image" }>): CardElement[] {
  const address = safeLink(url);
  const words = shorten(printable(alt).trim() || "Picture", 1000);
  if (!address || address.startsWith("mailto:")) return note(words);
  return [{ type: "Image", url: address, altText: words, size: "Stretch" }];
}

function note(text: string): CardElement[] {
  const rich: Rich = [text];
  return some(richTextBlock(rich, { size: "Small", isSubtle: true }));
}

function some<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}
