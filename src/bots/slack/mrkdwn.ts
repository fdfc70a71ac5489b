import { printable, safeLink } from "../../messages/fit.ts";
import type { Rich } from "../../messages/message.ts";

/** Signs of the same look that Slack does not read as formatting: mrkdwn has no escape for its own. */
const HARMLESS: Record<string, string> = { "*": "∗", _: "ˍ", "~": "∼", "`": "ˋ" };

/**
 * Words for a mrkdwn field that must be read as they are: `&<>` escaped as Slack asks, formatting
 * signs replaced unless they stand inside a word, and a line start that would begin a quotation
 * or a mention (or an emoji's name) held off by a word joiner.
 */
export function escapeMrkdwn(text: string): string {
  return printable(text)
    .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (sign) => HARMLESS[sign] ?? sign)
    .replace(/:(?=[a-z+-][\w+-]*:)/gi, "∶")
    .replace(/^(?=>)/gm, "\u2060")
    .replace(/<(?=[!@#\p{L}])/gu, "<\u2060")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}

/** Spans as mrkdwn, for the places (context, fields) where Slack takes no rich text. */
export function mrkdwn(rich: Rich): string {
  return rich
    .map((span) => {
      if (typeof span === "string") return escapeMrkdwn(span);
      const link = safeLink(span.link);
      const words = escapeMrkdwn(
        link ? span.text.replace(/\s+/g, " ").replace(/\|/g, "¦") : span.text,
      );
      if (!words.trim()) return words;
      const linked = link
        ? `<${link.replace(/&/g, "&amp;").replace(/[<>|]/g, encodeURIComponent)}|${words}>`
        : words;
      return styled(linked, `${span.italic ? "_" : ""}${span.bold ? "*" : ""}`);
    })
    .join("");
}

/** Slack formats only where the sign touches the word, so spaces stay outside the signs. */
function styled(words: string, signs: string): string {
  if (!signs || words.includes("\n")) return words;
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? [];
  return `${before}${signs}${inner}${[...signs].reverse().join("")}${after}`;
}
