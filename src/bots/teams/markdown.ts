import { printable } from "../../messages/fit.ts";

/** Words as they are: Teams would replace `{{DATE(…)}}` and `{{TIME(…)}}` in any text of a card. */
export function literalWords(text: string): string {
  return printable(text).replace(/\{\{(?=DATE\(|TIME\()/g, "{\u2060{");
}

/**
 * Words for a TextBlock or a fact, where Teams reads Markdown, that must be read as they are:
 * signs that would format are escaped with a backslash, signs inside a word are left alone.
 */
export function escapeMarkdown(text: string): string {
  return literalWords(text)
    .replace(/\\/g, "\\\\")
    .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/\](?=\()/g, "\\]")
    .replace(/^([ \t]{0,3})(#{1,6}|[-+>])(?=\s)/gm, "$1\\$2")
    .replace(/^([ \t]{0,3}\d{1,9})([.)])(?=\s)/gm, "$1\\$2");
}
