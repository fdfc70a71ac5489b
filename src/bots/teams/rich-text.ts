import { safeLink } from "../../messages/fit.ts";
import type { Rich } from "../../messages/message.ts";
import type { CardElement, TextRun } from "./adaptive-card.ts";
import { literalWords } from "./markdown.ts";

/** Spans as one block of literal runs, or `null` when there is nothing to read in them. */
export function richTextBlock(
  rich: Rich,
  look: Partial<Pick<TextRun, "size" | "weight" | "isSubtle">> = {},
  prefix = "",
): Extract<CardElement, { type: "RichTextBlock" }> | null {
  const runs = rich.flatMap((span): TextRun[] => {
    const { text, ...style } = typeof span === "string" ? { text: span } : span;
    const words = literalWords(text);
    if (!words) return [];
    const link = "link" in style ? safeLink(style.link) : null;
    return [
      {
        type: "TextRun",
        text: words,
        ...look,
        ...("bold" in style && style.bold && { weight: "Bolder" as const }),
        ...("italic" in style && style.italic && { italic: true }),
        ...(link && { selectAction: { type: "Action.OpenUrl" as const, url: link } }),
      },
    ];
  });
  if (!runs.some((run) => run.text.trim())) return null;
  const inlines = prefix ? [{ type: "TextRun" as const, text: prefix }, ...runs] : runs;
  return { type: "RichTextBlock", inlines };
}
