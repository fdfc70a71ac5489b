const COMMAND = /^(?:@\S{1,40} )?(\/?)pipeline[- ]review\b(.{0,200})$/i;

/**
 * Whose review a line asks for: "/pipeline-review", "pipeline review @Tom". Empty is the speaker's own,
 * `null` is another matter (a question about reviews, say).
 */
export function whoseReview(text: string): string | null {
  const found = COMMAND.exec(text.trim().replace(/\s+/g, " "));
  if (!found) return null;
  const [, slash, rest = ""] = found;
  const name = rest
    .replace(/^ ?(?:of|with|for)\b/i, "")
    .replace(/['’]s$/i, "")
    .trim();
  const named = name.replace(/^@/, "").replace(/[.]$/, "").trim();
  const isCommand =
    slash === "/" || name.startsWith("@") || (named.split(" ").length <= 3 && !/[?!,]/.test(name));
  return isCommand ? named : null;
}
