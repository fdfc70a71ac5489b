/**
 * The blocks as the drawing library must be given them to look as Slack draws them: it reads
 * formatting in plain_text and raw_text, where Slack reads none, and Markdown links and emoji in
 * clock times. Such signs are swapped for their like; the blocks that are sent stay as they are.
 */
export function asSlackReads(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSlackReads);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, asSlackReads(inner)] as const);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  const { type, text } = copy;
  if (typeof text !== "string") return copy;
  if (type === "plain_text" || type === "raw_text") return { ...copy, text: literal(text) };
  if (type === "mrkdwn") return { ...copy, text: common(text) };
  return copy;
}

const LIKE: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ", ":": "∶" };

function common(text: string): string {
  return text.replace(/\](?=\()/g, "]\u2060").replace(/:(?=\d+:)/g, "∶");
}

function literal(text: string): string {
  return common(text)
    .replace(/&(?=(?:amp|lt|gt);)/g, "&amp;")
    .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (sign) => LIKE[sign] ?? sign)
    .replace(/:(?=[\w+-]+:)/g, "∶")
    .replace(/^(?=>)/gm, "\u2060")
    .replace(/<(?=\S)/g, "<\u2060");
}
