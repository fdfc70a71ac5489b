import { z } from "zod";
import type { Attendee, CalendarMeeting } from "../../deals/meeting.ts";
import { Rejected } from "../../errors.ts";
import { Later } from "../later.ts";
import { type OAuthClient, refreshed } from "../oauth.ts";
import { json } from "../payload.ts";
import { type Answer, ask, type Reach } from "../request.ts";
import type { Calendar, Keys, Span } from "./calendar.ts";

const time = z.object({
  dateTime: z.string().optional(),
  date: z.string().optional(),
});
const invited = z.object({
  email: z.string().optional(),
  displayName: z.string().optional(),
  responseStatus: z.string().optional(),
  resource: z.boolean().optional(),
});
const event = z.object({
  id: z.string(),
  iCalUID: z.string().optional(),
  status: z.string().optional(),
  summary: z.string().optional(),
  start: time.optional(),
  end: time.optional(),
  originalStartTime: time.optional(),
  recurringEventId: z.string().optional(),
  organizer: invited.optional(),
  attendees: z.array(invited).optional(),
});
const page = z.object({
  items: z.array(z.unknown()).optional(),
  nextPageToken: z.string().optional(),
});

/** Pages of 250 events, the most there are to a page; beyond ten it is no person's fortnight. */
const MOST_PAGES = 10;

/** Google's own addresses. */
export const GOOGLE = {
  api: "https://www.googleapis.com",
  token: "https://oauth2.googleapis.com/token",
  authorize: "https://accounts.google.com/o/oauth2/v2/auth",
};
type Addresses = typeof GOOGLE;

/** Signing in at Google, for reading somebody's events and nothing else. */
export function googleClient(
  keys: { clientId: string; clientSecret: string },
  addresses: Addresses = GOOGLE,
): OAuthClient {
  return {
    vendor: "Google",
    authorizeUrl: addresses.authorize,
    tokenUrl: addresses.token,
    scopes: ["https://www.googleapis.com/auth/calendar.events.readonly"],
    // Without these two Google gives a refresh token the first time only.
    extra: { access_type: "offline", prompt: "consent" },
    ...keys,
  };
}

/** Google Calendar (API v3): the primary calendar of whoever connected it. Keys: clientId, clientSecret, refreshToken. */
export function googleCalendar(addresses: Addresses = GOOGLE): Calendar {
  const reach: Reach = { vendor: "Google", base: addresses.api, hosts: ["googleapis.com"] };
  return {
    provider: "google",
    name: "Google Calendar",
    reads: "one",
    read: async (keys, span) => {
      const bearer = await signedIn(keys, addresses);
      const meetings: CalendarMeeting[] = [];
      const problems: string[] = [];
      let next: string | undefined;
      for (let count = 0; count < MOST_PAGES; count += 1) {
        const answer = await ask(reach, pageAddress(addresses.api, span, next), {
          headers: { Authorization: `Bearer ${bearer}` },
        });
        const read = pageOf(answer);
        for (const item of read.items ?? []) {
          const found = meetingOf(item);
          if (found) meetings.push(found);
        }
        next = read.nextPageToken;
        if (!next) return { meetings, problems };
      }
      // What was not read must not look as if it were off.
      throw new Rejected("The Google calendar holds more than 2,500 events in two weeks.");
    },
  };
}

function pageAddress(api: string, { from, to }: Span, next: string | undefined): string {
  const query = new URLSearchParams({
    singleEvents: "true",
    showDeleted: "true",
    maxResults: "250",
    timeMin: from.toISOString(),
    timeMax: to.toISOString(),
    ...(next ? { pageToken: next } : {}),
  });
  return `${api}/calendar/v3/calendars/primary/events?${query}`;
}

function pageOf(answer: Answer): z.infer<typeof page> {
  if (answer.status === 403 && /rateLimit|quota/i.test(answer.bytes.toString("utf8"))) {
    throw new Later("busy", "Google asks to slow down.");
  }
  if (answer.status === 401 || answer.status === 403) {
    throw new Rejected("Google no longer lets me read this calendar. Connect it again.");
  }
  if (answer.status !== 200) {
    throw new Rejected(`Google answered with status ${answer.status} when asked for events.`);
  }
  const read = page.safeParse(json(answer.bytes));
  if (!read.success) throw new Rejected("Google's answer does not look like a list of events.");
  return read.data;
}

async function signedIn(keys: Keys, addresses: Addresses): Promise<string> {
  const { clientId, clientSecret, refreshToken } = keys;
  if (!clientId || !clientSecret || !refreshToken) {
    throw new Rejected("This Google calendar is connected without its keys. Connect it again.");
  }
  const client = googleClient({ clientId, clientSecret }, addresses);
  return (await refreshed(client, refreshToken)).accessToken;
}

/** A meeting, or `null` for what is none: an event without times, somebody's birthday. */
function meetingOf(item: unknown): CalendarMeeting | null {
  const read = event.safeParse(item);
  if (!read.success) return null;
  const { data } = read;
  const startsAt = instant(data.start ?? data.originalStartTime);
  if (!startsAt) return null;
  const occurrence = data.recurringEventId ? instant(data.originalStartTime) : null;
  return {
    uid: `${data.iCalUID ?? data.id}${occurrence ? `/${occurrence.toISOString()}` : ""}`,
    title: data.summary?.trim() || "Meeting",
    startsAt,
    endsAt: instant(data.end) ?? startsAt,
    cancelled: data.status === "cancelled",
    allDay: data.start?.date !== undefined,
    organizer: data.organizer ? attendeeOf(data.organizer) : null,
    attendees: (data.attendees ?? []).filter(({ resource }) => !resource).map(attendeeOf),
  };
}

const attendeeOf = (one: z.infer<typeof invited>): Attendee => ({
  name: one.displayName ?? null,
  email: one.email?.toLowerCase() ?? null,
  declined: one.responseStatus === "declined",
});

function instant(told: z.infer<typeof time> | undefined): Date | null {
  const text = told?.dateTime ?? told?.date;
  if (!text) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
