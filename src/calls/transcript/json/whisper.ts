import type { Piece } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asLabel, asList, asSeconds, asText, speakerName } from "./value.ts";

/** Whisper's segments, also whisper-timestamped, WhisperX (with speakers) and OpenAI's verbose JSON; times in seconds. */
export const whisper: Shape = {
  name: "whisper",
  shows: "Whisper (segments)",
  read(value) {
    const segments = asFields(value)?.segments;
    if (!Array.isArray(segments)) return null;
    const pieces = asList(segments).flatMap((segment, index): Piece[] => {
      const text = asText(segment.text);
      if (text === null) return [];
      return [
        {
          name: speakerName(asLabel(segment.speaker)),
          startMs: asSeconds(segment.start),
          endMs: asSeconds(segment.end),
          text,
          where: `Segment ${index + 1}`,
        },
      ];
    });
    return { format: "whisper", pieces };
  },
};
