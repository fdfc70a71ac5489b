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
import { type Answer, ask } from "../request.ts";
import { hmac, isFresh, sameText } from "../signatures.ts";
import {
  type Access,
  type Fetched,
  type Hook,
  type Item,
  needed,
  type Page,
  type Recorder,
  reachOf,
  type Verdict,
} from "./recorder.ts";

const MEND =
  "Check account id, client id and secret of the Server-to-Server OAuth app, and its scope cloud_recording:read:admin.";
const SIGN_IN = "https://zoom.us/oauth/token";
/** The account's recordings may be asked for one month at a time. */
const LONGEST_SPAN_MS = 30 * 24 * 3600_000;

/** Zoom: `recording.transcript_completed` brings a VTT and a download token for 24 hours; later ones are fetched by a Server-to-Server OAuth app. */
export const zoom: Recorder = {
  source: "zoom",
  name: "Zoom",
  base: "https://api.zoom.us/v2",
  hosts: ["zoom.us", "zoomgov.com"],
  paceMs: 500,
  fields: [
    {
      key: "webhookSecret",
      label: "webhook secret token",
      help: "the app's page → Feature → Secret Token",
      secret: true,
      needed: "webhook",
    },
    {
      key: "accountId",
      label: "account id",
      help: "App Credentials",
      secret: false,
      needed: "fetch",
    },
    {
      key: "clientId",
      label: "client id",
      help: "App Credentials",
      secret: false,
      needed: "fetch",
    },
    {
      key: "clientSecret",
      label: "client secret",
      help: "App Credentials",
      secret: true,
      needed: "fetch",
    },
    {
      key: "url",
      label: "API address",
      help: "only for another cloud than zoom.us",
      secret: false,
      needed: "optional",
    },
  ],
  read,
  fetch: fetchCall,
  list: listRecordings,
  check: async (access) => {
    const answer = await get(access, "/accounts/me/recordings?page_size=1");
    mustSucceed("Zoom", answer, "the account's recordings");
    return "Zoom accepts the app and lets it read recordings.";
  },
};

function read(hook: Hook, access: Access): Verdict {
  const secret = access.values.webhookSecret;
  if (!secret) return refused(401, "No webhook secret is set for Zoom.");
  const timestamp = hook.headers["x-zm-request-timestamp"];
  const wanted = `v0=${hmac(secret, [`v0:${timestamp ?? ""}:`, hook.body], "hex")}`;
  if (!sameText(hook.headers["x-zm-signature"] ?? "", wanted)) {
    return refused(401, "The signature does not match.");
  }
  if (!isFresh(timestamp, access.now())) {
    return refused(401, "The timestamp is too old or too new.");
  }
  const data = json(hook.body);
  if (data === null) return refused(400, "The body is no JSON.");
  const { event, payload, download_token } = fields(data);
  if (event === "endpoint.url_validation") return handshake(fields(payload).plainToken, secret);
  const meeting = fields(fields(payload).object);
  const uuid = text(meeting.uuid);
  if (event !== "recording.transcript_completed") {
    return { kind: "taken", items: [], because: `the event ${text(event) ?? "without a name"}` };
  }
  if (uuid === null) return refused(400, "payload.object.uuid is missing.");
  return { kind: "taken", items: [itemOf(uuid, meeting, text(download_token))] };
}

const refused = (status: 400 | 401, reason: string): Verdict => ({
  kind: "refused",
  status,
  reason,
});

function handshake(plainToken: unknown, secret: string): Verdict {
  const plain = text(plainToken);
  if (plain === null) return refused(400, "payload.plainToken is missing.");
  return {
    kind: "handshake",
    mediaType: "application/json",
    text: JSON.stringify({ plainToken: plain, encryptedToken: hmac(secret, [plain], "hex") }),
  };
}

function itemOf(uuid: string, meeting: Fields, downloadToken: string | null): Item {
  const topic = text(meeting.topic);
  return {
    key: uuid,
    callKey: uuid,
    reference: { meeting, downloadToken },
    ...(topic ? { title: topic } : {}),
  };
}

async function fetchCall(
  { callKey, reference }: Pick<Item, "callKey" | "reference">,
  access: Access,
): Promise<Fetched> {
  const told = fields(reference.meeting);
  const token = text(reference.downloadToken);
  const fromLink = await download(told, access, token);
  if (fromLink) return transcriptOf(told, fromLink);
  // The link or its token has ended: ask for the recording anew, with keys of our own.
  const answer = await get(access, `/meetings/${twiceEncoded(callKey)}/recordings`);
  if (answer.status === 404) return { kind: "nothing", reason: "Zoom has deleted the recording." };
  mustSucceed("Zoom", answer, "the recording");
  const meeting = { ...told, ...answered("Zoom", answer) };
  const bytes = await download(meeting, access, null);
  if (bytes) return transcriptOf(meeting, bytes);
  throw new Later("not-ready", "Zoom has not finished the transcript of this recording.");
}

/** The transcript's bytes; `null` when there is no such file or its link has ended. */
async function download(
  meeting: Fields,
  access: Access,
  downloadToken: string | null,
): Promise<Buffer | null> {
  const file = list(meeting.recording_files).find(
    (one) => one.file_type === "TRANSCRIPT" || one.file_type === "CC",
  );
  const link = text(file?.download_url);
  if (!file || !link || (text(file.status) ?? "completed") !== "completed") return null;
  const reach = reachOf(zoom, access);
  const bearer = downloadToken ?? (await signedIn(access));
  const answer = await ask(reach, link, { headers: { Authorization: `Bearer ${bearer}` } });
  // An ended token gets a page to sign in, with status 200.
  if (answer.status !== 200 || /html/i.test(answer.headers.get("content-type") ?? "")) return null;
  return answer.bytes;
}

function transcriptOf(meeting: Fields, bytes: Buffer): Fetched {
  const host = text(meeting.host_email);
  const minutes = Number(meeting.duration);
  return {
    kind: "transcript",
    bytes,
    fileName: `${text(meeting.topic) ?? "Zoom meeting"}.vtt`,
    mediaType: "text/vtt",
    title: text(meeting.topic),
    startedAt: moment(meeting.start_time),
    durationMs: minutes > 0 ? minutes * 60_000 : null,
    // Zoom's player takes no time that its documentation promises: the link opens the recording.
    recordingUrl: text(meeting.share_url),
    hostEmail: host,
    people: host ? [{ name: null, email: host }] : [],
  };
}

async function listRecordings(
  access: Access,
  { from, to }: { from: Date; to: Date },
  cursor: string | null,
): Promise<Page> {
  // A month at a time: the cursor is the day where this month began, and Zoom's own within it.
  const [day, inner = ""] = cursor?.split("|") ?? [from.toISOString().slice(0, 10)];
  const begin = new Date(`${day}T00:00:00Z`);
  const end = new Date(Math.min(begin.getTime() + LONGEST_SPAN_MS, to.getTime()));
  const query = new URLSearchParams({
    from: begin.toISOString().slice(0, 10),
    to: end.toISOString().slice(0, 10),
    page_size: "100",
    ...(inner ? { next_page_token: inner } : {}),
  });
  const answer = await get(access, `/accounts/me/recordings?${query}`);
  mustSucceed("Zoom", answer, "the account's recordings");
  const page = answered("Zoom", answer);
  const items = list(page.meetings).flatMap((meeting) => {
    const uuid = text(meeting.uuid);
    const spoken = list(meeting.recording_files).some((file) => file.file_type === "TRANSCRIPT");
    return uuid !== null && spoken ? [itemOf(uuid, meeting, null)] : [];
  });
  const next = text(page.next_page_token);
  if (next) return { items, cursor: `${day}|${next}` };
  return { items, cursor: end < to ? end.toISOString().slice(0, 10) : null };
}

/** A meeting's id may begin with or hold slashes; Zoom wants it encoded twice then. */
function twiceEncoded(uuid: string): string {
  const once = encodeURIComponent(uuid);
  return uuid.includes("/") ? encodeURIComponent(once) : once;
}

async function get(access: Access, path: string): Promise<Answer> {
  const reach = reachOf(zoom, access);
  const once = async () =>
    await ask(reach, `${reach.base}${path}`, {
      headers: { Authorization: `Bearer ${await signedIn(access)}` },
    });
  let answer = await once();
  if (answer.status === 401) {
    access.tokens.drop(credentials(access));
    answer = await once();
  }
  mustBeAllowed("Zoom", answer, MEND);
  return answer;
}

const credentials = ({ values }: Access) =>
  ["zoom", values.url, values.accountId, values.clientId, values.clientSecret].join("\n");

async function signedIn(access: Access): Promise<string> {
  const account = needed(zoom, access, "accountId");
  const keys = `${needed(zoom, access, "clientId")}:${needed(zoom, access, "clientSecret")}`;
  const reach = reachOf(zoom, access);
  const address = access.values.url ? `${new URL(reach.base).origin}/oauth/token` : SIGN_IN;
  return await access.tokens.get(
    credentials(access),
    async () => {
      const query = new URLSearchParams({ grant_type: "account_credentials", account_id: account });
      const answer = await ask(reach, `${address}?${query}`, {
        method: "POST",
        headers: { Authorization: `Basic ${Buffer.from(keys).toString("base64")}` },
      });
      if (answer.status === 400) mustBeAllowed("Zoom", { ...answer, status: 401 }, MEND);
      mustBeAllowed("Zoom", answer, MEND);
      mustSucceed("Zoom", answer, "a token");
      const { access_token, expires_in } = answered("Zoom", answer);
      return {
        value: text(access_token) ?? "",
        expiresAt: access.now().getTime() + Number(expires_in ?? 3600) * 1000,
      };
    },
    access.now(),
  );
}
