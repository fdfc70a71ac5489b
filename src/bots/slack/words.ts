/** What people wrote, with Slack's tokens read as a person would read them aloud. */
export interface Heard {
  text: string;
  /** User ids that were mentioned, in order. */
  mentioned: string[];
}

const TOKEN = /<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g;

/**
 * Slack's message text as plain words: mentions as "@Name", links as their label and address, entities
 * unescaped. A mention of the bot itself is left out.
 */
export function wordsOf(
  text: string,
  options: { botUserId: string; nameOf: (userId: string) => string | null },
): Heard {
  const mentioned: string[] = [];
  const words = text.replace(TOKEN, (_, kind: string, id: string, label?: string) => {
    if (kind === "@") {
      if (id === options.botUserId) return " ";
      mentioned.push(id);
      return `@${options.nameOf(id) ?? label ?? "somebody"}`;
    }
    if (kind === "#") return `#${label || id}`;
    if (kind === "!") return label || `@${id.split("^")[0]}`;
    const address = id.replace(/^mailto:/, "");
    return label && label !== address ? `${label} (${address})` : address;
  });
  return {
    text: unescaped(words)
      .replace(/[ \t]+/g, " ")
      .trim(),
    mentioned,
  };
}

/** The user ids a text mentions. */
export function mentionsIn(text: string): string[] {
  return [...text.matchAll(TOKEN)].flatMap(([, kind, id]) => (kind === "@" && id ? [id] : []));
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
