import { Rejected } from "../../errors.ts";

/** A text file cut into lines, with the name people know it by. */
export interface Source {
  /** Shown in every error: the file's name, or "The transcript" when it has none. */
  name: string;
  /** Without their line ends; index 0 is line 1. */
  lines: string[];
  /** One sentence each, collected while reading. */
  warnings: string[];
}

/** One thing somebody said, as a format's reader hands it over before people are told apart. */
export interface Piece {
  /** As written in the source; `null` when the source does not say who spoke. */
  name: string | null;
  /** Keeps two people of the same name apart; the name itself is used when absent. */
  key?: string;
  email?: string;
  /** Milliseconds from the start of the recording. */
  startMs: number | null;
  endMs: number | null;
  text: string;
  /** Where it stands, for warnings: "Line 12", "Turn 3". */
  where: string;
}

/** What a format's reader found in a file. */
export interface Reading {
  format: string;
  title?: string | null;
  /** ISO 8601. */
  startedAt?: string | null;
  pieces: Piece[];
}

const SHOWN = 60;

/** A piece of somebody's file, made safe and short enough for a one-line message. */
export function quoted(text: string): string {
  const plain = text
    .slice(0, SHOWN * 2)
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  return plain.length > SHOWN ? `"${plain.slice(0, SHOWN)}…"` : `"${plain}"`;
}

/** A refusal that names the file, the line where there is one, and what to do; one line long. */
export function refusal(source: { name: string }, line: number | null, sentence: string): Rejected {
  return new Rejected(
    line === null ? `${source.name}: ${sentence}` : `${source.name}, line ${line}: ${sentence}`,
  );
}
