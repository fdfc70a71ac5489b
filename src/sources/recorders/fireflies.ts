import { Rejected } from "../../errors.ts";
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
import { ask } from "../request.ts";
import { hmac, sameText } from "../signatures.ts";
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

const MEND = "Copy the key again from Integrations → Fireflies API.";
const PAGE = 50;

const TRANSCRIPT = `query Transcript($id: String!) {
  transcript(id: $id) {
    id title date dateString duration transcript_url organizer_email host_email participants
    meeting_attendees { displayName name email }
    sentences { index speaker_name speaker_id text raw_text start_time end_time }
  }
}`;

const TRANSCRIPTS = `query Transcripts($from: DateTime, $to: DateTime, $limit: Int, $skip: Int) {
  transcripts(fromDate: $from, toDate: $to, limit: $limit, skip: $skip) { id title dateString }
}`;

/** Events that bring a call, in both generations of Fireflies' webhooks. */
const TRANSCRIBED = new Set(["meeting.transcribed", "Transcription completed"]);

/** Fireflies: a signed webhook with an id, the words by GraphQL. */
export const fireflies: Recorder = {
  source: "fireflies",
  name: "Fireflies",
  base: "https://api.fireflies.ai",
  hosts: ["fireflies.ai"],
  // Sixty requests a minute on Business, fifty a day below it.
  paceMs: 1_100,
  fields: [
    {
      key: "webhookSecret",
      label: "webhook signing secret",
      help: "Settings → Developer settings, 16 to 32 characters of your own",
      secret: true,
      needed: "webhook",
    },
    {
      key: "apiKey",
      label: "API key",
      help: "Integrations → Fireflies API",
      secret: true,
      needed: "fetch",
    },
    {
      key: "url",
      label: "API address",
      help: "only for a proxy",
      secret: false,
      needed: "optional",
    },
  ],
  read,
  fetch: fetchCall,
  list: listCalls,
  check: async (access) => {
    const { user } = await query(access, "query { user { email } }", {});
    return `Fireflies knows the key as ${text(fields(user).email) ?? "somebody without an address"}.`;
  },
};

function read(hook: Hook, access: Access): Verdict {
  const secret = access.values.webhookSecret;
  if (!secret) return refused(401, "No webhook secret is set for Fireflies.");
  const wanted = `sha256=${hmac(secret, [hook.body], "hex")}`;
  const given = hook.headers["x-hub-signature"] ?? "";
  if (!sameText(given.startsWith("sha256=") ? given : `sha256=${given}`, wanted)) {
    return refused(401, "The signature does not match.");
  }
  const data = json(hook.body);
  if (data === null) return refused(400, "The body is no JSON.");
  const { event, eventType, meeting_id, meetingId } = fields(data);
  const name = text(event) ?? text(eventType) ?? "";
  if (!TRANSCRIBED.has(name)) {
    return { kind: "taken", items: [], because: `the event ${name || "without a name"}` };
  }
  const id = text(meeting_id) ?? text(meetingId);
  if (id === null) return refused(400, "The meeting's id is missing.");
  return { kind: "taken", items: [{ key: id, callKey: id, reference: { id } }] };
}

const refused = (status: 400 | 401, reason: string): Verdict => ({
  kind: "refused",
  status,
  reason,
});

async function fetchCall({ callKey }: Pick<Item, "callKey">, access: Access): Promise<Fetched> {
  const { transcript } = await query(access, TRANSCRIPT, { id: callKey });
  const data = fields(transcript);
  if (list(data.sentences).length === 0) {
    throw new Later("not-ready", "Fireflies has no sentences of this meeting yet.");
  }
  const minutes = Number(data.duration);
  const link = text(data.transcript_url);
  const host = text(data.host_email) ?? text(data.organizer_email);
  return {
    kind: "transcript",
    bytes: Buffer.from(JSON.stringify({ data: { transcript } })),
    fileName: `${text(data.title) ?? "Fireflies meeting"}.json`,
    mediaType: "application/json",
    title: text(data.title),
    startedAt: moment(data.dateString ?? data.date),
    durationMs: minutes > 0 ? Math.round(minutes * 60_000) : null,
    recordingUrl: link ? `${link}${link.includes("?") ? "&" : "?"}t={seconds}` : null,
    hostEmail: host,
    people: [
      ...list(data.meeting_attendees).map((one) => ({
        name: text(one.displayName) ?? text(one.name),
        email: text(one.email),
      })),
      ...(Array.isArray(data.participants) ? data.participants : []).map((one) => ({
        name: null,
        email: text(one),
      })),
    ],
  };
}

async function listCalls(
  access: Access,
  { from, to }: { from: Date; to: Date },
  cursor: string | null,
): Promise<Page> {
  const skip = Number(cursor ?? 0);
  const { transcripts } = await query(access, TRANSCRIPTS, {
    from: from.toISOString(),
    to: to.toISOString(),
    limit: PAGE,
    skip,
  });
  const found = list(transcripts);
  return {
    items: found.flatMap((one) => {
      const id = text(one.id);
      const title = text(one.title);
      return id ? [{ key: id, callKey: id, reference: { id }, ...(title ? { title } : {}) }] : [];
    }),
    cursor: found.length < PAGE ? null : String(skip + PAGE),
  };
}

async function query(
  access: Access,
  document: string,
  variables: Record<string, unknown>,
): Promise<Fields> {
  const reach = reachOf(fireflies, access);
  const answer = await ask(reach, `${reach.base}/graphql`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${needed(fireflies, access, "apiKey")}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ query: document, variables }),
  });
  mustBeAllowed("Fireflies", answer, MEND);
  const body = json(answer.bytes) === null ? {} : answered("Fireflies", answer);
  judgeErrors(list(body.errors), access.now());
  mustSucceed("Fireflies", answer, "a meeting");
  return fields(body.data);
}

/** GraphQL says in the body what HTTP says by its status. */
function judgeErrors(errors: Fields[], now: Date): void {
  const [error] = errors;
  if (!error) return;
  const extensions = fields(error.extensions);
  const code = text(error.code) ?? text(extensions.code) ?? "";
  if (code === "too_many_requests" || extensions.status === 429) {
    const until = Number(fields(extensions.metadata).retryAfter);
    throw new Later(
      "busy",
      "Fireflies asks to slow down.",
      until > now.getTime() ? until - now.getTime() : null,
    );
  }
  if (code === "object_not_found") {
    throw new Later("not-ready", "Fireflies does not know this meeting yet.");
  }
  if (code === "auth_failed") {
    throw new Rejected(`Fireflies does not accept the key. ${MEND}`, { code: "forbidden" });
  }
  throw new Rejected(`Fireflies said: ${(text(error.message) ?? code).slice(0, 200)}`);
}
