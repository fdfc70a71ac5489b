import { type Piece, quoted, type Reading, refusal } from "../source.ts";
import type { Shape } from "./shape.ts";
import {
  asFields,
  asLabel,
  asList,
  asMs,
  asSeconds,
  asText,
  type Fields,
  speakerName,
} from "./value.ts";

/** Recall.ai's downloaded transcript (a list of utterances with words) and its `transcript.data` events, one or many; times in seconds. */
export const recall: Shape = {
  name: "recall",
  shows: "Recall.ai (a list of words by participant)",
  read(value, source) {
    const data = asFields(value);
    const event = asText(data?.event);
    if (data !== null && event !== null && asFields(data.data) !== null) {
      if (!/^transcript\.(?:partial_)?data$/.test(event)) {
        throw refusal(
          source,
          null,
          `the Recall.ai event ${quoted(event)} carries no speech; download the transcript`,
        );
      }
      return reading([utteranceIn(data)]);
    }
    const entries = asList(value);
    const utterances = entries.map(utteranceIn).filter((entry) => Array.isArray(entry.words));
    return utterances.length === 0 ? null : reading(utterances);
  },
};

/** An event wraps its utterance twice in `data`. */
function utteranceIn(entry: Fields): Fields {
  const once = asFields(entry.data);
  return asFields(once?.data) ?? once ?? entry;
}

function reading(utterances: Fields[]): Reading {
  const pieces = utterances.flatMap((utterance, index): Piece[] => {
    const words = asList(utterance.words);
    const text = words.flatMap((word) => asText(word.text) ?? []).join(" ");
    if (text === "") return [];
    const person = asFields(utterance.participant) ?? {};
    const id = asLabel(person.id ?? utterance.speaker_id);
    const email = asText(person.email);
    return [
      {
        name: asText(person.name) ?? speakerName(asLabel(utterance.speaker) ?? id),
        ...(id === null ? {} : { key: id }),
        ...(email === null ? {} : { email }),
        startMs: offset(words[0]?.start_timestamp),
        endMs: offset(words.at(-1)?.end_timestamp),
        text,
        where: `Utterance ${index + 1}`,
      },
    ];
  });
  return { format: "recall", startedAt: beginning(utterances), pieces };
}

/** Older transcripts give the number itself, newer ones `{relative, absolute}`. */
function offset(value: unknown): number | null {
  return asSeconds(asFields(value)?.relative ?? value);
}

function beginning(utterances: Fields[]): string | null {
  const first = asFields(asList(utterances[0]?.words)[0]?.start_timestamp);
  const at = asText(first?.absolute);
  const start = at === null ? Number.NaN : Date.parse(at) - (asMs(offset(first)) ?? 0);
  const moment = new Date(start);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
