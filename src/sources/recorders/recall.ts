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

const MEND = "A key belongs to one region: set the API address to the region it was made in.";

/** Recall.ai: status events by webhook; the transcript is a file behind a link that lives for hours. */
export const recall: Recorder = {
  source: "recall",
  name: "Recall.ai",
  base: "https://us-east-1.recall.ai",
  // Its files lie in buckets of its own name, and nowhere else.
  hosts: [
    "recall.ai",
    ...["us-east-1", "us-west-2", "eu-central-1", "ap-northeast-1"].flatMap((region) => [
      `${region}-recallai-production-bot-data.s3.amazonaws.com`,
      `${region}-recallai-production-bot-data.s3.${region}.amazonaws.com`,
    ]),
  ],
  // Sixty requests a minute for lists, 300 for single objects.
  paceMs: 1_000,
  fields: [
    {
      key: "webhookSecret",
      label: "verification secret",
      help: "Dashboard → API keys → workspace verification secret; begins with whsec_",
      secret: true,
      needed: "webhook",
    },
    {
      key: "apiKey",
      label: "API key",
      help: "Dashboard → API keys",
      secret: true,
      needed: "fetch",
    },
    {
      key: "url",
      label: "API address",
      help: "the region's, e.g. https://us-west-2.recall.ai",
      secret: false,
      needed: "optional",
    },
  ],
  read,
  fetch: fetchCall,
  list: listTranscripts,
  check: async (access) => {
    const answer = await get(access, "/api/v1/transcript/?status_code=done");
    mustSucceed("Recall.ai", answer, "its transcripts");
    return "Recall.ai accepts the key in this region.";
  },
};

function read(hook: Hook, access: Access): Verdict {
  const secret = access.values.webhookSecret;
  if (!secret) return { kind: "refused", status: 401, reason: "No secret is set for Recall.ai." };
  const problem = standardWebhookProblem(hook, secret, access.now());
  if (problem) return { kind: "refused", status: 401, reason: problem };
  const body = json(hook.body);
  if (body === null) return { kind: "refused", status: 400, reason: "The body is no JSON." };
  const { event, data } = fields(body);
  const name = text(event) ?? "";
  if (name !== "transcript.done" && name !== "transcript.failed") {
    return { kind: "taken", items: [], because: `the event ${name || "without a name"}` };
  }
  const told = fields(data);
  const id = text(fields(told.transcript).id);
  if (id === null)
    return { kind: "refused", status: 400, reason: "data.transcript.id is missing." };
  const failure =
    name === "transcript.failed" ? (text(fields(told.data).sub_code) ?? "no reason given") : null;
  const bot = text(fields(told.bot).id);
  return { kind: "taken", items: [{ key: id, callKey: id, reference: { bot, failure } }] };
}

async function fetchCall(
  { callKey, reference }: Pick<Item, "callKey" | "reference">,
  access: Access,
): Promise<Fetched> {
  const failure = text(reference.failure);
  if (failure) throw new Rejected(`Recall.ai could not make the transcript: ${failure}.`);
  const { details, answer } = await transcriptFile(callKey, access);
  const bot = text(reference.bot) ?? text(fields(details.bot).id);
  const recording = await recordingOf(bot, access);
  const shortcuts = fields(recording.media_shortcuts);
  const title = text(fields(fields(fields(shortcuts.meeting_metadata).data)).title);
  const people = list(json(answer.bytes)).map((utterance) => fields(utterance.participant));
  const host = people.find((person) => person.is_host === true);
  const startedAt = moment(recording.started_at);
  const ended = moment(recording.completed_at);
  return {
    kind: "transcript",
    bytes: answer.bytes,
    fileName: `${title ?? "Recorded meeting"}.json`,
    mediaType: "application/json",
    title,
    startedAt,
    durationMs: startedAt && ended ? ended.getTime() - startedAt.getTime() : null,
    // Its video is a link that ends within hours: nothing to send people to.
    recordingUrl: null,
    hostEmail: text(host?.email),
    people: people.map((person) => ({ name: text(person.name), email: text(person.email) })),
  };
}

/** A link that has ended is asked for once more: each look at the transcript makes a new one. */
async function transcriptFile(
  id: string,
  access: Access,
): Promise<{ details: Fields; answer: Answer }> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const about = await get(access, `/api/v1/transcript/${encodeURIComponent(id)}/`);
    if (about.status === 404) throw new Later("not-ready", "Recall.ai has no such transcript yet.");
    mustSucceed("Recall.ai", about, "the transcript");
    const details = answered("Recall.ai", about);
    if (text(fields(details.status).code) === "failed") {
      throw new Rejected("Recall.ai could not make the transcript.");
    }
    const link = text(fields(details.data).download_url);
    if (!link) throw new Later("not-ready", "Recall.ai has not finished the transcript.");
    // Signed by itself: our key is nobody's business there.
    const answer = await ask(reachOf(recall, access), link);
    if (answer.status === 200) return { details, answer };
  }
  throw new Later("busy", "Recall.ai's link to the transcript does not open.");
}

/** Title and times come from the bot's recording; without them the words still stand. */
async function recordingOf(bot: string | null, access: Access): Promise<Fields> {
  if (!bot) return {};
  const answer = await get(access, `/api/v1/bot/${encodeURIComponent(bot)}/`);
  if (answer.status !== 200) return {};
  return list(answered("Recall.ai", answer).recordings).at(-1) ?? {};
}

async function listTranscripts(
  access: Access,
  { from, to }: { from: Date; to: Date },
  cursor: string | null,
): Promise<Page> {
  const span = new URLSearchParams({
    status_code: "done",
    created_at_after: from.toISOString(),
    created_at_before: to.toISOString(),
    ...(cursor ? { cursor } : {}),
  });
  const answer = await get(access, `/api/v1/transcript/?${span}`);
  mustSucceed("Recall.ai", answer, "its transcripts");
  const page = answered("Recall.ai", answer);
  const next = text(page.next);
  return {
    items: list(page.results).flatMap((one): Item[] => {
      const id = text(one.id);
      const bot = text(fields(one.bot).id);
      return id ? [{ key: id, callKey: id, reference: { bot, failure: null } }] : [];
    }),
    cursor: next && URL.canParse(next) ? new URL(next).searchParams.get("cursor") : null,
  };
}

async function get(access: Access, path: string): Promise<Answer> {
  const reach = reachOf(recall, access);
  const answer = await ask(reach, `${reach.base}${path}`, {
    headers: { Authorization: `Token ${needed(recall, access, "apiKey")}` },
  });
  mustBeAllowed("Recall.ai", answer, MEND);
  return answer;
}
