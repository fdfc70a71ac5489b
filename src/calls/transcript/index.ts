import { assemble, firstOf, type Parsed } from "./assembly.ts";
import { speechOf } from "./cues.ts";
import { decode } from "./decoding.ts";
import { joinCutSentences } from "./joining.ts";
import { readJson } from "./json/index.ts";
import { readPlainText } from "./plain-text.ts";
import { isSbvTiming, readSbv } from "./sbv.ts";
import { notATranscript } from "./signatures.ts";
import { type Reading, refusal, type Source } from "./source.ts";
import { readSrt } from "./srt.ts";
import { isWebvttHeader, readWebvtt } from "./webvtt.ts";

export type { Parsed } from "./assembly.ts";

const LARGEST_BYTES = 50 * 1024 * 1024;

/** What is known about a file beside its bytes; both only help where the content leaves doubt. */
export interface Hint {
  fileName?: string;
  mediaType?: string;
}

/**
 * Reads a transcript in any known format, in the order of the file.
 * Throws `Rejected` with one line that names the file, the line where there is one, and what to do.
 */
export function parseTranscript(bytes: Uint8Array, hint: Hint = {}): Parsed {
  const name = shownName(hint.fileName);
  if (bytes.length === 0)
    throw refusal({ name }, null, "the file is empty; export the transcript again");
  if (bytes.length > LARGEST_BYTES) {
    const size = Math.ceil(bytes.length / 1024 / 1024);
    throw refusal(
      { name },
      null,
      `the file has ${size} MB; at most 50 MB can be read, so upload the text only`,
    );
  }
  const other = notATranscript(bytes);
  if (other !== null) throw refusal({ name }, null, other);
  const warnings: string[] = [];
  const text = decode(bytes, name, warnings);
  if (text.trim() === "")
    throw refusal({ name }, null, "the file is empty; export the transcript again");
  const reading = read(text, { name, lines: [], warnings }, kindOf(hint));
  const title = titleOf(hint.fileName);
  if ("transcript" in reading) {
    reading.transcript.title ||= title;
    if (reading.transcript.turns.length > 0) {
      return { ...reading, warnings: [...warnings, ...reading.warnings] };
    }
  } else if (reading.pieces.length > 0) {
    return assemble(reading, title, shorten(warnings));
  }
  const [first] = warnings;
  throw refusal(
    { name },
    null,
    `no speech was found in it${first ? ` (${first.replace(/\.$/, "")})` : ""}; export it again`,
  );
}

/** Content decides; the name decides only where the content could be several things. */
function read(text: string, source: Source, kind: string): Reading | Parsed {
  const start = text.trimStart();
  if (/^\{\s*["}]|^\[\s*[[{"\]]/.test(start) || /^jsonc?$/.test(kind))
    return readJson(text, source);
  source.lines = text.split(/\r\n|\n|\r/);
  if (kind === "vtt" || isWebvttHeader(source.lines[0])) {
    return captions("webvtt", readWebvtt(source));
  }
  const first = source.lines.find((line) => line.trim() !== "");
  if (kind === "sbv" || isSbvTiming(first)) return captions("sbv", readSbv(source));
  if (
    kind === "srt" ||
    source.lines.slice(0, 60).some((line) => /^\s*-?\d+:\d.{0,20}-->/.test(line))
  ) {
    return captions("srt", readSrt(source));
  }
  return readPlainText(source);
}

function captions(format: string, cues: Parameters<typeof speechOf>[1]): Reading {
  const reading = speechOf(format, cues);
  return { ...reading, pieces: joinCutSentences(reading.pieces) };
}

/** The same complaint about every cue of a file is one complaint. */
function shorten(warnings: string[]): string[] {
  const kinds = new Map<string, string[]>();
  for (const warning of warnings) {
    const kind = warning.replace(/^Line \d+/, "").replace(/".*"|\d+/g, "");
    const alike = kinds.get(kind);
    if (alike === undefined) kinds.set(kind, [warning]);
    else alike.push(warning);
  }
  return [...kinds.values()].flatMap(firstOf);
}

function kindOf(hint: Hint): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(hint.fileName ?? "")?.[1]?.toLowerCase();
  const subtype = /^[a-z]+\/(?:x-)?([a-z]+)/i.exec(hint.mediaType ?? "")?.[1]?.toLowerCase();
  return extension ?? (subtype === "subrip" ? "srt" : (subtype ?? ""));
}

function shownName(fileName: string | undefined): string {
  const name = (fileName ?? "")
    .replace(/\p{C}+/gu, " ")
    .trim()
    .slice(0, 300);
  return name === "" ? "The transcript" : name;
}

/** The file's name without folders and extension. */
function titleOf(fileName: string | undefined): string {
  const base = (fileName ?? "").replace(/^.*[\\/]/s, "").replace(/\.[a-z0-9]{1,8}$/i, "");
  return (
    base
      .replace(/[\p{C}_]+/gu, " ")
      .trim()
      .slice(0, 200) || "Untitled call"
  );
}
