import { printable, safeLink } from "./fit.ts";
import type { Block, Message, Rich, Span } from "./message.ts";

/** A message as text alone: for notifications, the terminal, and platforms that refuse the card. */
export function plainText(message: Message): string {
  const parts = message.blocks.map(plainBlock).filter((part) => part.trim() !== "");
  const body = parts.join("\n\n");
  return body || printable(message.summary).trim();
}

function plainBlock(block: Block): string {
  switch (block.type) {
    case "heading":
      return printable(block.text);
    case "text":
    case "note":
      return plainRich(block.text);
    case "quote":
      return `${plainSpan({ text: block.at, ...(block.link ? { link: block.link } : {}) })} ${printable(block.speaker)}: “${printable(block.text)}”`;
    case "list":
      return block.items.map((item) => `- ${plainRich(item)}`).join("\n");
    case "facts":
      return block.items
        .map(({ label, value }) => `${printable(label)}: ${printable(value)}`)
        .join("\n");
    case "divider":
      return "";
    case "image":
      return plainSpan({ text: block.alt, link: block.url });
    case "table":
      return [block.columns, ...block.rows].map((row) => row.map(printable).join(" | ")).join("\n");
    case "actions":
      return block.actions
        .map(({ label, url }) =>
          url ? plainSpan({ text: label, link: url }) : `[${printable(label)}]`,
        )
        .join(" ");
  }
}

function plainRich(rich: Rich): string {
  return rich.map(plainSpan).join("");
}

function plainSpan(span: Span): string {
  if (typeof span === "string") return printable(span);
  const text = printable(span.text);
  const link = safeLink(span.link);
  return link && link !== text ? `${text} (${link})` : text;
}
