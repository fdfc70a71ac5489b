import { printable, safeLink, shorten, splitRich } from "../../messages/fit.ts";
import type { Block, Message, Rich } from "../../messages/message.ts";
import { plainText } from "../../messages/plain-text.ts";
import { slackActions } from "./actions.ts";
import { SLACK_LIMITS, type SlackBlock, type SlackMessage, type SlackRun } from "./block-kit.ts";
import { fitBlocks } from "./fit-blocks.ts";
import { escapeMrkdwn, mrkdwn } from "./mrkdwn.ts";
import { slackTable } from "./table.ts";

/**
 * The Slack look of a message: words go into rich_text, which Slack reads literally, so nothing
 * said on a call can turn into formatting or a mention, and a quote stays verbatim.
 */
export function renderSlack(
  message: Message,
  { deliveryId }: { deliveryId: string },
): SlackMessage {
  let tables = 0;
  const blocks = message.blocks.flatMap((block) => {
    if (block.type === "table") return slackTable(block, tables++ === 0);
    return slackBlocks(block, deliveryId);
  });
  const summary = printable(message.summary).trim() || plainText(message).trim() || "A message";
  return {
    text: shorten(escapeMrkdwn(shorten(summary, 600)), 3900),
    blocks: fitBlocks(blocks.length > 0 ? blocks : [richText(literal([shorten(summary, 2500)]))]),
    ...(deliveryId && {
      metadata: { event_type: "coach_delivery", event_payload: { delivery_id: deliveryId } },
    }),
  };
}

function slackBlocks(block: Exclude<Block, { type: "table" }>, deliveryId: string): SlackBlock[] {
  switch (block.type) {
    case "heading":
      return heading(block.text);
    case "text":
      return splitRich(block.text, SLACK_LIMITS.text).map(literal).filter(isShown).map(richText);
    case "quote":
      return [quote(block)];
    case "list":
      return list(block.items);
    case "facts":
      return facts(block.items);
    case "note":
      return note(block.text);
    case "divider":
      return [{ type: "divider" }];
    case "image":
      return image(block);
    case "actions":
      return slackActions(block.actions, deliveryId);
  }
}

function heading(text: string): SlackBlock[] {
  const words = printable(text).replace(/\s+/g, " ").trim();
  if (!words) return [];
  const shown = shorten(words, SLACK_LIMITS.header);
  return [{ type: "header", text: { type: "plain_text", text: shown, emoji: false } }];
}

function quote({ text, speaker, at, link }: Extract<Block, { type: "quote" }>): SlackBlock {
  const words = shorten(printable(text).trim(), 2800);
  const who = shorten(printable(speaker).trim(), 200);
  const time = literal([{ text: shorten(at, 50), ...(link && { link }) }]);
  const runs = [...time, ...literal([time.length && who ? ` · ${who}\n` : `${who}\n`, words])];
  return { type: "rich_text", elements: [{ type: "rich_text_quote", elements: runs }] };
}

/** Ten items a block, so that a list that is too long loses its end and not all of it. */
function list(items: Rich[]): SlackBlock[] {
  const elements = items
    .map((item) => literal(splitRich(item, 600)[0] ?? []))
    .filter(isShown)
    .map((runs) => ({ type: "rich_text_section" as const, elements: runs }));
  const blocks: SlackBlock[] = [];
  for (let start = 0; start < elements.length; start += 10) {
    const part = elements.slice(start, start + 10);
    blocks.push({
      type: "rich_text",
      elements: [{ type: "rich_text_list", style: "bullet", elements: part }],
    });
  }
  return blocks;
}

function facts(items: { label: string; value: string }[]): SlackBlock[] {
  const fields = items.map(({ label, value }) => {
    const name = mrkdwn([{ text: shorten(label, 100) || "–", bold: true }]);
    return {
      type: "mrkdwn" as const,
      text: `${name}\n${escapeMrkdwn(shorten(value, 250)) || "–"}`,
    };
  });
  const blocks: SlackBlock[] = [];
  for (let start = 0; start < fields.length; start += SLACK_LIMITS.fields) {
    blocks.push({ type: "section", fields: fields.slice(start, start + SLACK_LIMITS.fields) });
  }
  return blocks;
}

function note(text: Rich): SlackBlock[] {
  const elements = splitRich(text, 500)
    .map((run) => shorten(mrkdwn(run), SLACK_LIMITS.text))
    .filter((words) => words.trim() !== "")
    .slice(0, SLACK_LIMITS.contextElements)
    .map((words) => ({ type: "mrkdwn" as const, text: words }));
  return elements.length > 0 ? [{ type: "context", elements }] : [];
}

function image({ url, alt }: Extract<Block, { type: "image" }>): SlackBlock[] {
  const address = safeLink(url);
  const words = shorten(printable(alt).trim() || "Picture", 1000);
  if (!address || address.startsWith("mailto:")) return note([words]);
  return [{ type: "image", image_url: address, alt_text: words }];
}

/** Spans as rich_text runs; a link that may not be opened keeps its words only. */
function literal(rich: Rich): SlackRun[] {
  return rich.flatMap((span): SlackRun[] => {
    if (typeof span === "string") return words(printable(span));
    const text = printable(span.text);
    const url = safeLink(span.link);
    const style = {
      ...(span.bold && { bold: true }),
      ...(span.italic && { italic: true }),
    };
    const styled = Object.keys(style).length > 0 ? { style } : {};
    if (url) return [{ type: "link", url, ...(text && { text }), ...styled }];
    return words(text).map((run) => ({ ...run, ...styled }));
  });
}

function words(text: string): SlackRun[] {
  return text ? [{ type: "text", text }] : [];
}

function isShown(runs: SlackRun[]): boolean {
  return runs.some((run) => run.type === "link" || run.text.trim() !== "");
}

function richText(elements: SlackRun[]): SlackBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}
