const COMMAND = /^(?:@\S{1,40} )?(\/?)pipeline[- ]review\b(.{0,200})$/i;

const PLAINLY =
  /^(?:@\S{1,40} )?(?:please |can we |could we |let's |i'd like to )?(?:review|go through|walk through|look at) (?<whose>my|our|[\p{L}' -]{1,40}?(?:'s|s')) (?:pipeline|open deals|deals)(?: please)?[.?]?$/iu;

/**
 * Whose review a line asks for: "/pipeline-review", "pipeline review @Tom". Empty is the speaker's own,
 * `null` is another matter (a question about reviews, say).
 */
export function whoseReview(text: string): string | null {
  const line = text.trim().replace(/\s+/g, " ").replaceAll("’", "'");
  const plainly = PLAINLY.exec(line)?.groups?.whose;
  if (plainly !== undefined)
    return /^(?:my|our)$/i.test(plainly) ? "" : plainly.replace(/(?:'s|')$/i, "");
  const found = COMMAND.exec(line);
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
