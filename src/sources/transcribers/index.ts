import { assemblyai } from "./assemblyai.ts";
import { deepgram } from "./deepgram.ts";
import { openaiCompatible } from "./openai-compatible.ts";
import type { Transcriber, TranscriberKeys } from "./transcriber.ts";

const TRANSCRIBERS: Record<TranscriberKeys["provider"], (keys: TranscriberKeys) => Transcriber> = {
  deepgram,
  assemblyai,
  "openai-compatible": openaiCompatible,
};

/** The configured transcriber; a new one is a file and a line above. */
export function openTranscriber(keys: TranscriberKeys | null): Transcriber | null {
  return keys ? TRANSCRIBERS[keys.provider](keys) : null;
}

/** Said to whoever brings a recording where nobody can listen to it. */
export const NO_TRANSCRIBER =
  "This is a recording, and no transcriber is connected. Set DEEPGRAM_API_KEY, ASSEMBLYAI_API_KEY or TRANSCRIBER_URL on the server, or upload the transcript instead.";
