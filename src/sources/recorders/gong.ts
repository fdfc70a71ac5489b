import { createHash } from "node:crypto";
import { importSPKI, jwtVerify } from "jose";
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
import { sameText } from "../signatures.ts";
import {
  type Access,
  type Fetched,
  type Hook,
  type Item,
  needed,
  type Recorder,
  reachOf,
  type Verdict,
} from "./recorder.ts";

const MEND = "Make a new key under Company settings → Ecosystem → API.";

/** Gong: an automation rule calls the webhook; words come from `/v2/calls/transcript`, names from `/v2/calls/extensive`. */
export const gong: Recorder = {
  source: "gong",
  name: "Gong",
  base: "https://api.gong.io",
  hosts: ["gong.io"],
  // Three requests a second and 10,000 a day; a call takes two.
  paceMs: 1_000,
  fields: [
    {
      key: "publicKey",
      label: "webhook's public key",
      help: "the automation rule, Signed JWT header: copy the public key",
      secret: false,
      needed: "webhook",
    },
    {
      key: "urlKey",
      label: "key in the address",
      help: "instead of the public key, for rules with “URL includes key”",
      secret: true,
      needed: "optional",
    },
    {
      key: "accessKey",
      label: "access key",
      help: "Company settings → Ecosystem → API",
      secret: true,
      needed: "fetch",
    },
    {
      key: "accessKeySecret",
      label: "access key secret",
      help: "shown once, beside the access key",
      secret: true,
      needed: "fetch",
    },
    {
      key: "url",
      label: "API address",
      help: "shown on the same page, e.g. https://us-12345.api.gong.io",
      secret: false,
      needed: "optional",
    },
  ],
  read,
  fetch: fetchCall,
  list: listCalls,
  check: async (access) => {
    const answer = await post(access, "/v2/calls/extensive", {
      filter: { fromDateTime: access.now().toISOString() },
    });
    // No call in an empty time span is how a good key answers.
    if (answer.status !== 404) mustSucceed("Gong", answer, "its calls");
    return "Gong accepts the key and lets it read calls.";
  },
};

async function read(hook: Hook, access: Access): Promise<Verdict> {
  const problem = await forged(hook, access);
  if (problem) return { kind: "refused", status: 401, reason: problem };
  const data = json(hook.body);
  if (data === null) return { kind: "refused", status: 400, reason: "The body is no JSON." };
  const { callData, isTest } = fields(data);
  const about = fields(fields(callData).metaData);
  const id = text(about.id);
  if (isTest === true) return { kind: "taken", items: [], because: "a test of the rule" };
  if (id === null) {
    return { kind: "refused", status: 400, reason: "callData.metaData.id is missing." };
  }
  return { kind: "taken", items: [itemOf(id, about)] };
}

/** The JWT covers the address and the body; a key in the address covers neither, and is all some rules offer. */
async function forged(hook: Hook, access: Access): Promise<string | null> {
  const { publicKey, urlKey } = access.values;
  if (!publicKey) {
    if (!urlKey) return "No public key and no key in the address is set for Gong.";
    return sameText(hook.query.key ?? "", urlKey) ? null : "The key in the address is wrong.";
  }
  const token = (hook.headers.authorization ?? "").replace(/^Bearer\s+/i, "");
  if (token === "") return "The Authorization header is missing.";
  try {
    const key = await importSPKI(pem(publicKey), "RS256");
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["RS256"],
      currentDate: access.now(),
      clockTolerance: 60,
    });
    const sha256 = createHash("sha256").update(hook.body).digest("hex");
    if (!sameText(String(payload.body_sha256).toLowerCase(), sha256)) {
      return "The signature is of another body.";
    }
    return sameText(String(payload.webhook_url), hook.url)
      ? null
      : "The signature is for another address. Set PUBLIC_URL to the one Gong calls.";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED"
      ? "The signature has expired."
      : "The signature does not match.";
  }
}

/** Environment variables and forms lose line ends; the header line may be missing too. */
function pem(key: string): string {
  const bare = key
    .replaceAll("\\n", "\n")
    .replace(/-----[A-Z ]+-----/g, "")
    .replace(/\s+/g, "");
  return `-----BEGIN PUBLIC KEY-----\n${bare.match(/.{1,64}/g)?.join("\n") ?? ""}\n-----END PUBLIC KEY-----`;
}

function itemOf(id: string, about: Fields): Item {
  const title = text(about.title);
  return { key: id, callKey: id, reference: { id }, ...(title ? { title } : {}) };
}

async function fetchCall(item: Pick<Item, "callKey">, access: Access): Promise<Fetched> {
  const filter = { callIds: [item.callKey] };
  const details = await post(access, "/v2/calls/extensive", {
    filter,
    contentSelector: { exposedFields: { parties: true } },
  });
  if (details.status === 404) throw notYet(item.callKey);
  mustSucceed("Gong", details, "the call");
  const [call = {}] = list(answered("Gong", details).calls);
  const words = await post(access, "/v2/calls/transcript", { filter });
  if (words.status === 404) throw notYet(item.callKey);
  mustSucceed("Gong", words, "the transcript");
  const transcripts = list(answered("Gong", words).callTranscripts);
  const spoken = transcripts.find((one) => text(one.callId) === item.callKey) ?? transcripts[0];
  if (!spoken || list(spoken.transcript).length === 0) throw notYet(item.callKey);
  const about = fields(call.metaData);
  const seconds = typeof about.duration === "number" ? about.duration : null;
  const parties = list(call.parties);
  return {
    kind: "transcript",
    bytes: Buffer.from(
      JSON.stringify({ callTranscripts: [inMilliseconds(spoken, seconds)], calls: [call] }),
    ),
    fileName: `${text(about.title) ?? `gong-${item.callKey}`}.json`,
    mediaType: "application/json",
    title: text(about.title),
    startedAt: moment(about.started),
    durationMs: seconds === null ? null : seconds * 1000,
    recordingUrl: playerLink(text(about.url)),
    hostEmail:
      parties
        .map((one) =>
          text(one.userId) === text(about.primaryUserId) ? text(one.emailAddress) : null,
        )
        .find(Boolean) ?? null,
    people: parties.map((one) => ({ name: text(one.name), email: text(one.emailAddress) })),
  };
}

const notYet = (id: string) =>
  new Later("not-ready", `Gong has no transcript of call ${id.slice(0, 40)} yet.`);

/** Gong's own pages disagree on seconds or milliseconds; the call's length decides. */
function inMilliseconds(transcript: Fields, seconds: number | null): Fields {
  const monologues = list(transcript.transcript);
  const ends = monologues.flatMap((one) => list(one.sentences).map(({ end }) => Number(end)));
  const last = ends.reduce((highest, end) => Math.max(highest, end), 0);
  if (seconds === null || seconds < 1 || last > seconds * 1.5) return transcript;
  return {
    ...transcript,
    transcript: monologues.map((one) => ({
      ...one,
      sentences: list(one.sentences).map((sentence) => ({
        ...sentence,
        start: Number(sentence.start) * 1000,
        end: Number(sentence.end) * 1000,
      })),
    })),
  };
}

/** Gong's player opens a shared stretch; a moment is half a minute of one. */
function playerLink(url: string | null): string | null {
  if (!url || !URL.canParse(url)) return null;
  const stretch = encodeURIComponent('[{"type":"SHARE","from":FROM,"to":TO}]');
  return `${url}&highlights=${stretch.replace("FROM", "{seconds}").replace("TO", "{until}")}`;
}

async function listCalls(
  access: Access,
  { from, to }: { from: Date; to: Date },
  cursor: string | null,
) {
  const answer = await post(access, "/v2/calls/extensive", {
    filter: { fromDateTime: from.toISOString(), toDateTime: to.toISOString() },
    ...(cursor ? { cursor } : {}),
  });
  if (answer.status === 404) return { items: [], cursor: null };
  mustSucceed("Gong", answer, "its calls");
  const page = answered("Gong", answer);
  return {
    items: list(page.calls).flatMap((call) => {
      const about = fields(call.metaData);
      const id = text(about.id);
      return id === null ? [] : [itemOf(id, about)];
    }),
    cursor: text(fields(page.records).cursor),
  };
}

async function post(access: Access, path: string, body: unknown): Promise<Answer> {
  const reach = reachOf(gong, access);
  const keys = `${needed(gong, access, "accessKey")}:${needed(gong, access, "accessKeySecret")}`;
  const answer = await ask(reach, `${reach.base}${path}`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${Buffer.from(keys).toString("base64")}`,
      "Content-Type": "application/json",
    },
    body: JSON.stringify(body),
  });
  mustBeAllowed("Gong", answer, MEND);
  if (answer.status === 400) {
    throw new Rejected(
      `Gong could not use the request: ${answer.bytes.toString("utf8").slice(0, 200)}`,
    );
  }
  return answer;
}
