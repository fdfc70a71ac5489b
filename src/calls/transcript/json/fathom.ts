import type { Piece } from "../source.ts";
import type { Shape } from "./shape.ts";
import { asFields, asList, asMoment, asText } from "./value.ts";

/** Fathom's meeting, from its webhook or API: an utterance is a turn, with when it began and no end. */
export const fathom: Shape = {
  name: "fathom",
  shows: "Fathom (transcript with speakers)",
  read(value) {
    const data = asFields(value);
    if (data === null || !Array.isArray(data.transcript)) return null;
    const said = asList(data.transcript);
    if (!said.some((one) => asFields(one.speaker) !== null && "timestamp" in one)) return null;
    const pieces = said.flatMap((one, index): Piece[] => {
      const text = asText(one.text);
      if (text === null) return [];
      const speaker = asFields(one.speaker);
      const email = asText(speaker?.matched_calendar_invitee_email);
      return [
        {
          name: asText(speaker?.display_name),
          ...(email === null ? {} : { email }),
          startMs: clock(asText(one.timestamp)),
          endMs: null,
          text,
          where: `Turn ${index + 1}`,
        },
      ];
    });
    return {
      format: "fathom",
      title: asText(data.title) ?? asText(data.meeting_title),
      startedAt: asMoment(data.recording_start_time),
      pieces,
    };
  },
};

/** "00:14:22" from the start of the recording. */
function clock(time: string | null): number | null {
  const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(time ?? "") ?? [];
  if (hours === undefined) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
