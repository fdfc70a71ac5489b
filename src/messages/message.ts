/** A run of text; plain strings carry no styling. Never vendor markup. */
export type Span = string | { text: string; bold?: boolean; italic?: boolean; link?: string };
export type Rich = Span[];

export interface Action {
  /** Stable name of what the button does, e.g. "just-tell-me". */
  id: string;
  label: string;
  /** What travels back with the click: an id, never a transcript. */
  value?: string;
  style?: "primary" | "danger";
  /** A link button: opens instead of answering. */
  url?: string;
  /** Asks for more before it counts: a modal on Slack, a dialog on Teams. */
  form?: Form;
}

/** What a button asks for before it counts. */
export interface Form {
  title: string;
  /** What the button at its end says. */
  submit: string;
  fields: Field[];
}

/** One thing asked for; what comes back is always text, as `fieldProblems` checks it. */
export type Field = {
  /** Stable name of the answer. */
  id: string;
  label: string;
  hint?: string;
  /** Everything else must be filled in. */
  optional?: boolean;
  /** What stands there at first. */
  value?: string;
} & (
  | { type: "text"; lines?: "one" | "many"; maxLength?: number }
  | { type: "number"; min?: number; max?: number }
  /** `YYYY-MM-DD`. */
  | { type: "date" }
  | { type: "choice"; options: { value: string; label: string }[] }
);

/** One piece of a message. Deliberately small: what both Slack and Teams can show well. */
export type Block =
  | { type: "heading"; text: string }
  | { type: "text"; text: Rich }
  /** Words said on a call: who, when, linked to the recording or the transcript. */
  | { type: "quote"; text: string; speaker: string; at: string; link?: string }
  | { type: "list"; items: Rich[] }
  | { type: "facts"; items: { label: string; value: string }[] }
  /** A quiet line: who can see this, what is not known, which mind answered. */
  | { type: "note"; text: Rich }
  | { type: "divider" }
  | { type: "image"; url: string; alt: string }
  | { type: "table"; columns: string[]; rows: string[][] }
  | { type: "actions"; actions: Action[] };

/** A message to a person or a channel, before any platform has seen it. */
export interface Message {
  /** One plain sentence: the notification, and all there is when cards fail. */
  summary: string;
  blocks: Block[];
}
