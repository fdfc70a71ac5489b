import { type Rule, ruleWords } from "../coaching/schedule.ts";
import { spokenDay } from "../deals/spoken.ts";
import type { Action, Block, Message } from "./message.ts";

/** Changes one schedule; its value is the schedule's id. */
export const SCHEDULE_CHANGE = "schedule-change";

export interface ShownSchedule {
  id: string;
  kind: string;
  rule: Rule;
  enabled: boolean;
  /** IANA name. */
  zone: string;
  /** "in the team's channel", "to you alone" */
  where: string;
  /** ISO date of the next time, where it is on. */
  next: string | null;
}

/** What a person may set; other routines have their hour from what they are about. */
const NAMES: Record<string, string> = { digest: "Weekly digest", synthesis: "Monthly synthesis" };

/** What happens by itself for a team, and when. */
export function schedulesMessage(schedules: readonly ShownSchedule[]): Message {
  const summary =
    schedules.length === 0
      ? "Nothing happens by itself here yet."
      : "What I send without being asked.";
  return {
    summary,
    blocks: [
      text(summary),
      {
        type: "facts",
        items: schedules.map((one) => ({ label: nameOf(one), value: told(one) })),
      },
      { type: "actions", actions: schedules.flatMap(changeAction) },
      note("Or say it: “digest on Tuesdays at 9:00”, “digest off”, “synthesis on the 3rd”."),
      note("Nothing goes out in quiet hours; what falls into them waits for their end."),
    ],
  };
}

/** After a change: what holds now. */
export function scheduleChangedMessage(one: ShownSchedule): Message {
  return plain(`${nameOf(one)}: ${told(one)}.`);
}

export const scheduleNotYours = (): Message =>
  plain("When the team's digest goes out is the manager's to say.");

export const noSuchHour = (): Message =>
  plain("That is no day and hour I know. Say it as “digest on Tuesdays at 9:00”.");

function told({ rule, enabled, zone, where, next }: ShownSchedule): string {
  if (!enabled) return "off";
  const coming = next ? `, next on ${spokenDay(next)}` : "";
  return `${ruleWords(rule)} (${zone}), ${where}${coming}`;
}

function changeAction(one: ShownSchedule): Action[] {
  const { id, rule, enabled } = one;
  if (rule.every !== "week" && rule.every !== "month") return [];
  const day =
    rule.every === "week"
      ? {
          ...{ id: "day", label: "Day", type: "choice" as const, value: String(rule.weekday) },
          options: DAYS,
        }
      : {
          ...{ id: "day", label: "Day of the month", type: "number" as const },
          ...{ min: 1, max: 31, value: String(rule.day) },
        };
  return [
    {
      ...{ id: SCHEDULE_CHANGE, label: `Change: ${nameOf(one).toLowerCase()}`, value: id },
      form: {
        ...{ title: nameOf(one), submit: "Save" },
        fields: [
          day,
          {
            id: "at",
            label: "Hour",
            type: "text",
            value: rule.at,
            hint: "Such as 08:30.",
            maxLength: 8,
          },
          {
            ...{ id: "enabled", label: "Send it", type: "choice", value: enabled ? "on" : "off" },
            options: [
              { value: "on", label: "Yes" },
              { value: "off", label: "No" },
            ],
          },
        ],
      },
    },
  ];
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (label, at) => ({ value: String(at + 1), label }),
);
export const isSettable = (kind: string) => kind in NAMES;
const nameOf = ({ kind }: { kind: string }) => NAMES[kind] ?? kind;
const text = (line: string): Block => ({ type: "text", text: [line] });
const note = (line: string): Block => ({ type: "note", text: [line] });
const plain = (line: string): Message => ({ summary: line, blocks: [text(line)] });
