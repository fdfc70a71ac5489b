import { createHash, createHmac, generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import type { Source } from "../../../src/sources/recorders/recorder.ts";
import { type Asked, fixture, type Reply, type StandIn, standIn } from "./stand-in.ts";

/** A request a vendor sends us. */
export interface Sent {
  headers: Record<string, string>;
  body: Buffer;
}

/** A vendor: its server, our keys with it, and how it signs. */
export interface Vendor {
  source: Source;
  server: StandIn;
  /** What the environment has for it. */
  fields: Record<string, string>;
  /** The recorded webhook that brings the call. */
  payload: string;
  sign(body: string | Buffer, at: Date, address: string): Promise<Sent> | Sent;
}

/** Whose address webhooks go to. */
export const ADDRESS = "https://coach.fern.example/webhooks";

const JSON_TYPE = { "content-type": "application/json; charset=utf-8" };
const unauthorised: Reply = { status: 401, body: { message: "Unauthorized" } };
const notFound: Reply = { status: 404, body: { message: "Not found" } };
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));
const bearer = (asked: Asked, token: string) => asked.headers.authorization === `Bearer ${token}`;
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text);

async function zoom(): Promise<Vendor> {
  const secret = "zoom-secret-token";
  const basic = `Basic ${Buffer.from("zoom-client:zoom-client-secret").toString("base64")}`;
  let issued = 0;
  const server = await standIn((asked, self) => {
    if (asked.path === "/oauth/token") {
      if (asked.headers.authorization !== basic)
        return { status: 400, body: { reason: "Invalid client_id or client_secret" } };
      if (asked.query.get("grant_type") !== "account_credentials") return { status: 400 };
      issued += 1;
      return { body: { access_token: `own-${issued}`, token_type: "bearer", expires_in: 3599 } };
    }
    const ours = bearer(asked, `own-${issued}`);
    if (asked.path.startsWith("/files/")) {
      // An ended token gets the page to sign in.
      if (!ours && !bearer(asked, "eyJhbGciOiJIUzUxMiJ9.download.token")) {
        return { headers: { "Content-Type": "text/html" }, body: "<html>Sign in</html>" };
      }
      return { headers: { "Content-Type": "text/vtt" }, body: fixture("zoom/transcript.vtt") };
    }
    if (!ours) return unauthorised;
    if (/^\/v2\/meetings\/.+\/recordings$/.test(asked.path)) {
      return { body: JSON.parse(fixture("zoom/recordings.json", self)) };
    }
    if (asked.path === "/v2/accounts/me/recordings") return zoomPage(asked, self);
    return notFound;
  });
  return {
    source: "zoom",
    server,
    fields: {
      webhookSecret: secret,
      accountId: "AAAAAABBBB",
      clientId: "zoom-client",
      clientSecret: "zoom-client-secret",
      url: `${server.url}/v2`,
    },
    payload: fixture("zoom/recording.transcript_completed.json", server),
    sign: (body, at) => ({
      headers: {
        ...JSON_TYPE,
        "x-zm-request-timestamp": seconds(at),
        "x-zm-signature": `v0=${hmac(secret, `v0:${seconds(at)}:${body}`).digest("hex")}`,
      },
      body: Buffer.from(body),
    }),
  };
}

/** Two pages a month, the call on the second; a span of more than a month is refused. */
function zoomPage(asked: Asked, self: { url: string }): Reply {
  const [from, to] = [asked.query.get("from") ?? "", asked.query.get("to") ?? ""];
  if (Date.parse(to) - Date.parse(from) > 31 * 24 * 3600_000) return { status: 400 };
  const meeting = JSON.parse(fixture("zoom/recordings.json", self)) as { start_time: string };
  const day = meeting.start_time.slice(0, 10);
  const within = from <= day && day <= to;
  if (!within) return { body: { meetings: [], next_page_token: "" } };
  return asked.query.get("next_page_token") === "second"
    ? { body: { meetings: [meeting], next_page_token: "" } }
    : { body: { meetings: [], next_page_token: "second" } };
}

async function gong(): Promise<Vendor> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const basic = `Basic ${Buffer.from("gong-key:gong-secret").toString("base64")}`;
  const server = await standIn((asked) => {
    if (asked.headers.authorization !== basic) return unauthorised;
    if (asked.method !== "POST") return { status: 405 };
    const { filter, cursor } = asked.json() as { filter: Record<string, unknown>; cursor?: string };
    const ids = filter.callIds as string[] | undefined;
    const known = !ids || ids.includes("7782342274025937895");
    const none = { status: 404, body: fixture("gong/not-found.json") };
    if (asked.path === "/v2/calls/transcript") {
      return known ? { body: JSON.parse(fixture("gong/transcript.json")) } : none;
    }
    if (asked.path !== "/v2/calls/extensive" || !known) return none;
    const found = JSON.parse(fixture("gong/extensive.json")) as Record<string, object>;
    if (ids) return { body: found };
    const started = "2026-11-19T14:00:04.512Z";
    const to = String(filter.toDateTime ?? "9");
    if (!(String(filter.fromDateTime) <= started && started <= to)) return none;
    return cursor === "second"
      ? { body: found }
      : { body: { ...found, calls: [], records: { ...found.records, cursor: "second" } } };
  });
  return {
    source: "gong",
    server,
    fields: {
      publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
      accessKey: "gong-key",
      accessKeySecret: "gong-secret",
      url: server.url,
    },
    payload: fixture("gong/automation-rule.json"),
    sign: async (body, at, address) => ({
      headers: {
        ...JSON_TYPE,
        authorization: `Bearer ${await new SignJWT({
          webhook_url: address,
          body_sha256: createHash("sha256").update(body).digest("hex"),
        })
          .setProtectedHeader({ alg: "RS256" })
          .setIssuer("Gong")
          .setExpirationTime(new Date(at.getTime() + 60_000))
          .sign(privateKey)}`,
      },
      body: Buffer.from(body),
    }),
  };
}

async function graph(): Promise<Vendor> {
  const transcript = JSON.parse(fixture("graph/transcript.json")) as {
    id: string;
    meetingId: string;
  };
  let subscriptions = 0;
  const server = await standIn((asked, self) => {
    if (asked.path === "/login/fern-tenant/oauth2/v2.0/token") {
      const form = new URLSearchParams(asked.body.toString());
      const good = form.get("client_secret") === "graph-secret" && form.get("scope") !== null;
      return good ? { body: { access_token: "graph-token", expires_in: 3599 } } : { status: 400 };
    }
    if (!bearer(asked, "graph-token")) return unauthorised;
    if (asked.path === "/v1.0/subscriptions") {
      if (asked.method === "GET") return { body: { value: [] } };
      subscriptions += 1;
      return graphSubscription(asked, `subscription-${subscriptions}`);
    }
    if (asked.path.startsWith("/v1.0/subscriptions/")) {
      return { body: { ...asked.json(), id: asked.path.split("/").at(-1) } };
    }
    if (asked.path.endsWith("/content")) {
      return asked.headers.accept === "text/vtt"
        ? { headers: { "Content-Type": "text/vtt" }, body: fixture("graph/transcript.vtt") }
        : { body: fixture("graph/unattributed.txt") };
    }
    if (asked.path.endsWith(`/transcripts/${transcript.id}`)) return { body: transcript };
    if (asked.path.endsWith(`/onlineMeetings/${transcript.meetingId}`)) {
      return { body: JSON.parse(fixture("graph/meeting.json")) };
    }
    if (asked.path.includes("getAllTranscripts")) {
      const next = `${self.url}/v1.0/users/more/onlineMeetings/getAllTranscripts?$skiptoken=second`;
      return asked.query.has("$skiptoken")
        ? { body: { value: [transcript] } }
        : { body: { value: [], "@odata.nextLink": next } };
    }
    return /^\/v1\.0\/users\/ines\.falk@fern\.example$/.test(asked.path)
      ? { body: { id: "ba321e0d-79ee-478d-8e28-85a19507f456" } }
      : notFound;
  });
  return {
    source: "graph",
    server,
    fields: {
      tenantId: "fern-tenant",
      clientId: "graph-client",
      clientSecret: "graph-secret",
      clientState: "CLIENT-STATE",
      url: `${server.url}/v1.0`,
      loginUrl: `${server.url}/login`,
    },
    payload: fixture("graph/notification.json"),
    sign: (body) => ({ headers: JSON_TYPE, body: Buffer.from(body) }),
  };
}

/** Graph wants a lifecycle address for anything over an hour, and less than three days. */
function graphSubscription(asked: Asked, id: string): Reply {
  const { resource, expirationDateTime, lifecycleNotificationUrl, changeType } = asked.json();
  if (resource !== "communications/onlineMeetings/getAllTranscripts" || changeType !== "created") {
    return { status: 400 };
  }
  if (!lifecycleNotificationUrl || !expirationDateTime) return { status: 400 };
  return { status: 201, body: { ...asked.json(), id } };
}

async function fireflies(): Promise<Vendor> {
  const secret = "fireflies-signing-1";
  const server = await standIn((asked) => {
    if (asked.path !== "/graphql" || asked.method !== "POST") return notFound;
    if (!bearer(asked, "fireflies-key")) {
      return { body: { errors: [{ message: "Unauthorized", code: "auth_failed" }] } };
    }
    const { query, variables } = asked.json() as {
      query: string;
      variables: Record<string, unknown>;
    };
    const known = JSON.parse(fixture("fireflies/transcript.json")) as {
      data: { transcript: { id: string; title: string } };
    };
    const { id, title } = known.data.transcript;
    if (query.includes("user {"))
      return { body: { data: { user: { email: "admin@fern.example" } } } };
    if (query.includes("transcripts(")) {
      const { from, to, skip } = variables as { from: string; to: string; skip: number };
      const within = from <= "2026-11-19" && "2026-11-19T14:00:00.000Z" <= to && skip === 0;
      return { body: { data: { transcripts: within ? [{ id, title }] : [] } } };
    }
    return variables.id === id
      ? { body: known }
      : { body: { errors: [{ message: "No such meeting", code: "object_not_found" }] } };
  });
  return {
    source: "fireflies",
    server,
    fields: { webhookSecret: secret, apiKey: "fireflies-key", url: server.url },
    payload: fixture("fireflies/webhook-v2.json"),
    sign: (body) => ({
      headers: {
        ...JSON_TYPE,
        "x-hub-signature": `sha256=${hmac(secret, String(body)).digest("hex")}`,
      },
      body: Buffer.from(body),
    }),
  };
}

const KEY = `whsec_${Buffer.from("a key of thirty-two characters!!").toString("base64")}`;

function standardWebhook(prefix: "webhook" | "svix") {
  return (body: string | Buffer, at: Date): Sent => {
    const key = Buffer.from(KEY.slice(6), "base64");
    const id = `msg_${createHash("sha256").update(body).digest("hex").slice(0, 20)}`;
    const good = hmac(key, `${id}.${seconds(at)}.${body}`).digest("base64");
    return {
      headers: {
        ...JSON_TYPE,
        [`${prefix}-id`]: id,
        [`${prefix}-timestamp`]: seconds(at),
        // An older key's signature may stand beside it.
        [`${prefix}-signature`]: `v1,bm90IHRoaXMgb25l v1,${good}`,
      },
      body: Buffer.from(body),
    };
  };
}

async function fathom(): Promise<Vendor> {
  const meeting = JSON.parse(fixture("fathom/meeting.json")) as Record<string, unknown>;
  const server = await standIn((asked) => {
    if (asked.headers["x-api-key"] !== "fathom-key") return unauthorised;
    if (asked.path === "/external/v1/recordings/123456789/transcript") {
      return { body: { transcript: meeting.transcript } };
    }
    if (asked.path !== "/external/v1/meetings") return notFound;
    const { transcript: _, ...listed } = meeting;
    return asked.query.get("cursor") === "second"
      ? { body: { limit: 10, next_cursor: null, items: [listed] } }
      : { body: { limit: 10, next_cursor: "second", items: [] } };
  });
  return {
    source: "fathom",
    server,
    fields: { webhookSecret: KEY, apiKey: "fathom-key", url: `${server.url}/external/v1` },
    payload: fixture("fathom/meeting.json"),
    sign: standardWebhook("webhook"),
  };
}

async function recall(): Promise<Vendor> {
  const id = "3f1c1f4e-0d2c-4c3b-9d4e-0a1b2c3d4e5f";
  const server = await standIn((asked, self) => {
    if (asked.path.startsWith("/files/")) {
      // A signed link: a key of ours has no business there.
      if (asked.headers.authorization) return { status: 400 };
      return { body: fixture("recall/words.json") };
    }
    if (asked.headers.authorization !== "Token recall-key") return unauthorised;
    const transcript: unknown = JSON.parse(fixture("recall/transcript.json", self));
    if (asked.path === `/api/v1/transcript/${id}/`) return { body: transcript as object };
    if (asked.path === "/api/v1/transcript/") {
      const next = `${self.url}/api/v1/transcript/?cursor=second`;
      return asked.query.get("cursor") === "second"
        ? { body: { next: null, results: [transcript] } }
        : { body: { next, results: [] } };
    }
    return asked.path === "/api/v1/bot/9d8c7b6a-5f4e-4d3c-8b2a-190817263544/"
      ? { body: JSON.parse(fixture("recall/bot.json")) }
      : notFound;
  });
  return {
    source: "recall",
    server,
    fields: { webhookSecret: KEY, apiKey: "recall-key", url: server.url },
    payload: fixture("recall/transcript.done.json"),
    sign: standardWebhook("svix"),
  };
}

/** Vendors that call us, each on a server of its own. */
export const VENDORS = { zoom, gong, graph, fireflies, fathom, recall };
