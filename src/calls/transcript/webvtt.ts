// Written here rather than taken from a package: those on npm keep neither the speaker nor the line a cue
// came from, refuse Teams' short times, and stop or fall silent at the first broken cue.
import { exactTime, fullTime, readArrow } from "./clock.ts";
import type { Cue } from "./cues.ts";
import { quoted, refusal, type Source } from "./source.ts";

const COMMENT = /^(?:NOTE|STYLE|REGION|Region:)(?:\s|$)/;

/** Whether a first line is WebVTT's header. */
export function isWebvttHeader(line: string | undefined): boolean {
  return /^WEBVTT(?:[ \t]|$)/.test(line ?? "");
}

/** Reads WebVTT by the standard's block rules (https://www.w3.org/TR/webvtt1/#file-parsing), plus Teams' short and negative times; cues with unreadable times are left out with a warning. */
export function readWebvtt(source: Source): Cue[] {
  const { lines } = source;
  if (!isWebvttHeader(lines[0])) {
    throw refusal(source, 1, 'a WebVTT file begins with the line "WEBVTT"; add it or export again');
  }
  let at = 1;
  while (at < lines.length && lines[at] !== "" && !lines[at]?.includes("-->")) at++;
  const cues: Cue[] = [];
  while (at < lines.length) {
    if (lines[at] === "") at++;
    else at = readBlock(source, at, cues);
  }
  return cues;
}

/** Reads the block that begins at index `from` and returns where the next one may begin. */
function readBlock(source: Source, from: number, cues: Cue[]): number {
  const { lines, warnings } = source;
  let at = from;
  let timing = -1;
  for (; at < lines.length && lines[at] !== ""; at++) {
    if (!lines[at]?.includes("-->")) continue;
    // A timing stands first or after an identifier; a later one begins the next cue.
    if (timing !== -1 || at - from > 1) break;
    timing = at;
  }
  const times =
    timing === -1
      ? null
      : readArrow(lines[timing] ?? "", (text) => exactTime(text) ?? fullTime(text));
  const first = lines[from] ?? "";
  if (times !== null) {
    cues.push({ ...times, payload: lines.slice(timing + 1, at).join("\n"), line: timing + 1 });
  } else if (timing === -1 && !COMMENT.test(first)) {
    warnings.push(`Line ${from + 1}: words without a time line were left out: ${quoted(first)}.`);
  } else if (!COMMENT.test(first)) {
    warnings.push(
      `Line ${timing + 1}: the time ${quoted(lines[timing] ?? "")} could not be read; its words were left out.`,
    );
  }
  return at;
}
