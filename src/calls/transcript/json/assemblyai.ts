import type { Piece } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asLabel, asList, asMs, asText, type Fields, speakerName } from "./value.ts";
import { turnsOfWords } from "./words.ts";

/** AssemblyAI's transcript: utterances with speakers, else words; times in milliseconds. */
export const assemblyai: Shape = {
  name: "assemblyai",
  shows: "AssemblyAI (utterances or words)",
  read(value) {
    const data = asFields(value);
    if (data === null) return null;
    const known = "audio_duration" in data || "acoustic_model" in data || "audio_url" in data;
    if (!Array.isArray(data.utterances) && !(known && Array.isArray(data.words))) return null;
    const utterances = asList(data.utterances).flatMap((utterance, index): Piece[] => {
      const text = asText(utterance.text);
      return text === null ? [] : [{ ...said(utterance), text, where: `Turn ${index + 1}` }];
    });
    if (utterances.length > 0) return { format: "assemblyai", pieces: utterances };
    const words = asList(data.words).flatMap((word) => {
      const text = asText(word.text);
      return text === null ? [] : [{ ...said(word), text }];
    });
    return { format: "assemblyai", pieces: turnsOfWords(words) };
  },
};

function said(part: Fields): { name: string | null; startMs: number | null; endMs: number | null } {
  return {
    name: speakerName(asLabel(part.speaker)),
    startMs: asMs(part.start),
    endMs: asMs(part.end),
  };
}
