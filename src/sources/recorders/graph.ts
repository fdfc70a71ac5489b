import { Later } from "../later.ts";
import {
  answered,
  type Fields,
  fields,
  json,
  list,
  moment,
  mustBeAllowed,
  mustSucceed,
  text,
} from "../payload.ts";
import { type Answer, ask, type Question } from "../request.ts";
import { sameText } from "../signatures.ts";
import {
  type Access,
  type Fetched,
  type Hook,
  type Item,
  type Lifecycle,
  needed,
  type Page,
  type Recorder,
  reachOf,
  type Subscription,
  type Verdict,
} from "./recorder.ts";

const MEND =
  "Grant OnlineMeetingTranscript.Read.All and OnlineMeetings.Read.All to the app, with admin consent and an application access policy.";
const RESOURCE = "communications/onlineMeetings/getAllTranscripts";
/** Graph allows a little under three days; a subscription lives two and is renewed each day. */
const LIVES_MS = 2 * 24 * 3600_000;
const RENEW_BEFORE_MS = 24 * 3600_000;
/** What a notification names, and nothing else: it becomes part of an address. */
const TRANSCRIPT =
  /^(?:\/?communications\/)?users\(?['/]([\w-]+)'?\)?\/onlineMeetings\(?['/]([^'/()]+)'?\)?\/transcripts\(?['/]([^'/()]+)'?\)?$/i;
const VTT = "text/vtt";
/** Where speakers may not be named, the words come without them. */
const UNATTRIBUTED = "application/vnd.microsoft.graph.transcript+text";

const LIFECYCLE: Record<string, Lifecycle> = {
  reauthorizationRequired: "renew",
  subscriptionRemoved: "subscribe-again",
  missed: "look-back",
};

/** Microsoft Teams through Graph: a subscription on all transcripts of the tenant, renewed by us. */
export const graph: Recorder = {
  source: "graph",
  name: "Microsoft Teams",
  base: "https://graph.microsoft.com/v1.0",
  hosts: ["graph.microsoft.com", "login.microsoftonline.com"],
  paceMs: 500,
  fields: [
    {
      key: "tenantId",
      label: "tenant id",
      help: "Entra → App registrations → your app",
      secret: false,
      needed: "fetch",
    },
    {
      key: "clientId",
      label: "application (client) id",
      help: "the same page",
      secret: false,
      needed: "fetch",
    },
    {
      key: "clientSecret",
      label: "client secret",
      help: "Certificates & secrets → the value, not the id",
      secret: true,
      needed: "fetch",
    },
    {
      key: "clientState",
      label: "client state",
      help: "any long random text; Graph sends it back with each notification",
      secret: true,
      needed: "webhook",
    },
    {
      key: "url",
      label: "Graph address",
      help: "only for national clouds",
      secret: false,
      needed: "optional",
    },
    {
      key: "loginUrl",
      label: "sign-in address",
      help: "only for national clouds",
      secret: false,
      needed: "optional",
    },
  ],
  read,
  fetch: fetchCall,
  list: listTranscripts,
  check: async (access) => {
    const answer = await call(access, "/subscriptions");
    mustSucceed("Microsoft Graph", answer, "its subscriptions");
    return "Microsoft Graph accepts the app.";
  },
  subscribe,
};

function read(hook: Hook, access: Access): Verdict {
  const token = hook.query.validationToken;
  // Asked before anything is subscribed, so nothing else can be checked; plain text keeps it harmless.
  if (token !== undefined) return { kind: "handshake", mediaType: "text/plain", text: token };
  const state = access.values.clientState;
  if (!state) return { kind: "refused", status: 401, reason: "No client state is set." };
  const notes = list(fields(json(hook.body)).value);
  if (notes.length === 0) {
    return { kind: "refused", status: 400, reason: "The body holds no notifications." };
  }
  if (!notes.every((note) => sameText(text(note.clientState) ?? "", state))) {
    return { kind: "refused", status: 401, reason: "The client state does not match." };
  }
  const items = notes.flatMap((note) => itemOf(text(note.resource) ?? "") ?? []);
  const events = notes.flatMap((note) => LIFECYCLE[text(note.lifecycleEvent) ?? ""] ?? []);
  const lifecycle = (["subscribe-again", "look-back", "renew"] as const).find((one) =>
    events.includes(one),
  );
  return {
    kind: "taken",
    items,
    ...(lifecycle ? { lifecycle } : {}),
    ...(items.length === 0 ? { because: lifecycle ?? "no transcript in it" } : {}),
  };
}

function itemOf(resource: string): Item | null {
  const [, user, meeting, transcript] = TRANSCRIPT.exec(resource) ?? [];
  if (!user || !meeting || !transcript) return null;
  return { key: transcript, callKey: transcript, reference: { user, meeting, transcript } };
}

async function fetchCall({ reference }: Pick<Item, "reference">, access: Access): Promise<Fetched> {
  const part = (value: unknown) => encodeURIComponent(text(value) ?? "");
  const meetingPath = `/users/${part(reference.user)}/onlineMeetings/${part(reference.meeting)}`;
  const path = `${meetingPath}/transcripts/${part(reference.transcript)}`;
  const details = await call(access, path);
  if (details.status === 404) throw new Later("not-ready", "Teams has no such transcript yet.");
  mayRead(details);
  mustSucceed("Microsoft Graph", details, "the transcript");
  const { bytes, mediaType } = await contentOf(access, path);
  const meeting = await call(access, meetingPath);
  const about = meeting.status === 200 ? answered("Microsoft Graph", meeting) : {};
  const made = moment(answered("Microsoft Graph", details).createdDateTime);
  const people = fields(about.participants);
  const organizer = text(fields(people.organizer).upn);
  const begins = moment(about.startDateTime);
  const ends = moment(about.endDateTime);
  return {
    kind: "transcript",
    bytes,
    fileName: `${text(about.subject) ?? "Teams meeting"}.${mediaType === VTT ? "vtt" : "txt"}`,
    mediaType,
    title: text(about.subject),
    startedAt: made ?? begins,
    durationMs: begins && ends && ends > begins ? ends.getTime() - begins.getTime() : null,
    recordingUrl: null,
    hostEmail: organizer,
    people: [fields(people.organizer), ...list(people.attendees)].map((one) => ({
      name: text(fields(fields(one.identity).user).displayName),
      email: text(one.upn),
    })),
  };
}

async function contentOf(
  access: Access,
  path: string,
): Promise<{ bytes: Buffer; mediaType: string }> {
  const named = await call(access, `${path}/content?$format=text/vtt`, {
    headers: { Accept: VTT },
  });
  if (named.status === 403 && /SpeakerAttributionNotAllowed/i.test(named.bytes.toString("utf8"))) {
    const plain = await call(access, `${path}/content`, { headers: { Accept: UNATTRIBUTED } });
    mayRead(plain);
    mustSucceed("Microsoft Graph", plain, "the words");
    return { bytes: plain.bytes, mediaType: "text/plain" };
  }
  if (named.status === 404) throw new Later("not-ready", "Teams has not finished the transcript.");
  mayRead(named);
  mustSucceed("Microsoft Graph", named, "the words");
  return { bytes: named.bytes, mediaType: VTT };
}

const mayRead = (answer: Answer) => mustBeAllowed("Microsoft Graph", answer, MEND);

/** Graph asks by organiser: the cursor is which of our people, and Graph's own page of theirs. */
async function listTranscripts(
  access: Access,
  { from, to, emails }: { from: Date; to: Date; emails: readonly string[] },
  cursor: string | null,
): Promise<Page> {
  const [index = 0, next = ""] = cursor ? splitAt(cursor) : [];
  const email = emails[index];
  if (email === undefined) return { items: [], cursor: null };
  const page = next ? await call(access, next) : await firstPage(access, email, from, to);
  const after = index + 1 < emails.length ? `${index + 1}|` : null;
  // Somebody on the roster without an account there is no reason to stop for the others.
  if (page === null || page.status === 404) return { items: [], cursor: after };
  mayRead(page);
  mustSucceed("Microsoft Graph", page, "the transcripts");
  const data = answered("Microsoft Graph", page);
  const more = text(data["@odata.nextLink"]);
  return {
    items: list(data.value).flatMap((one) => listed(one) ?? []),
    cursor: more ? `${index}|${more}` : after,
  };
}

function splitAt(cursor: string): [number, string] {
  const bar = cursor.indexOf("|");
  return [Number(cursor.slice(0, bar)), cursor.slice(bar + 1)];
}

async function firstPage(access: Access, email: string, from: Date, to: Date) {
  const user = await call(access, `/users/${encodeURIComponent(email)}?$select=id`);
  if (user.status === 404) return null;
  mayRead(user);
  mustSucceed("Microsoft Graph", user, "a person");
  const id = encodeURIComponent(text(answered("Microsoft Graph", user).id) ?? "");
  return await call(
    access,
    `/users/${id}/onlineMeetings/getAllTranscripts(meetingOrganizerUserId='${id}',startDateTime=${from.toISOString()},endDateTime=${to.toISOString()})`,
  );
}

function listed(entry: Fields): Item | null {
  const transcript = text(entry.id);
  const meeting = text(entry.meetingId);
  const user = text(fields(fields(entry.meetingOrganizer).user).id);
  if (!transcript || !meeting || !user) return null;
  return { key: transcript, callKey: transcript, reference: { user, meeting, transcript } };
}

async function subscribe(
  access: Access,
  { address, current }: { address: string; current: Subscription | null },
): Promise<Subscription> {
  const now = access.now().getTime();
  if (current && Date.parse(current.expiresAt) - now > RENEW_BEFORE_MS) return current;
  const expirationDateTime = new Date(now + LIVES_MS).toISOString();
  if (current) {
    const path = `/subscriptions/${encodeURIComponent(current.id)}`;
    const renewed = await call(access, path, "PATCH", { expirationDateTime });
    mayRead(renewed);
    if (renewed.status === 200) return subscriptionIn(renewed);
    if (renewed.status !== 404) mustSucceed("Microsoft Graph", renewed, "a longer subscription");
  }
  const made = await call(access, "/subscriptions", "POST", {
    changeType: "created",
    notificationUrl: address,
    lifecycleNotificationUrl: address,
    resource: RESOURCE,
    expirationDateTime,
    clientState: needed(graph, access, "clientState"),
  });
  mayRead(made);
  mustSucceed("Microsoft Graph", made, "a subscription");
  return subscriptionIn(made);
}

function subscriptionIn(answer: Answer): Subscription {
  const { id, expirationDateTime } = answered("Microsoft Graph", answer);
  return { id: text(id) ?? "", expiresAt: text(expirationDateTime) ?? new Date(0).toISOString() };
}

async function call(
  access: Access,
  path: string,
  method: Question["method"] | { headers: Record<string, string> } = "GET",
  body?: unknown,
): Promise<Answer> {
  const reach = reachOf(graph, access);
  const verb = typeof method === "string" ? method : "GET";
  const own = typeof method === "object" ? method.headers : {};
  const once = async () =>
    await ask(
      reach,
      path.startsWith("https:") || path.startsWith("http:") ? path : `${reach.base}${path}`,
      {
        method: verb,
        headers: {
          ...own,
          Authorization: `Bearer ${await signedIn(access)}`,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
    );
  const answer = await once();
  if (answer.status !== 401) return answer;
  access.tokens.drop(credentials(access));
  return await once();
}

const credentials = ({ values }: Access) =>
  ["graph", values.loginUrl, values.tenantId, values.clientId, values.clientSecret].join("\n");

async function signedIn(access: Access): Promise<string> {
  const tenant = encodeURIComponent(needed(graph, access, "tenantId"));
  const own = access.values.loginUrl?.replace(/\/+$/, "");
  const base = own ?? "https://login.microsoftonline.com";
  const reach = reachOf({ ...graph, base }, { ...access, values: own ? { url: own } : {} });
  return await access.tokens.get(
    credentials(access),
    async () => {
      const answer = await ask(reach, `${base}/${tenant}/oauth2/v2.0/token`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: needed(graph, access, "clientId"),
          client_secret: needed(graph, access, "clientSecret"),
          scope: "https://graph.microsoft.com/.default",
        }).toString(),
      });
      if (answer.status === 400) mayRead({ ...answer, status: 401 });
      mayRead(answer);
      mustSucceed("Microsoft", answer, "a token");
      const { access_token, expires_in } = answered("Microsoft", answer);
      return {
        value: text(access_token) ?? "",
        expiresAt: access.now().getTime() + Number(expires_in ?? 3600) * 1000,
      };
    },
    access.now(),
  );
}
