import type { Message } from "./message.ts";

/** A meeting as far as a message names it. */
export interface ToldMeeting {
  title: string;
  attendees: readonly { name: string | null; email: string | null }[];
}

/** A time as its reader says it. */
export interface SpokenTime {
  /** "14:00", with the day where it is another than today. */
  at: string;
  /** From now until then. */
  minutes: number;
}

/** A prep with the meeting it is for at its head: when, what, with whom. */
export function withMeeting(prep: Message, meeting: ToldMeeting, time: SpokenTime): Message {
  const names = meeting.attendees.map(nameOf).filter((name) => name !== "");
  const shown = names.slice(0, 4).join(", ");
  const others = names.length > 4 ? ` and ${names.length - 4} more` : "";
  return {
    summary: `${aheadOf(time)}: ${meeting.title}`,
    blocks: [
      {
        type: "text",
        text: [
          { text: `${aheadOf(time)}: ${meeting.title}`, bold: true },
          ...(shown ? [` · with ${shown}${others}`] : []),
        ],
      },
      ...prep.blocks,
    ],
  };
}

/** One line for whoever has the prep already: another hour, or none. */
export function meetingWord(title: string, moved: SpokenTime | null): Message {
  const line = moved
    ? `“${title}” is at ${moved.at} now. What I wrote still stands.`
    : `“${title}” is off, or no longer in the calendar. What I wrote keeps for the next time.`;
  return { summary: line, blocks: [{ type: "text", text: [line] }] };
}

function aheadOf({ at, minutes }: SpokenTime): string {
  if (minutes >= 55 && minutes <= 65) return `In an hour, ${at}`;
  return minutes < 55 ? `In ${Math.max(1, minutes)} minutes, ${at}` : `At ${at}`;
}

const nameOf = ({ name, email }: { name: string | null; email: string | null }) =>
  name ?? email?.split("@")[0] ?? "";
