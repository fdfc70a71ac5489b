import { anyTime, readArrow } from "./clock.ts";
import type { Cue } from "./cues.ts";
import { quoted, type Source } from "./source.ts";

/** Reads SubRip: numbers may be missing, commas may be dots, text may hold blank lines; words whose time cannot be read are kept without one, with a warning. */
export function readSrt(source: Source): Cue[] {
  const { lines, warnings } = source;
  const cues: { cue: Cue; text: string[] }[] = [];
  let fresh = true;
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? "").trim();
    const last = cues.at(-1);
    if (line === "") {
      fresh = true;
      continue;
    }
    if (line.includes("-->") && /\d:\d/.test(line)) {
      const times = readArrow(line, anyTime);
      if (times === null) {
        warnings.push(`Line ${at + 1}: the time ${quoted(line)} could not be read.`);
      }
      cues.push({ cue: cueAt(at, times), text: [] });
    } else if (isNumber(line) && startsCue(lines, at)) {
      // The number of the next cue; it says nothing that the order does not.
    } else if (fresh && isNumber(line) && (lines[at + 1] ?? "").trim() !== "") {
      warnings.push(`Line ${at + 1}: cue ${line} has no time line.`);
      cues.push({ cue: cueAt(at, null), text: [] });
    } else if (last === undefined) {
      if (!startsCue(lines, at)) {
        warnings.push(
          `Line ${at + 1}: words before the first time were left out: ${quoted(line)}.`,
        );
      }
    } else {
      last.text.push(line);
    }
    fresh = false;
  }
  return cues.map(({ cue, text }) => ({ ...cue, payload: text.join("\n") }));
}

function cueAt(index: number, times: { startMs: number; endMs: number } | null): Cue {
  return {
    startMs: times?.startMs ?? null,
    endMs: times?.endMs ?? null,
    payload: "",
    line: index + 1,
  };
}

function isNumber(line: string): boolean {
  return /^\d{1,9}$/.test(line);
}

function startsCue(lines: string[], index: number): boolean {
  return /\d:\d.*-->/.test((lines[index + 1] ?? "").slice(0, 60));
}
