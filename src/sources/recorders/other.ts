import { createHash } from "node:crypto";
import { fields, json, list, moment, mustSucceed, text } from "../payload.ts";
import { ask } from "../request.ts";
import { hmac, isFresh, sameText } from "../signatures.ts";
import {
  type Access,
  type Fetched,
  type Hook,
  type Item,
  type Recorder,
  reachOf,
  type Verdict,
} from "./recorder.ts";

/**
 * Anything that can send a request: a transcript in any known format, or JSON around one. Signed as
 * `X-Webhook-Signature: sha256=` hex HMAC-SHA256 of `timestamp.body` with `X-Webhook-Timestamp`, or
 * by the same secret as a bearer token.
 */
export const other: Recorder = {
  source: "other",
  name: "Any other recorder",
  base: "https://transcripts.invalid",
  hosts: [],
  paceMs: 0,
  fields: [
    {
      key: "webhookSecret",
      label: "secret",
      help: "any long random text; the sender signs with it or sends it as a bearer token",
      secret: true,
      needed: "webhook",
    },
    {
      key: "url",
      label: "address of transcript links",
      help: "only when the sender sends links instead of words",
      secret: false,
      needed: "optional",
    },
  ],
  read,
  fetch: fetchCall,
  check: async () => "Nothing to ask there: send a transcript to the address to try it.",
};

function read(hook: Hook, access: Access): Verdict {
  const secret = access.values.webhookSecret;
  if (!secret) return { kind: "refused", status: 401, reason: "No secret is set." };
  const problem = forged(hook, secret, access.now());
  if (problem) return { kind: "refused", status: 401, reason: problem };
  if (hook.body.length === 0) return { kind: "refused", status: 400, reason: "The body is empty." };
  const told = envelope(hook);
  const id = text(told.id) ?? hook.query.id ?? createHash("sha256").update(hook.body).digest("hex");
  const title = text(told.title) ?? hook.query.title;
  const { transcript: _, turns: __, ...about } = told;
  return {
    kind: "taken",
    items: [
      {
        key: id,
        callKey: id,
        reference: {
          about,
          mediaType: hook.headers["content-type"] ?? null,
          name: hook.query.name ?? null,
        },
        ...(title ? { title } : {}),
      },
    ],
  };
}

function forged(hook: Hook, secret: string, now: Date): string | null {
  const {
    authorization,
    "x-webhook-signature": signature,
    "x-webhook-timestamp": timestamp,
  } = hook.headers;
  if (signature === undefined) {
    return sameText(authorization ?? "", `Bearer ${secret}`)
      ? null
      : "The secret is missing or wrong.";
  }
  const wanted = `sha256=${hmac(secret, [`${timestamp ?? ""}.`, hook.body], "hex")}`;
  if (!sameText(signature, wanted)) return "The signature does not match.";
  return isFresh(timestamp, now) ? null : "The timestamp is too old or too new.";
}

/** What stands around a transcript; a bare transcript has the address's query for that. */
function envelope(hook: Hook): Record<string, unknown> {
  const { id, title, startedAt, recordingUrl, host, consent } = hook.query;
  const fromQuery = { id, title, startedAt, recordingUrl, hostEmail: host };
  const spoken = consent === undefined ? {} : { consent: consent === "true" || consent === "yes" };
  const body = /json/i.test(hook.headers["content-type"] ?? "") ? fields(json(hook.body)) : {};
  return { ...fromQuery, ...spoken, ...body };
}

async function fetchCall(
  { callKey, reference }: Pick<Item, "callKey" | "reference">,
  access: Access,
  body: Buffer | null,
): Promise<Fetched> {
  const about = fields(reference.about);
  const link = text(about.transcriptUrl);
  const inside = body ? fields(json(body)).transcript : undefined;
  const bytes = link
    ? await linked(link, access)
    : typeof inside === "string"
      ? Buffer.from(inside)
      : typeof inside === "object" && inside !== null
        ? Buffer.from(JSON.stringify(inside))
        : body;
  if (!bytes || bytes.length === 0) return { kind: "nothing", reason: "There are no words in it." };
  const mediaType = inside === undefined && !link ? text(reference.mediaType) : null;
  const minutes = Number(about.durationMinutes);
  return {
    kind: "transcript",
    bytes,
    fileName: text(reference.name) ?? text(about.title) ?? `call-${callKey.slice(0, 40)}`,
    mediaType: mediaType ?? "application/octet-stream",
    title: text(about.title),
    startedAt: moment(about.startedAt),
    durationMs: minutes > 0 ? minutes * 60_000 : null,
    recordingUrl: webAddress(text(about.recordingUrl)),
    hostEmail: text(about.hostEmail),
    people: list(about.participants).map((one) => ({
      name: text(one.name),
      email: text(one.email),
    })),
    consent: typeof about.consent === "boolean" ? about.consent : null,
  };
}

async function linked(link: string, access: Access): Promise<Buffer> {
  const answer = await ask(reachOf(other, access), link);
  mustSucceed("The sender", answer, "the transcript");
  return answer.bytes;
}

/** It will stand behind a link that people press: only the web's own addresses. */
function webAddress(address: string | null): string | null {
  const plain = address?.replace("{seconds}", "0").replace("{until}", "30") ?? "";
  return address && /^https?:\/\//i.test(address) && URL.canParse(plain) ? address : null;
}
