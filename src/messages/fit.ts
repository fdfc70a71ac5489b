import type { Rich } from "./message.ts";

/** Cut to at most `limit` UTF-16 units with an ellipsis, never through a surrogate pair. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 2) return "…".slice(0, Math.max(0, limit));
  return `${text.slice(0, boundary(text, limit - 1)).trimEnd()}…`;
}

/** Cut into pieces of at most `limit` UTF-16 units, at a line or word end where one is near. */
export function pieces(text: string, limit: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const window = rest.slice(0, limit);
    const line = window.lastIndexOf("\n");
    const word = window.lastIndexOf(" ");
    const soft = line > limit / 2 ? line + 1 : word > limit / 2 ? word + 1 : 0;
    const end = soft || boundary(rest, limit);
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest) found.push(rest);
  return found;
}

/**
 * Text as it may be shown: control characters, lone surrogates and characters that reorder
 * what follows them (they can make a name or a quote read as something else) are taken out.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** The address, when it is one a message may open (http, https, mailto; at most 3000 characters), else `null`. */
export function safeLink(url: string | undefined): string | null {
  if (!url || !/^(?:https?|mailto):/i.test(url) || !URL.canParse(url)) return null;
  const address = new URL(url).href;
  return address.length <= 3000 ? address : null;
}

function boundary(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff && end > 1 ? end - 1 : end;
}

/** Spans cut to at most `limit` characters in all, the last one with an ellipsis. */
export function shortenRich(rich: Rich, limit: number): Rich {
  const kept: Rich = [];
  let room = limit;
  for (const span of rich) {
    const text = typeof span === "string" ? span : span.text;
    if (room <= 0) break;
    const cut = shorten(text, room);
    kept.push(typeof span === "string" ? cut : { ...span, text: cut });
    room -= text.length;
  }
  return kept;
}

/** Spans dealt out into runs of at most `limit` characters each; styling and links are kept. */
export function splitRich(rich: Rich, limit: number): Rich[] {
  const runs: Rich[] = [[]];
  let room = limit;
  for (const span of rich) {
    const text = typeof span === "string" ? span : span.text;
    // Cutting at a fixed length keeps this linear; only a span longer than the limit is ever cut.
    for (const piece of pieces(text, limit)) {
      if (piece.length > room) {
        runs.push([]);
        room = limit;
      }
      runs.at(-1)?.push(typeof span === "string" ? piece : { ...span, text: piece });
      room -= piece.length;
    }
  }
  return runs.filter((run) => run.length > 0);
}
