import { type Piece, type Reading, refusal } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asLabel, asList, asMoment, asMs, asText, type Fields } from "./value.ts";

/** Gong's `POST /v2/calls/transcript`, with names when `calls[].parties` of `/v2/calls/extensive` lies beside it; one monologue is one turn. */
export const gong: Shape = {
  name: "gong",
  shows: "Gong (callTranscripts)",
  read(value, source) {
    const data = asFields(value);
    if (data === null || !Array.isArray(data.callTranscripts)) return null;
    const [call, ...others] = asList(data.callTranscripts);
    if (others.length > 0) {
      throw refusal(
        source,
        null,
        `it holds ${others.length + 1} Gong calls; save one call per file`,
      );
    }
    return call === undefined ? { format: "gong", pieces: [] } : readCall(call, data);
  },
};

function readCall(call: Fields, data: Fields): Reading {
  const details = asList(data.calls)[0] ?? data;
  const about = asFields(details.metaData) ?? {};
  const parties = new Map(
    asList(details.parties).map((party) => [asLabel(party.speakerId), party] as const),
  );
  const pieces = asList(call.transcript).flatMap((monologue, index): Piece[] => {
    const sentences = asList(monologue.sentences);
    const text = sentences.flatMap((sentence) => asText(sentence.text) ?? []).join(" ");
    if (text === "") return [];
    const id = asLabel(monologue.speakerId);
    const party = id === null ? undefined : parties.get(id);
    const email = asText(party?.emailAddress);
    return [
      {
        name: asText(party?.name) ?? (id === null ? null : `Speaker ${id}`),
        ...(id === null ? {} : { key: id }),
        ...(email === null ? {} : { email }),
        startMs: asMs(sentences[0]?.start),
        endMs: asMs(sentences.at(-1)?.end),
        text,
        where: `Turn ${index + 1}`,
      },
    ];
  });
  return { format: "gong", title: asText(about.title), startedAt: asMoment(about.started), pieces };
}
