// Measures how many transcript files of a folder are read as their sources say they should be.
// Usage: npx tsx bench/formats.ts FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import type { Cue } from "../src/calls/transcript/cues.ts";
import { decode } from "../src/calls/transcript/decoding.ts";
import { type Parsed, parseTranscript } from "../src/calls/transcript/index.ts";
import { readWebvtt } from "../src/calls/transcript/webvtt.ts";
import { Rejected } from "../src/errors.ts";

type Outcome = { parsed: Parsed } | { refused: string } | { crashed: string };

interface Row {
  files: number;
  asExpected: number;
  refused: number;
  crashed: number;
  cues: { equal: number; expected: number } | null;
  wrong: string[];
}

/** Names by which the sources mark a file as broken: a refusal and a partial result with a warning are both right. */
const BROKEN = /invalid|missing|broken|empty|no_captions|no_header|bad_case/;
/** Vendors' recordings that hold speech; all others are lists, errors and other events. */
const SPEECH = /transcript_data|partial_data|dg_|assemblyai_|whisper_|sample|transcript-sentences/;

function outcomeOf(path: string): Outcome {
  try {
    return { parsed: parseTranscript(readFileSync(path), { fileName: path }) };
  } catch (error) {
    if (error instanceof Rejected) return { refused: error.message };
    return { crashed: String(error) };
  }
}

/** One line that begins with the file's name and says something after it. */
function isClear(message: string, path: string): boolean {
  return message.startsWith(path) && !message.includes("\n") && message.length > path.length + 20;
}

function asExpected(path: string, outcome: Outcome): boolean {
  if ("crashed" in outcome) return false;
  if ("refused" in outcome) {
    const mayRefuse = BROKEN.test(path) || (path.includes("/vendor/") && !SPEECH.test(path));
    return mayRefuse && isClear(outcome.refused, path);
  }
  const { transcript, warnings } = outcome.parsed;
  if (path.includes("/vendor/")) return SPEECH.test(path) && transcript.turns.length > 0;
  return transcript.turns.length > 0 && (!BROKEN.test(path) || warnings.length > 0);
}

interface Pair {
  vtt: string;
  expected: string;
  differsFromSpec?: boolean;
}

interface ExpectedCue {
  startTime: number;
  endTime: number;
  text: string;
}

/** The reader's own cues, so that joining and naming speakers do not blur the comparison; a refusal has none. */
function cuesOf(path: string): Cue[] {
  try {
    const lines = decode(readFileSync(path), path, []).split(/\r\n|\n|\r/);
    return readWebvtt({ name: path, lines, warnings: [] });
  } catch (error) {
    if (error instanceof Rejected) return [];
    throw error;
  }
}

function equalCues(cues: Cue[], expected: ExpectedCue[]): number {
  return expected.filter((wanted, index) => {
    const cue = cues[index];
    return (
      cue?.startMs === Math.round(wanted.startTime * 1000) &&
      cue.endMs === Math.round(wanted.endTime * 1000) &&
      cue.payload === wanted.text
    );
  }).length;
}

/** Files paired with the JSON another parser's tests expect (`index.jsonl`). */
function measurePairs(folder: string): Row {
  const row: Row = emptyRow();
  row.cues = { equal: 0, expected: 0 };
  for (const line of readFileSync(join(folder, "index.jsonl"), "utf8").split("\n")) {
    if (line.trim() === "") continue;
    const pair = JSON.parse(line) as Pair;
    const path = join(folder, pair.vtt);
    const { cues: wanted } = JSON.parse(readFileSync(join(folder, pair.expected), "utf8")) as {
      cues: ExpectedCue[];
    };
    const outcome = outcomeOf(path);
    const cues = cuesOf(path);
    const equal = equalCues(cues, wanted);
    // These keep an older reading of the standard: this reading or the other is right, a crash is not.
    const right =
      pair.differsFromSpec === true || (equal === wanted.length && cues.length === equal);
    const clear = !("refused" in outcome) || isClear(outcome.refused, path);
    row.cues.equal += equal;
    row.cues.expected += wanted.length;
    count(row, pair.vtt, outcome, right && clear);
  }
  return row;
}

function measureFiles(folder: string, root: string): Row {
  const row = emptyRow();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(vtt|srt|sbv|jsonc?|txt)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const outcome = outcomeOf(path);
    count(row, relative(root, path), outcome, asExpected(path, outcome));
  }
  return row;
}

function emptyRow(): Row {
  return { files: 0, asExpected: 0, refused: 0, crashed: 0, cues: null, wrong: [] };
}

function count(row: Row, file: string, outcome: Outcome, right: boolean): void {
  row.files++;
  if (right) row.asExpected++;
  else row.wrong.push(`${file}: ${"parsed" in outcome ? "parsed" : Object.values(outcome)[0]}`);
  if ("refused" in outcome) row.refused++;
  if ("crashed" in outcome) row.crashed++;
}

/** The markdown table for a folder of folders, and below it every file that went wrong. */
export function formatsTable(root: string): string {
  const lines = [
    "| folder | files | as expected | of these refused clearly | crashed | cues equal |",
    "| --- | --- | --- | --- | --- | --- |",
  ];
  const wrong: string[] = [];
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = join(root, entry.name);
    const paired = readdirSync(folder).includes("index.jsonl");
    const row = paired ? measurePairs(folder) : measureFiles(folder, root);
    const cues = row.cues === null ? "" : `${row.cues.equal} of ${row.cues.expected}`;
    lines.push(
      `| ${entry.name} | ${row.files} | ${row.asExpected} | ${row.refused} | ${row.crashed} | ${cues} |`,
    );
    wrong.push(...row.wrong.map((file) => `- ${file}`));
  }
  return [...lines, ...(wrong.length > 0 ? ["", "Not as expected:", ...wrong] : [])].join("\n");
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const folder = argv[2];
  if (folder === undefined) {
    console.error("Usage: npx tsx bench/formats.ts FOLDER");
    process.exitCode = 2;
  } else {
    console.log(formatsTable(folder));
  }
}
