import type { Piece } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asLabel, asList, asMoment, asSeconds, asText, speakerName } from "./value.ts";

/** Fireflies' GraphQL `transcript`; one sentence is one turn, times in seconds. */
export const fireflies: Shape = {
  name: "fireflies",
  shows: "Fireflies (sentences)",
  read(value) {
    const data = asFields(value);
    if (data === null || !Array.isArray(data.sentences)) return null;
    const emails = new Map(
      asList(data.meeting_attendees).map((person) => [
        asText(person.displayName) ?? asText(person.name),
        asText(person.email),
      ]),
    );
    const pieces = asList(data.sentences).flatMap((sentence, index): Piece[] => {
      const text = asText(sentence.text) ?? asText(sentence.raw_text);
      if (text === null) return [];
      const name = asText(sentence.speaker_name) ?? speakerName(asLabel(sentence.speaker_id));
      const email = name === null ? null : (emails.get(name) ?? null);
      return [
        {
          name,
          ...(email === null ? {} : { email }),
          startMs: asSeconds(sentence.start_time),
          endMs: asSeconds(sentence.end_time),
          text,
          where: `Sentence ${index + 1}`,
        },
      ];
    });
    return {
      format: "fireflies",
      title: asText(data.title),
      startedAt: asMoment(data.dateString ?? data.date),
      pieces,
    };
  },
};
