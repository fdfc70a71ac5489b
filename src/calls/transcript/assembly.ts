import type { Participant, Transcript } from "../call.ts";
import { showTime } from "./clock.ts";
import { cleanName, nameKey, slugs } from "./names.ts";
import type { Piece, Reading } from "./source.ts";

/** A transcript, the format it was in, and what its reader could not be sure of. */
export interface Parsed {
  transcript: Transcript;
  /** "webvtt", "srt", "sbv", "plain-text", "canonical" or the vendor's name. */
  format: string;
  /** One sentence each, for people. */
  warnings: string[];
}

const UNKNOWN: Participant = { id: "unknown", name: "Unknown speaker", side: null };
/** More voices than any call has: names were probably read out of ordinary text. */
const CROWD = 100;

/** Tells the people apart and makes the transcript; the order of the source is kept. */
export function assemble(reading: Reading, title: string, warnings: string[]): Parsed {
  const people = new Map<string, Participant>();
  const names = new Map<string | null, ReturnType<typeof cleanName> & { key: string }>();
  const slug = slugs([UNKNOWN.id]);
  const turns = reading.pieces.map((piece) => {
    let clean = names.get(piece.name);
    if (clean === undefined) {
      const read = cleanName(piece.name ?? "");
      clean = { ...read, key: read.name === null ? "" : nameKey(read.name) };
      names.set(piece.name, clean);
    }
    const { name, email = piece.email } = clean;
    const key = name === null ? "" : (piece.key ?? clean.key);
    let person = people.get(key);
    if (person === undefined) {
      person = name === null ? { ...UNKNOWN } : { id: slug(name), name, side: null };
      people.set(key, person);
    }
    if (email !== undefined && name !== null) person.email ??= email;
    return { speaker: person.id, startMs: piece.startMs, endMs: endOf(piece), text: piece.text };
  });
  const participants = [...people.values()];
  return {
    transcript: {
      title: reading.title?.trim() || title,
      startedAt: reading.startedAt ?? null,
      participants,
      turns,
    },
    format: reading.format,
    warnings: [
      ...warnings,
      ...timeWarnings(reading.pieces),
      ...peopleWarnings(participants, turns),
    ],
  };
}

/** An end before its start is no knowledge: the start stays, the end becomes unknown. */
function endOf(piece: Piece): number | null {
  return piece.startMs !== null && piece.endMs !== null && piece.endMs < piece.startMs
    ? null
    : piece.endMs;
}

/** What is odd about the times of some speech, said with the place; nothing is reordered. */
export function timeWarnings(pieces: Pick<Piece, "startMs" | "endMs" | "where">[]): string[] {
  const reversed: string[] = [];
  const backwards: string[] = [];
  let before: number | null = null;
  let latest: number | null = null;
  for (const { startMs, endMs, where } of pieces) {
    if (startMs === null) continue;
    if (endMs !== null && endMs < startMs) {
      reversed.push(
        `${where}: ends at ${showTime(endMs)}, before it starts at ${showTime(startMs)}; the end was left out.`,
      );
    }
    if (latest !== null && startMs < latest) {
      backwards.push(
        `${where}: time runs backwards, from ${showTime(latest)} to ${showTime(startMs)}; the order of the file was kept.`,
      );
    }
    if (startMs < 0) before ??= startMs;
    latest = startMs;
  }
  const early =
    before === null
      ? []
      : [`Some speech began before the transcription did (first at ${showTime(before)}).`];
  return [...firstOf(reversed), ...firstOf(backwards), ...early];
}

/** The first warning of a kind, and how many more there are. */
export function firstOf(warnings: string[]): string[] {
  const [first] = warnings;
  if (first === undefined) return [];
  return warnings.length === 1
    ? [first]
    : [first, `The same goes for ${warnings.length - 1} more.`];
}

/** What is odd about the people: nobody named, somebody unnamed, one voice only, a crowd. */
export function peopleWarnings(people: Participant[], turns: { speaker: string }[]): string[] {
  const named = people.filter((person) => person.id !== UNKNOWN.id);
  if (named.length === 0) {
    return ["No speaker names were found, so all speech is by one unknown speaker."];
  }
  const warnings: string[] = [];
  const unnamed = turns.filter((turn) => turn.speaker === UNKNOWN.id).length;
  if (unnamed > 0) {
    warnings.push(
      `${unnamed} of ${turns.length} turns carry no name and belong to an unknown speaker.`,
    );
  }
  if (named.length === 1 && unnamed === 0) {
    warnings.push(`Only one speaker was found: ${named[0]?.name}. A call needs two.`);
  }
  if (named.length > CROWD) {
    warnings.push(
      `${named.length} different speakers were found; check that names stand where the format expects them.`,
    );
  }
  return warnings;
}
