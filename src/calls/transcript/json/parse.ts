import { refusal } from "../source.ts";

/** Larger broken files are refused without a place: finding it costs some twenty readings. */
const SEARCHED = 4_000_000;
const LINE_COMMENT = /^[ \t]*\/\/.*$/gm;

/** Parses JSON, also with whole-line comments; throws `Rejected` that names the line and column where it breaks. */
export function parseJson(text: string, source: { name: string }): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const bare = text.replace(LINE_COMMENT, "");
    if (bare !== text) {
      try {
        return JSON.parse(bare);
      } catch {
        // The place is told for the text as its owner sees it.
      }
    }
    throw broken(text, source);
  }
}

function broken(text: string, source: { name: string }): Error {
  if (text.length > SEARCHED)
    return refusal(source, null, "this is not valid JSON; export it again");
  if (soFarSoGood(text)) {
    return refusal(
      source,
      null,
      "this JSON ends too early, the file seems cut off; export it again",
    );
  }
  const at = firstBad(text);
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const column = at - before.lastIndexOf("\n");
  return refusal(source, line, `this is not valid JSON (column ${column}); export it again`);
}

/** Halves its way to the first character that no continuation could make valid: engines do not always name it. */
function firstBad(text: string): number {
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (soFarSoGood(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return bad - 1;
}

/** Whether the text could still become JSON by going on. */
function soFarSoGood(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const position = /at position (\d+)/.exec(message)?.[1];
    return (
      message.includes("end of JSON input") ||
      message.includes("Unterminated") ||
      (position !== undefined && Number(position) >= text.length)
    );
  }
}
