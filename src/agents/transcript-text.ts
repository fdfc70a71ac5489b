import type { Call } from "../calls/call.ts";
import { clockTime } from "../calls/clock-time.ts";

/** A longer transcript is shown in parts: about 60,000 tokens, four hours of talk. */
const MOST_CHARACTERS = 200_000;
/** Turns shown around each moment of a transcript too long to show whole. */
const AROUND = 12;

/** One turn on one line, so that nothing said can look like a turn of its own. */
export function lineOf(call: Call, index: number): string {
  const turn = call.turns[index];
  if (!turn) return "";
  const person = call.participants.find((one) => one.id === turn.speaker);
  const at = turn.startMs === null ? "" : ` ${clockTime(turn.startMs)}`;
  const side = person?.side ? ` (${person.side})` : "";
  return `[${index}]${at} ${person?.name ?? turn.speaker}${side}: ${turn.text.replace(/\s+/g, " ")}`;
}

/** A call as a model reads it: who is there, then a line a turn; of a very long one the parts around the given turns. */
export function transcriptText(
  call: Call,
  turnsToShow: readonly number[],
  { most = MOST_CHARACTERS, around = AROUND }: { most?: number; around?: number } = {},
): string {
  const people = call.participants.map(
    ({ id, name, side }) => `${id} = ${name}, ${side ?? "side unknown"}`,
  );
  const lines = call.turns.map((_, index) => lineOf(call, index));
  const whole = lines.reduce((sum, line) => sum + line.length + 1, 0) <= most;
  return [
    `People: ${people.join("; ")}`,
    ...(whole ? lines : parts(lines, turnsToShow, most, around)),
  ].join("\n");
}

function parts(
  lines: readonly string[],
  turnsToShow: readonly number[],
  most: number,
  around: number,
): string[] {
  const kept = new Set<number>();
  let room = most;
  for (const turn of turnsToShow) {
    for (let index = turn - around; index <= turn + around; index += 1) {
      const line = lines[index];
      if (line === undefined || kept.has(index)) continue;
      room -= line.length;
      if (room >= 0) kept.add(index);
    }
  }
  const ordered = [...kept].sort((a, b) => a - b);
  return ordered.flatMap((index, place) => {
    const gap = index !== (ordered[place - 1] ?? -1) + 1;
    return [...(gap ? ["… (left out; search_transcript finds it)"] : []), lines[index] ?? ""];
  });
}
