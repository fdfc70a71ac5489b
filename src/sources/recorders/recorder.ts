import { Rejected } from "../../errors.ts";
import { permitted, type Reach } from "../request.ts";
import type { Tokens } from "./tokens.ts";

/** Where calls come from by themselves. */
export const SOURCES = [
  "gong",
  "zoom",
  "graph",
  "fireflies",
  "fathom",
  "recall",
  "other",
  "folder",
] as const;
export type Source = (typeof SOURCES)[number];

/** A request of a vendor, exactly as it came. */
export interface Hook {
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  /** The whole address as the vendor called it, query included. */
  url: string;
  query: Readonly<Record<string, string | undefined>>;
}

/** One call to be fetched. Its key is the same however often it is told, so that it is fetched once. */
export interface Item {
  key: string;
  /** The vendor's id of the call. */
  callKey: string;
  /** What it takes to fetch it: ids and links, never a transcript. */
  reference: Record<string, unknown>;
  /** One line for people: "Pricing call, Tue 14:00". */
  title?: string;
}

/** What to do about a request. */
export type Verdict =
  | { kind: "refused"; status: 400 | 401 | 415; reason: string }
  /** Proof that the address is ours; answered word for word. */
  | { kind: "handshake"; mediaType: "application/json" | "text/plain"; text: string }
  /** Genuine. No items is an event that brings no call: `because` says which. */
  | { kind: "taken"; items: Item[]; because?: string; lifecycle?: Lifecycle };

/** A vendor's word about the subscription itself. */
export type Lifecycle = "renew" | "subscribe-again" | "look-back";

/** Somebody who was invited or took part, as the vendor knows them. */
export interface Invitee {
  name: string | null;
  email: string | null;
}

/** What a fetch ended in; `Later` and `Rejected` are thrown. */
export type Fetched =
  | ({
      kind: "transcript";
      bytes: Buffer;
      fileName: string;
      mediaType: string;
    } & About)
  /** No transcript, but sound: for a transcriber. */
  | ({ kind: "recording"; url: string; headers: Record<string, string>; fileName: string } & About)
  | { kind: "nothing"; reason: string };

/** What the vendor knows about a call beside its words. */
export interface About {
  title: string | null;
  startedAt: Date | null;
  durationMs?: number | null;
  /** With `{seconds}` where a time goes (and `{until}` half a minute later), when the player takes one. */
  recordingUrl: string | null;
  hostEmail: string | null;
  people: Invitee[];
  /** Whether everybody agreed to be recorded, where the vendor says so. */
  consent?: boolean | null;
}

/** One connection's keys, and what belongs to a process. */
export interface Access {
  /** Settings and secrets by the names of the recorder's fields. */
  values: Readonly<Record<string, string | undefined>>;
  /** Whether whoever runs the server wrote them: only then may `url` lead outside the vendor's hosts. */
  trusted: boolean;
  tokens: Tokens;
  now(): Date;
}

/** One thing an admin enters for a connection. */
export interface Field {
  key: string;
  label: string;
  /** Where to find it, in a few words. */
  help: string;
  secret: boolean;
  /** For webhooks, for fetching, or for both; a connection without it says which half is off. */
  needed: "webhook" | "fetch" | "optional";
}

export interface Page {
  items: Item[];
  /** `null` at the end. */
  cursor: string | null;
}

/** A subscription at the vendor, as far as we must remember it. */
export interface Subscription {
  id: string;
  expiresAt: string;
}

/** A vendor of calls. Everything but `fetch` may be missing where the vendor has no such thing. */
export interface Recorder {
  source: Source;
  name: string;
  fields: readonly Field[];
  /** The API's address unless the connection names another. */
  base: string;
  hosts: readonly string[];
  /** Milliseconds between two fetches of a backfill: under the vendor's published limit. */
  paceMs: number;
  /** Whether a request is genuine and what it brings. Never fetches anything. */
  read?(hook: Hook, access: Access): Verdict | Promise<Verdict>;
  fetch(
    item: Pick<Item, "callKey" | "reference">,
    access: Access,
    body: Buffer | null,
  ): Promise<Fetched>;
  /** Calls of a time span, page by page; `emails` are our people, where the vendor asks by person. */
  list?(
    access: Access,
    span: { from: Date; to: Date; emails: readonly string[] },
    cursor: string | null,
  ): Promise<Page>;
  /** Tries the keys; one sentence about what answered. Throws what is wrong with them. */
  check(access: Access): Promise<string>;
  /** Creates or renews the vendor's subscription when it is about to end. */
  subscribe?(
    access: Access,
    place: { address: string; current: Subscription | null },
  ): Promise<Subscription>;
}

/** Where a connection's API is, and which hosts its links may name; `Rejected` for an address a stranger chose. */
export function reachOf(
  recorder: Pick<Recorder, "name" | "base" | "hosts">,
  access: Pick<Access, "values" | "trusted">,
): Reach {
  const own = { vendor: recorder.name, base: recorder.base, hosts: recorder.hosts };
  const url = access.values.url?.replace(/\/+$/, "");
  if (!url) return own;
  if (!access.trusted) permitted(own, url);
  return { ...own, base: url };
}

/** A value the connection must have; `Rejected` names the field to fill in. */
export function needed(
  recorder: Pick<Recorder, "name" | "fields">,
  access: Pick<Access, "values">,
  key: string,
): string {
  const value = access.values[key];
  if (value) return value;
  const label = recorder.fields.find((field) => field.key === key)?.label ?? key;
  throw new Rejected(
    `${recorder.name} is connected without its ${label}; docs/recorders.md shows where to find it.`,
  );
}
