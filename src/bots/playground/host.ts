import type { Form } from "../../messages/message.ts";

/** Somebody a visitor of the playground can be. */
export interface PlaygroundPerson {
  id: string;
  name: string;
  role: "rep" | "manager" | "admin";
  about: string;
}

/** One message of a conversation, from the coach or a person, in every look it has. */
export interface PlaygroundItem {
  /** Delivery id or said id. */
  id: string;
  /** Root delivery id, `null` for a message of its own. */
  threadId: string | null;
  /** ISO time. */
  at: string;
  from: { kind: "coach" } | { kind: "person"; id: string; name: string };
  text: string;
  slack?: { text: string; blocks: unknown[] };
  teams?: unknown;
  /** The action id that was answered; its button is shown as done. */
  answered?: string;
  /** What its buttons ask for before they count. */
  forms?: { actionId: string; value: string; form: Form }[];
}

/** What a page is told while it is open: how far a call or an answer is, or that something is new. */
export type PlaygroundEvent =
  | {
      type: "progress";
      callId: string;
      title: string;
      stage: "received" | "reading" | "writing" | "done" | "failed";
      detail: string;
    }
  /** An answer as far as it is written; `over` when it is taken away or the message is there. */
  | {
      type: "draft";
      deliveryId: string;
      threadId: string | null;
      status: string;
      text: string;
      over: boolean;
    }
  | { type: "changed" };

/** What the playground page needs from the rest of the project; errors are CoachErrors. */
export interface PlaygroundHost {
  people(): Promise<PlaygroundPerson[]>;
  conversation(person: string, place: "dm" | "channel"): Promise<PlaygroundItem[]>;
  drop(
    person: string,
    file: { name: string; bytes: Buffer; mediaType: string },
  ): Promise<{ callId: string }>;
  say(
    person: string,
    place: "dm" | "channel",
    threadId: string | null,
    text: string,
  ): Promise<void>;
  act(
    person: string,
    deliveryId: string,
    actionId: string,
    value: string,
    look: "slack" | "teams",
    /** What was filled in, when the button has a form. */
    fields?: Record<string, string>,
  ): Promise<void>;
  /** Calls the listener until the function it returns is called. */
  subscribe(person: string, listener: (event: PlaygroundEvent) => void): () => void;
}
