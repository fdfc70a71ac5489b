import { type Parsed, parseTranscript } from "../../../src/calls/transcript/index.ts";
import { Rejected } from "../../../src/errors.ts";

/** Parses text as if uploaded under this name. */
export function read(text: string | Uint8Array, fileName?: string): Parsed {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return parseTranscript(bytes, fileName === undefined ? {} : { fileName });
}

/** "name: text" for every turn, which is what most tests are about. */
export function script(text: string | Uint8Array, fileName?: string): string[] {
  const { transcript } = read(text, fileName);
  const names = new Map(transcript.participants.map((person) => [person.id, person.name]));
  return transcript.turns.map((turn) => `${names.get(turn.speaker)}: ${turn.text}`);
}

/** [start, end] of every turn, in milliseconds. */
export function times(text: string, fileName?: string): (number | null)[][] {
  return read(text, fileName).transcript.turns.map((turn) => [turn.startMs, turn.endMs]);
}

/** The message of the refusal; fails when the text is not refused. */
export function refusalOf(text: string | Uint8Array, fileName?: string): string {
  try {
    read(text, fileName);
  } catch (error) {
    if (error instanceof Rejected) return error.message;
    throw error;
  }
  throw new Error("was not refused");
}
