import type { QuietHours } from "../coaching/schedule.ts";
import type { Block, Form, Message } from "./message.ts";

/** Buttons of the set-up; they live in messages already sent. */
export const SETUP_QUIET = "setup-quiet";
export const SETUP_BUDGET = "setup-budget";
export const SETUP_KEEPING = "setup-keeping";
export const SETUP_PEOPLE = "setup-people";
export const SETUP_PERSON = "setup-person";

/** How things stand, for an admin. */
export interface SetupState {
  timeZone: string;
  quiet: QuietHours;
  messagesPerDay: number;
  everybodyAgreed: boolean;
  /** Days after which a call's words are erased; `null` keeps them. */
  retentionDays: number | null;
  people: { reps: number; managers: number; admins: number; unreached: string[] };
  /** Where the digest goes, by name; `null` when nobody has said. */
  teamChannel: string | null;
  connections: { label: string; kind: string; status: string; problem: string | null }[];
  /** The page where recorders and CRMs are connected, for this reader. */
  page: string;
  /** CRMs with the page where their words are explained, for this reader. */
  crms: { name: string; page: string }[];
}

const WEEKEND = [6, 7];

/** Everything an admin decides, each with the button that changes it. */
export function setupMessage(state: SetupState): Message {
  const { people, connections, quiet } = state;
  return {
    summary: "How I am set up here",
    blocks: [
      { type: "heading", text: "How I am set up here" },
      {
        type: "facts",
        items: [
          {
            label: "People",
            value: `${count(people.reps, "rep")}, ${count(people.managers, "manager")}, ${count(people.admins, "admin")}`,
          },
          { label: "Quiet", value: quietWords(quiet, state.timeZone) },
          { label: "Unasked messages", value: `at most ${state.messagesPerDay} a day and person` },
          {
            label: "Calls that are read",
            value: state.everybodyAgreed ? "only where everybody agreed" : "all that come in",
          },
          {
            label: "Kept",
            value: state.retentionDays === null ? "until deleted" : `${state.retentionDays} days`,
          },
          { label: "The team's channel", value: state.teamChannel ?? "not chosen yet" },
        ],
      },
      ...(people.unreached.length > 0
        ? [note(`I know no way to write to: ${listed(people.unreached)}.`)]
        : []),
      ...connectionBlocks(connections),
      {
        type: "actions",
        actions: [
          { id: SETUP_PEOPLE, label: "Who is who", style: "primary" },
          { id: SETUP_QUIET, label: "Quiet hours", form: quietForm(state) },
          { id: SETUP_BUDGET, label: "Messages a day", form: budgetForm(state) },
          { id: SETUP_KEEPING, label: "Consent and keeping", form: keepingForm(state) },
          { id: "open-connections", label: "Recorders and CRM", url: state.page },
          ...state.crms.slice(0, 5).map(({ name, page }, at) => ({
            ...{ id: `open-crm-${at}`, label: `Set up ${name}`.slice(0, 70), url: page },
          })),
        ],
      },
      note("To choose the team's channel, type /coach here in it."),
    ],
  };
}

/** Somebody on the platform whom nothing ties to one of ours. */
export interface Unmatched {
  /** `platform:their id there`. */
  key: string;
  name: string;
  email: string | null;
}

/** Who was recognised, and whom an admin has to look at; at most ten at a time. */
export function rosterMessage(roster: {
  platform: string;
  recognised: number;
  unmatched: readonly Unmatched[];
  /** Ours whom nobody on the platform is yet. */
  candidates: readonly { id: string; name: string }[];
  managers: readonly { id: string; name: string }[];
}): Message {
  const { recognised, unmatched, candidates, managers } = roster;
  const shown = unmatched.slice(0, 10);
  const first =
    unmatched.length === 0
      ? `${count(recognised, "person", "people")} recognised by e-mail address, and nobody left over.`
      : `${count(recognised, "person", "people")} recognised by e-mail address. ${count(unmatched.length, "person", "people")} on ${roster.platform} I cannot place.`;
  return {
    summary: first,
    blocks: [
      { type: "text", text: [first] },
      ...shown.flatMap((one): Block[] => [
        {
          type: "text",
          text: [{ text: one.name, bold: true }, one.email ? ` · ${one.email}` : ""],
        },
        {
          type: "actions",
          actions: [
            {
              id: SETUP_PERSON,
              label: "Who is this?",
              value: one.key,
              form: personForm(one, candidates, managers),
            },
          ],
        },
      ]),
      ...(unmatched.length > shown.length
        ? [note(`And ${unmatched.length - shown.length} more; ask again when these are placed.`)]
        : []),
      note("I never go by a name alone: two people may share one."),
    ],
  };
}

/** One line after something was changed, or why it was not. */
export function setupWord(line: string): Message {
  return { summary: line, blocks: [{ type: "text", text: [line] }] };
}

export const NOT_OURS = "not-ours";
const NEW_REP = "new-rep";
export const NEW_MANAGER = "new-manager";
export const NOBODY = "nobody";

function personForm(
  one: Unmatched,
  candidates: readonly { id: string; name: string }[],
  managers: readonly { id: string; name: string }[],
): Form {
  return {
    title: "Who is this?",
    submit: "Keep it",
    fields: [
      {
        id: "who",
        label: one.name,
        type: "choice",
        value: NEW_REP,
        options: [
          { value: NEW_REP, label: "A rep I do not know yet" },
          { value: NEW_MANAGER, label: "A manager I do not know yet" },
          { value: NOT_OURS, label: "Nobody I coach" },
          ...candidates.slice(0, 90).map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      {
        id: "manager",
        label: "Who do they report to?",
        type: "choice",
        optional: true,
        options: [
          { value: NOBODY, label: "Nobody here" },
          ...managers.slice(0, 90).map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
    ],
  };
}

function quietForm({ quiet, timeZone }: SetupState): Form {
  const hour = (id: string, label: string, value: string) => ({
    ...{ id, label, value, type: "text" as const, maxLength: 5, hint: "24 hours, such as 19:00" },
  });
  const quietWeekend = WEEKEND.every((day) => quiet.days.includes(day));
  return {
    title: "Quiet hours",
    submit: "Keep it",
    fields: [
      hour("from", "Quiet from", quiet.from),
      hour("until", "Quiet until", quiet.until),
      {
        ...{ id: "weekend", label: "Saturday and Sunday", type: "choice" as const },
        value: quietWeekend ? "quiet" : "open",
        options: [
          { value: "quiet", label: "Quiet all day" },
          { value: "open", label: "Like any other day" },
        ],
      },
      {
        ...{
          id: "zone",
          label: "Time zone",
          type: "text" as const,
          maxLength: 60,
          value: timeZone,
        },
        hint: "Such as Europe/Berlin; people with one of their own keep theirs",
      },
    ],
  };
}

function budgetForm({ messagesPerDay }: SetupState): Form {
  return {
    title: "Messages a day",
    submit: "Keep it",
    fields: [
      {
        ...{ id: "most", label: "Unasked, a person and day", type: "number" as const },
        ...{ min: 1, max: 20, value: String(messagesPerDay) },
        hint: "Answers to what somebody asked do not count",
      },
    ],
  };
}

function keepingForm({ everybodyAgreed, retentionDays }: SetupState): Form {
  return {
    title: "Consent and keeping",
    submit: "Keep it",
    fields: [
      {
        ...{ id: "agreed", label: "Read a recorded call", type: "choice" as const },
        value: everybodyAgreed ? "agreed" : "all",
        options: [
          { value: "all", label: "When it comes in" },
          { value: "agreed", label: "Only if everybody agreed" },
        ],
      },
      {
        ...{
          id: "days",
          label: "Erase a call's words after so many days",
          type: "number" as const,
        },
        ...{ min: 7, max: 3650, optional: true },
        ...(retentionDays === null ? {} : { value: String(retentionDays) }),
        hint: "Empty: kept until somebody deletes them",
      },
    ],
  };
}

function connectionBlocks(connections: SetupState["connections"]): Block[] {
  if (connections.length === 0) {
    return [
      note("No recorder or CRM is connected yet: calls come in when somebody drops them here."),
    ];
  }
  return [
    {
      type: "list",
      items: connections.map(({ label, kind, status, problem }) => [
        { text: label, bold: true },
        ` · ${kind}, ${status}`,
        ...(problem ? [`: ${problem}`] : []),
      ]),
    },
  ];
}

/** "19:00 to 07:30 and at weekends, Europe/Berlin" */
export function quietWords({ from, until, days }: QuietHours, zone: string): string {
  const weekend = WEEKEND.every((day) => days.includes(day)) ? " and at weekends" : "";
  return `${from} to ${until}${weekend}, ${zone}`;
}

const note = (line: string): Block => ({ type: "note", text: [line] });
const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
