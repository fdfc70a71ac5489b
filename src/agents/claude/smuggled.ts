import type { Call } from "../../calls/call.ts";

const QUOTED = /[“"][^“”"]*[”"]/g;
/** Links, e-mail addresses, and the ways in which chat platforms call people or channels. */
const ADDRESS =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|[a-z0-9._-]@[a-z0-9-]|<[@!#]|@(?:here|channel|everyone)\b|\]\(/i;
/** So many words in a row are no coincidence: somebody on the call said them. */
const COPIED_WORDS = 8;

/**
 * What words smuggled into a call would look like once a model had obeyed them, as reasons: links,
 * addresses, mentions, and long stretches of the call passed off as the coach's own. Words inside
 * quotation marks are the speaker's, and checked elsewhere.
 */
export function checkSmuggled(output: unknown, call: Call | null): string[] {
  const said = call ? plain(call.turns.map((turn) => turn.text).join(" | ")) : "";
  return textsOf(output).flatMap((text) => {
    const own = text.replace(QUOTED, " | ");
    const address = ADDRESS.exec(own)?.[0];
    const copied = copiedFrom(said, own);
    return [
      ...(address ? [`links, addresses and mentions have no place here: "${address}"`] : []),
      ...(copied ? [`words of the call stand here without quotation marks: "${copied}"`] : []),
    ];
  });
}

function copiedFrom(said: string, text: string): string | null {
  const words = plain(text).split(" ");
  for (let from = 0; from + COPIED_WORDS <= words.length; from += 1) {
    const run = words.slice(from, from + COPIED_WORDS).join(" ");
    if (!run.includes("|") && said.includes(run)) return run;
  }
  return null;
}

/** Lower-case words with single spaces; a bar stays, as the end of a turn or a quote. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[^\p{L}\p{N}'|]+/gu, " ")
    .trim();
}

function textsOf(value: unknown, key = ""): string[] {
  if (typeof value === "string") return key === "quote" ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, key));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => textsOf(one, name));
}
