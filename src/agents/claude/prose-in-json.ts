/** Where a string of the answer stands: its keys from the outside in, array places left out. */
type Path = string;

/**
 * Reads JSON while it arrives and hands on the prose at some paths, a sentence at a time. What is no
 * JSON, or cut in the middle, ends the reading silently: the whole answer is parsed and checked anyway.
 */
export function proseInJson(paths: ReadonlySet<Path>, say: (sentence: string) => void) {
  const keys: (string | null)[] = [];
  let text: string | null = null;
  let isKey = false;
  let expectsKey = false;
  let slashed = "";
  let held = "";

  const path = (): Path => keys.filter((key) => key !== null).join(".");
  const begin = () => {
    text = "";
    isKey = expectsKey;
  };
  const end = () => {
    if (isKey) keys[keys.length - 1] = text ?? "";
    else if (paths.has(path())) {
      if (held.trim()) say(held.trim());
      held = "";
    }
    text = null;
  };
  const add = (letter: string) => {
    text += letter;
    if (isKey || !paths.has(path())) return;
    held += letter;
    const cut = sentenceEnd(held);
    if (cut === 0) return;
    say(held.slice(0, cut).trim());
    held = held.slice(cut);
  };

  return {
    add(piece: string): void {
      for (const sign of piece) {
        if (text !== null) {
          if (slashed !== "") {
            slashed += sign;
            const whole = slashed[1] === "u" ? slashed.length === 6 : true;
            if (whole) {
              add(unescaped(slashed));
              slashed = "";
            }
          } else if (sign === "\\") slashed = "\\";
          else if (sign === '"') end();
          else add(sign);
        } else if (sign === '"') begin();
        else if (sign === "{") {
          keys.push("");
          expectsKey = true;
        } else if (sign === "[") {
          keys.push(null);
          expectsKey = false;
        } else if (sign === "}" || sign === "]") {
          keys.pop();
          expectsKey = false;
        } else if (sign === ":") expectsKey = false;
        else if (sign === ",") expectsKey = keys.at(-1) !== null && keys.length > 0;
      }
    },
  };
}

function unescaped(slashed: string): string {
  try {
    return String(JSON.parse(`"${slashed}"`));
  } catch {
    return "";
  }
}

/** The end of the first sentence that is followed by another, outside quotation marks; 0 when there is none. */
function sentenceEnd(text: string): number {
  for (const match of text.matchAll(/[.?!…]["”’]?\s(?=\S)/g)) {
    const cut = match.index + match[0].length;
    const before = text.slice(0, cut);
    const open = before.split("“").length > before.split("”").length;
    const odd = before.split('"').length % 2 === 0;
    if (!open && !odd) return cut;
  }
  return 0;
}
