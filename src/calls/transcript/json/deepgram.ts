import type { Piece } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asLabel, asList, asSeconds, asText, type Fields, speakerName } from "./value.ts";
import { turnsOfWords } from "./words.ts";

/** Deepgram's answer: utterances if asked for, else paragraphs, else words; times in seconds. */
export const deepgram: Shape = {
  name: "deepgram",
  shows: "Deepgram (results)",
  read(value) {
    const results = asFields(asFields(value)?.results);
    if (
      results === null ||
      !(Array.isArray(results.channels) || Array.isArray(results.utterances))
    ) {
      return null;
    }
    const utterances = asList(results.utterances);
    const channels = asList(results.channels);
    const pieces =
      utterances.length > 0
        ? utterances.flatMap((utterance) =>
            pieceOf(utterance, asText(utterance.transcript), voice(utterance)),
          )
        : channels.flatMap((channel, index) =>
            readChannel(channel, channels.length > 1 ? `Channel ${index + 1}` : null),
          );
    // Channels were read one after the other; their speech belongs together.
    if (channels.length > 1) pieces.sort((a, b) => (a.startMs ?? 0) - (b.startMs ?? 0));
    return {
      format: "deepgram",
      // `created` is when it was transcribed, not when people spoke: it is no start.
      pieces: pieces.map((piece, index) => ({ ...piece, where: `Turn ${index + 1}` })),
    };
  },
};

function readChannel(channel: Fields, name: string | null): Piece[] {
  const best = asList(channel.alternatives)[0];
  if (best === undefined) return [];
  const paragraphs = asList(asFields(best.paragraphs)?.paragraphs);
  if (paragraphs.length > 0) {
    return paragraphs.flatMap((paragraph) => {
      const text = asList(paragraph.sentences).flatMap((sentence) => asText(sentence.text) ?? []);
      return pieceOf(paragraph, text.join(" ") || null, voice(paragraph) ?? name);
    });
  }
  const words = asList(best.words).flatMap((word) => {
    const text = asText(word.punctuated_word) ?? asText(word.word);
    return text === null ? [] : [{ name: voice(word) ?? name, ...times(word), text }];
  });
  if (words.length > 0) return turnsOfWords(words);
  const text = asText(best.transcript);
  return text === null ? [] : [{ name, startMs: null, endMs: null, text, where: "" }];
}

function pieceOf(said: Fields, text: string | null, name: string | null): Piece[] {
  return text === null ? [] : [{ name, ...times(said), text, where: "" }];
}

function times(said: Fields): { startMs: number | null; endMs: number | null } {
  return { startMs: asSeconds(said.start), endMs: asSeconds(said.end) };
}

function voice(said: Fields): string | null {
  return speakerName(asLabel(said.speaker));
}
