import { readdirSync, readFileSync } from "node:fs";

const MESSAGES = new URL("../../../src/messages/", import.meta.url);

/** A button some message offers. */
export interface Button {
  id: string;
  /** What it says, with `…` where a name or a number stands. */
  label: string;
  opens: "nothing" | "form" | "page";
}

/** Every button the messages' own sources name: a new one is found without being told of. */
export function buttons(): Button[] {
  const texts = readdirSync(MESSAGES)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, MESSAGES), "utf8"));
  const names = new Map(texts.flatMap((text) => [...namesIn(text)]));
  const found = texts.flatMap((text) => buttonsIn(text, names));
  const first = new Map<string, Button>();
  for (const button of found) if (!first.has(button.id)) first.set(button.id, button);
  return [...first.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** `export const PAUSE = "pause"`, and the fields of `export const MEMORY = { … }`. */
function* namesIn(text: string): Iterable<[string, string]> {
  for (const [, name = "", id = ""] of text.matchAll(/const ([A-Z_]+) = "([a-z-]+)"/g))
    yield [name, id];
  for (const [, name = "", body = ""] of text.matchAll(/const ([A-Z_]+) = \{([\s\S]*?)\n\}/g))
    for (const [, field = "", id = ""] of body.matchAll(/(\w+): "([a-z-]+)"/g))
      yield [`${name}.${field}`, id];
}

const BUTTON =
  /\bid: (?:\w+\()?([A-Z_]+(?:\.\w+)?|"[a-z-]+")\)?,\s*label(?:: ?("[^"]*"|`[^`]*`|[^,}]+))?(?=([\s\S]{0,300}))/g;
const REVIEW = /"(review-[a-z-]+)": "([^"]+)"/g;

function buttonsIn(text: string, names: Map<string, string>): Button[] {
  const own = [...text.matchAll(BUTTON)].flatMap(
    ([, given = "", label = "", after = ""]): Button[] => {
      const id = given.startsWith('"') ? given.slice(1, -1) : names.get(given);
      const [rest = ""] = after.split(/\bid:/);
      // A field of a form looks the same, but for its type.
      if (!id || /^[^{]*\btype: "(?:text|number|date|choice)"/.test(rest)) return [];
      const opens = /\burl\b/.test(rest) ? "page" : /\bform\b/.test(rest) ? "form" : "nothing";
      return [{ id, label: worded(label), opens }];
    },
  );
  const review = [...text.matchAll(REVIEW)].map(
    ([, id = "", label = ""]): Button => ({
      ...{ id, label },
      opens: new RegExp(`"${id}"[^;]{0,40}form:`).test(text) ? "form" : "nothing",
    }),
  );
  return [...own, ...review];
}

function worded(label: string): string {
  if (!/^["`]/.test(label)) return "…";
  return label.slice(1, -1).replace(/\$\{[^}]*\}/g, "…");
}
