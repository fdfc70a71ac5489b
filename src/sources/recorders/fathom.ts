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
import { standardWebhookProblem } from "../signatures.ts";
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

const MEND = "Make a new key under User settings → API access.";

/** Fathom: the webhook brings the meeting, with its transcript where that was chosen; else it is fetched. */
export const fathom: Recorder = {
  source: "fathom",
  name: "Fathom",
  base: "https://api.fathom.ai/external/v1",
  hosts: ["fathom.ai", "fathom.video"],
  // Sixty requests a minute.
  paceMs: 1_100,
  fields: [
    {
      key: "webhookSecret",
      label: "webhook secret",
      help: "shown when the webhook is made; begins with whsec_",
      secret: true,
      needed: "webhook",
    },
    {
      key: "apiKey",
      label: "API key",
      help: "User settings → API access",
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
  list: listMeetings,
  check: async (access) => {
    const answer = await get(access, "/meetings?limit=1");
    mustSucceed("Fathom", answer, "its meetings");
    return "Fathom accepts the key and lets it read meetings.";
  },
};

function read(hook: Hook, access: Access): Verdict {
  const secret = access.values.webhookSecret;
  if (!secret)
    return { kind: "refused", status: 401, reason: "No webhook secret is set for Fathom." };
  const problem = standardWebhookProblem(hook, secret, access.now());
  if (problem) return { kind: "refused", status: 401, reason: problem };
  const data = json(hook.body);
  if (data === null) return { kind: "refused", status: 400, reason: "The body is no JSON." };
  const item = itemOf(fields(data));
  return item
    ? { kind: "taken", items: [item] }
    : { kind: "refused", status: 400, reason: "recording_id is missing." };
}

/** The meeting without its words: those stay in the parked body. */
function itemOf(meeting: Fields): Item | null {
  const id = text(meeting.recording_id);
  if (id === null) return null;
  const { transcript: _, default_summary: __, action_items: ___, ...about } = meeting;
  const title = text(meeting.title) ?? text(meeting.meeting_title);
  return { key: id, callKey: id, reference: { meeting: about }, ...(title ? { title } : {}) };
}

async function fetchCall(
  { callKey, reference }: Pick<Item, "callKey" | "reference">,
  access: Access,
  body: Buffer | null,
): Promise<Fetched> {
  const told = body ? fields(json(body)) : {};
  const transcript =
    list(told.transcript).length > 0 ? told.transcript : await wordsOf(callKey, access);
  const meeting: Fields = { ...fields(reference.meeting), transcript };
  const title = text(meeting.title) ?? text(meeting.meeting_title);
  const startedAt = moment(meeting.recording_start_time ?? meeting.scheduled_start_time);
  const ended = moment(meeting.recording_end_time);
  const link = text(meeting.share_url) ?? text(meeting.url);
  const host = fields(meeting.recorded_by);
  return {
    kind: "transcript",
    bytes: Buffer.from(JSON.stringify(meeting)),
    fileName: `${title ?? "Fathom meeting"}.json`,
    mediaType: "application/json",
    title,
    startedAt,
    durationMs: startedAt && ended ? ended.getTime() - startedAt.getTime() : null,
    recordingUrl: link ? `${link}${link.includes("?") ? "&" : "?"}timestamp={seconds}` : null,
    hostEmail: text(host.email),
    people: [host, ...list(meeting.calendar_invitees)].map((one) => ({
      name: text(one.name) ?? text(one.matched_speaker_display_name),
      email: text(one.email),
    })),
  };
}

async function wordsOf(id: string, access: Access): Promise<Fields[]> {
  const answer = await get(access, `/recordings/${encodeURIComponent(id)}/transcript`);
  if (answer.status !== 404) mustSucceed("Fathom", answer, "the transcript");
  const words = answer.status === 404 ? [] : list(answered("Fathom", answer).transcript);
  if (words.length > 0) return words;
  throw new Later("not-ready", "Fathom has not finished the transcript of this meeting.");
}

async function listMeetings(
  access: Access,
  { from, to }: { from: Date; to: Date },
  cursor: string | null,
): Promise<Page> {
  const span = new URLSearchParams({
    created_after: from.toISOString(),
    created_before: to.toISOString(),
    ...(cursor ? { cursor } : {}),
  });
  const answer = await get(access, `/meetings?${span}`);
  mustSucceed("Fathom", answer, "its meetings");
  const page = answered("Fathom", answer);
  return {
    items: list(page.items).flatMap((meeting) => itemOf(meeting) ?? []),
    cursor: text(page.next_cursor),
  };
}

async function get(access: Access, path: string): Promise<Answer> {
  const reach = reachOf(fathom, access);
  const answer = await ask(reach, `${reach.base}${path}`, {
    headers: { "X-Api-Key": needed(fathom, access, "apiKey") },
  });
  mustBeAllowed("Fathom", answer, MEND);
  return answer;
}
