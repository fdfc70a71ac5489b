import { z } from "zod";
import type { Attendee, CalendarMeeting } from "../../deals/meeting.ts";
import { Rejected } from "../../errors.ts";
import { json } from "../payload.ts";
import { ask, type Reach } from "../request.ts";
import type { Calendar, Keys, Span } from "./calendar.ts";

const time = z.object({ dateTime: z.string(), timeZone: z.string().optional() });
const invited = z.object({
  type: z.string().nullish(),
  emailAddress: z.object({ name: z.string().nullish(), address: z.string().nullish() }).nullish(),
  status: z.object({ response: z.string().nullish() }).nullish(),
});
const event = z.object({
  id: z.string(),
  iCalUId: z.string().nullish(),
  subject: z.string().nullish(),
  start: time,
  end: time,
  isAllDay: z.boolean().nullish(),
  isCancelled: z.boolean().nullish(),
  organizer: invited.nullish(),
  attendees: z.array(invited).nullish(),
});
const page = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.string().optional() });
const token = z.object({ access_token: z.string() });

const MOST_PAGES = 20;
const FIELDS = "id,iCalUId,subject,start,end,isAllDay,isCancelled,organizer,attendees";

/** Microsoft's own addresses; other clouds have others. */
export const MICROSOFT = {
  api: "https://graph.microsoft.com/v1.0",
  signIn: "https://login.microsoftonline.com",
};

/**
 * Microsoft 365 calendars by Graph's calendarView, with application permission `Calendars.Read`: one
 * connection reads all of ours. Keys: tenantId, clientId, clientSecret.
 */
export function microsoftCalendar(addresses: typeof MICROSOFT = MICROSOFT): Calendar {
  const reach: Reach = { vendor: "Microsoft", base: addresses.api, hosts: ["graph.microsoft.com"] };
  return {
    provider: "microsoft",
    name: "Microsoft 365 calendars",
    reads: "all",
    read: async (keys, span, emails) => {
      const bearer = await signedIn(keys, addresses.signIn);
      const meetings: CalendarMeeting[] = [];
      const problems: string[] = [];
      for (const email of emails) {
        const read = await mailbox(reach, addresses.api, bearer, email, span);
        if (typeof read === "string") problems.push(read);
        else meetings.push(...read);
      }
      return { meetings, problems };
    },
  };
}

/** One person's meetings, or a sentence about why they cannot be read. */
async function mailbox(
  reach: Reach,
  api: string,
  bearer: string,
  email: string,
  { from, to }: Span,
): Promise<CalendarMeeting[] | string> {
  const query = new URLSearchParams({
    startDateTime: from.toISOString(),
    endDateTime: to.toISOString(),
    $select: FIELDS,
    $top: "100",
  });
  let address: string | undefined =
    `${api}/users/${encodeURIComponent(email)}/calendarView?${query}`;
  const meetings: CalendarMeeting[] = [];
  for (let count = 0; address; count += 1) {
    if (count >= MOST_PAGES) return `${email} has more than 2,000 events in two weeks.`;
    const answer = await ask(reach, address, {
      headers: { Authorization: `Bearer ${bearer}`, Prefer: 'outlook.timezone="UTC"' },
    });
    if (answer.status === 401) {
      throw new Rejected(
        "Microsoft does not accept the app's key. Check tenant id, client id and secret.",
      );
    }
    if (answer.status === 403) {
      throw new Rejected(
        "Microsoft does not let the app read calendars. Grant it the application permission Calendars.Read and give admin consent.",
      );
    }
    if (answer.status === 404) return `${email} has no mailbox in this tenant.`;
    const read = page.safeParse(answer.status === 200 ? json(answer.bytes) : null);
    if (!read.success) return `${email}: Microsoft answered with status ${answer.status}.`;
    meetings.push(...read.data.value.flatMap((item) => meetingOf(item) ?? []));
    address = read.data["@odata.nextLink"];
  }
  return meetings;
}

async function signedIn(keys: Keys, signIn: string): Promise<string> {
  const { tenantId, clientId, clientSecret } = keys;
  if (!tenantId || !clientId || !clientSecret) {
    throw new Rejected("Microsoft calendars are connected without tenant id, client id or secret.");
  }
  const address = `${signIn}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
  const answer = await ask(
    { vendor: "Microsoft", base: new URL(signIn).origin, hosts: ["login.microsoftonline.com"] },
    address,
    {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        scope: "https://graph.microsoft.com/.default",
      }).toString(),
    },
  );
  const read = token.safeParse(answer.status === 200 ? json(answer.bytes) : null);
  if (!read.success) {
    throw new Rejected(
      "Microsoft does not accept the app's key. Check tenant id, client id and secret.",
    );
  }
  return read.data.access_token;
}

function meetingOf(item: unknown): CalendarMeeting | null {
  const read = event.safeParse(item);
  if (!read.success) return null;
  const { data } = read;
  const startsAt = instant(data.start);
  if (!startsAt) return null;
  return {
    // Each occurrence of a series has one of its own, the same for everybody invited.
    uid: data.iCalUId ?? data.id,
    title: data.subject?.trim() || "Meeting",
    startsAt,
    endsAt: instant(data.end) ?? startsAt,
    cancelled: data.isCancelled ?? false,
    allDay: data.isAllDay ?? false,
    organizer: data.organizer ? attendeeOf(data.organizer) : null,
    attendees: (data.attendees ?? []).filter(({ type }) => type !== "resource").map(attendeeOf),
  };
}

function attendeeOf({ emailAddress, status }: z.infer<typeof invited>): Attendee {
  const address = emailAddress?.address?.toLowerCase() ?? null;
  return {
    name: emailAddress?.name ?? null,
    email: address?.includes("@") ? address : null,
    declined: status?.response === "declined",
  };
}

/** Asked for in UTC, Graph writes the time without its "Z". */
function instant({ dateTime }: z.infer<typeof time>): Date | null {
  const at = new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(dateTime) ? dateTime : `${dateTime}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
