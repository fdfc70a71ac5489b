import type { Block, Message, Span } from "./message.ts";

export const CALENDAR_ADD = "calendar-add";
export const CALENDAR_REMOVE = "calendar-remove";

/** One connected calendar, as its owner is told of it. */
export interface ToldCalendar {
  id: string;
  name: string;
  /** What is wrong with it, as a sentence. */
  problem: string | null;
}

const text = (...spans: Span[]): Block => ({ type: "text", text: spans });

/** What of somebody's calendars is connected, what is next, and the ways to connect one. */
export function calendarsMessage(told: {
  calendars: readonly ToldCalendar[];
  /** "14:00: Fernhill demo", soonest first. */
  ahead: readonly string[];
  /** Where Google is asked, when that is possible here. */
  googleUrl: string | null;
}): Message {
  const { calendars, ahead, googleUrl } = told;
  const none = calendars.length === 0;
  return {
    summary: none ? "No calendar is connected yet." : "Your calendars",
    blocks: [
      text(
        none
          ? "I see no calendar of yours yet. With one, a prep comes an hour before each meeting with people from elsewhere. I read who meets whom and when, and nothing else of it is kept."
          : "I look into these every ten minutes, for meetings with people from elsewhere:",
      ),
      ...calendars.flatMap((one): Block[] => [
        text({ text: one.name, bold: true }, one.problem ? ` · ${one.problem}` : " · connected"),
      ]),
      ...(ahead.length > 0
        ? [
            text({ text: "Ahead", bold: true }),
            { type: "list" as const, items: ahead.map((line) => [line]) },
          ]
        : []),
      {
        type: "actions",
        actions: [
          ...(googleUrl
            ? [{ id: "calendar-google", label: "Connect Google Calendar", url: googleUrl }]
            : []),
          {
            id: CALENDAR_ADD,
            label: "Add by its address",
            form: {
              title: "Add a calendar",
              submit: "Add",
              fields: [
                {
                  id: "address",
                  type: "text",
                  label: "Secret address in iCal format",
                  hint: "Google: Settings, your calendar, Integrate. Outlook: Shared calendars, Publish, ICS link.",
                  maxLength: 1000,
                },
              ],
            },
          },
          ...calendars.map((one) => ({
            id: CALENDAR_REMOVE,
            label: `Remove ${one.name}`.slice(0, 70),
            value: one.id,
          })),
        ],
      },
    ],
  };
}

/** One line after something was added or taken away. */
export function calendarWord(line: string): Message {
  return { summary: line, blocks: [text(line)] };
}
