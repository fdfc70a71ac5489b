import type { Later } from "../later.ts";

/** A recording on this machine's disk. */
export interface Recording {
  path: string;
  size: number;
  fileName: string;
}

/** What turns sound into words. */
export interface Transcriber {
  /** "Deepgram". */
  name: string;
  /** Bytes it takes in one file. */
  largest: number;
  /**
   * The vendor's own JSON, which calls/transcript reads. `ticket` is what an earlier try left behind, so
   * that a recording is uploaded and paid for once.
   * @throws Later with a ticket to come back with, or when the vendor is busy
   */
  transcribe(recording: Recording, ticket: string | null): Promise<Transcribed>;
}

export type Transcribed =
  | { done: true; bytes: Buffer }
  | { done: false; ticket: string; later: Later };

/** Keys and addresses, as the environment has them. */
export interface TranscriberKeys {
  provider: "deepgram" | "assemblyai" | "openai-compatible";
  apiKey: string | null;
  url: string | null;
  model: string | null;
}
