import { looksLikeName, speakerLabels } from "./labels.ts";
import { nameKey } from "./names.ts";
import { type PlainLine, type PlainTime, plainLine } from "./plain-lines.ts";
import { type Piece, quoted, type Reading, type Source } from "./source.ts";

/** No recording is joined this far in; such a first time is the clock on the wall. */
const CLOCK_ON_THE_WALL_MS = 5 * 3_600_000;
const CLOSING = /^(?:transcription|recording) (?:ended|stopped)\b/i;

/** Reads text transcripts: "Name: …" with or without a time before it, names and times on their own line (Otter, Zoom, Fathom), times alone on a line (Google Meet). */
export function readPlainText(source: Source): Reading {
  const lines = source.lines.flatMap((text, index) =>
    text.trim() === "" || CLOSING.test(text) ? [] : [plainLine(text, index + 1)],
  );
  const headers = headersOf(lines);
  const labels = headers.size > 0 ? new Set<string>() : labelsOf(lines);
  const said =
    headers.size + labels.size === 0 ? unnamed(lines) : named(lines, headers, labels, source);
  return { format: "plain-text", pieces: piecesOf(said, source.warnings) };
}

/** Something said, with its words still in parts and its time as written. */
interface Said {
  line: number;
  name: string | null;
  time: PlainTime | null;
  texts: string[];
}

type Header = NonNullable<PlainLine["header"]>;

/** Lines that hold only a name and a time; an odd one out, such as "We met at 10:30", is speech. */
function headersOf(lines: PlainLine[]): Map<number, Header> {
  const candidates: [number, Header][] = [];
  for (const [index, { line, header, time, label, text }] of lines.entries()) {
    const next = lines[index + 1];
    if (header !== null) candidates.push([line, header]);
    else if (label === null && next?.time && next.text === "" && looksLikeName(text)) {
      candidates.push([line, { name: text, time: time ?? next.time }]);
    } else if (time !== null && label === null && looksLikeName(text) && next?.time === null) {
      candidates.push([line, { name: text, time }]);
    }
  }
  const times = new Map<string, number>();
  for (const [, { name }] of candidates) {
    times.set(nameKey(name), (times.get(nameKey(name)) ?? 0) + 1);
  }
  const found = candidates.filter(([, { name }]) => {
    const often = (times.get(nameKey(name)) ?? 0) > 1 && name.split(/\s+/).length <= 5;
    return looksLikeName(name) || often;
  });
  if (found.length === 0) return new Map();
  const labelled = lines.filter(({ label }) => label !== null && looksLikeName(label)).length;
  return new Map(found.length > labelled / 2 ? found : []);
}

function labelsOf(lines: PlainLine[]): Set<string> {
  const seen = lines.flatMap(({ label, rest }) =>
    label === null ? [] : [{ label, alone: rest === "" }],
  );
  return speakerLabels(seen, lines.filter((line) => line.text !== "").length);
}

function named(
  lines: PlainLine[],
  headers: Map<number, Header>,
  labels: Set<string>,
  source: Source,
): Said[] {
  const said: Said[] = [];
  let early: PlainLine | null = null;
  let pending: PlainTime | null = null;
  for (const { line, time, label, rest, text } of lines) {
    const header = headers.get(line);
    const last = said.at(-1);
    const timed = headers.size === 0 && time !== null;
    if (header !== undefined) {
      said.push({ line, name: header.name, time: header.time, texts: [] });
    } else if (label !== null && labels.has(label)) {
      said.push({ line, name: label, time: time ?? pending, texts: [rest] });
      pending = null;
    } else if (headers.size > 0 && time !== null && text === "") {
      // The time on the line below a name came with that name.
    } else if (timed && text === "") {
      // A time alone on its line (Google Meet) dates the next turn and no other.
      pending = time;
    } else if (timed && last !== undefined) {
      said.push({ line, name: null, time, texts: [text] });
    } else if (last === undefined) {
      early ??= { line, time, header: null, label, rest, text };
    } else {
      last.texts.push((source.lines[line - 1] ?? "").trim());
    }
  }
  if (early !== null) {
    source.warnings.push(
      `Line ${early.line}: words before the first speaker were left out: ${quoted(early.text)}.`,
    );
  }
  return said;
}

function unnamed(lines: PlainLine[]): Said[] {
  return lines.map(({ line, time, text }) => ({ line, name: null, time, texts: [text] }));
}

/** Times of the day become times of the recording, counted from the first. */
function piecesOf(said: Said[], warnings: string[]): Piece[] {
  const first = said.find(({ time }) => time !== null && time.startMs !== null)?.time?.startMs ?? 0;
  const ofDay = said.some(({ time }) => time?.ofDay) || first >= CLOCK_ON_THE_WALL_MS;
  if (ofDay) warnings.push("Times are times of the day; they were counted from the first one.");
  const shift = (ms: number | null | undefined) => (ms == null ? null : ofDay ? ms - first : ms);
  return said.flatMap(({ line, name, time, texts }): Piece[] => {
    const text = texts.join(" ").trim();
    const startMs = shift(time?.startMs);
    return text === ""
      ? []
      : [{ name, text, startMs, endMs: shift(time?.endMs), where: `Line ${line}` }];
  });
}
