import { anyTime } from "./clock.ts";
import type { Cue } from "./cues.ts";
import { quoted, type Source } from "./source.ts";

const TIMING = /^\s*([\d:.]{4,16})\s*,\s*([\d:.]{4,16})\s*$/;

/** Whether a line is SBV's "0:00:00.378,0:00:11.378". */
export function isSbvTiming(line: string | undefined): boolean {
  return line !== undefined && line.length < 60 && TIMING.test(line);
}

/** Reads YouTube's SBV captions; words whose time is missing or cannot be read are kept without one, with a warning. */
export function readSbv(source: Source): Cue[] {
  const cues: Cue[] = [];
  let fresh = true;
  for (const [index, line] of source.lines.entries()) {
    const timing = line.length < 60 ? TIMING.exec(line) : null;
    const last = cues.at(-1);
    const startCue = (startMs: number | null, endMs: number | null, payload: string) =>
      cues.push({ startMs, endMs, payload, line: index + 1 });
    if (timing !== null) {
      startCue(anyTime(timing[1] ?? ""), anyTime(timing[2] ?? ""), "");
    } else if (/^\d+:\d+:[^,\s]{1,12},\d+:\d/.test(line)) {
      source.warnings.push(`Line ${index + 1}: the time ${quoted(line)} could not be read.`);
      startCue(null, null, "");
    } else if (line.trim() !== "" && fresh && last !== undefined && last.payload !== "") {
      source.warnings.push(`Line ${index + 1}: words without a time line: ${quoted(line)}.`);
      startCue(null, null, line);
    } else if (line.trim() !== "" && last !== undefined) {
      last.payload += last.payload === "" ? line : `\n${line}`;
    }
    fresh = line.trim() === "";
  }
  return cues;
}
