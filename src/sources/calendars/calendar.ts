import type { CalendarMeeting } from "../../deals/meeting.ts";

/** What a calendar tells about a span of time: all of it, so that what is missing is off. */
export interface Reading {
  meetings: CalendarMeeting[];
  /** What could not be read, a sentence each; the rest counts. */
  problems: string[];
}

export interface Span {
  from: Date;
  to: Date;
  /** IANA zone for times that name none. */
  zone: string;
}

/** Settings and secrets of one connection by name. */
export type Keys = Readonly<Record<string, string | undefined>>;

/** A vendor of calendars, read only. One file each. */
export interface Calendar {
  provider: "ics" | "google" | "microsoft" | "sample";
  name: string;
  /** Whose calendars one connection reads: the one person's who connected it, or all of ours. */
  reads: "one" | "all";
  /**
   * The meetings of a span.
   * @param emails of our people, for a connection that reads them all
   * @throws Later when the vendor is busy, `Rejected` when the keys or the address are of no use
   */
  read(keys: Keys, span: Span, emails: readonly string[]): Promise<Reading>;
}
