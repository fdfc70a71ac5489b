import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Request, type Response } from "express";
import { checkSlack } from "../../../src/bots/slack/block-kit.ts";
import {
  type Answer,
  botToken,
  EMULATED_TEAM,
  forward,
  openTeam,
  type StandInTeam,
  type StandInUser,
} from "./emulated-team.ts";
import { APP_TOKEN, openSockets, type Sockets } from "./socket-stand-in.ts";
import { checkView } from "./view-rules.ts";

type When = "before" | "after";

/** What goes wrong with the next call of a method. */
type Fault =
  | "lost answer"
  | "never arrives"
  | "server error"
  | { retryAfter: number }
  | { error: string };

export interface StandIn {
  apiUrl: string;
  /** What Slack would have refused, or asked to slow down for. */
  problems: string[];
  /** Every call, in order. */
  calls: { method: string; body: Record<string, unknown>; team: string }[];
  addTeam(id: string, name: string, users: readonly StandInUser[]): Promise<StandInTeam>;
  fail(method: string, fault: Fault): void;
  /** Methods the installed app has no right to. */
  missing: Set<string>;
  /** Told of each call before it is carried out and after, before its answer goes out; a throw is the end of it. */
  watch: (call: { method: string; body: Record<string, unknown> }, when: When) => Promise<void>;
  /** How far apart messages to one channel must be, in milliseconds. */
  paceMs: number;
  /** How long a stream lives, in milliseconds. */
  streamMs: number;
  /** Slack's end of Socket Mode. */
  sockets: Sockets;
  close(): Promise<void>;
}

/** Calls a minute by method, as Slack's tiers have it: docs.slack.dev/apis/web-api/rate-limits */
const TIERS: Record<string, number> = {
  "users.list": 20,
  "conversations.history": 50,
  "conversations.replies": 50,
  "conversations.open": 50,
  "chat.update": 50,
  "users.info": 100,
  "views.publish": 100,
};

/**
 * Slack's Web API for tests: emulated teams, and before them what the emulator lacks: blocks that are
 * checked, limits, streams, agent threads, and answers that get lost.
 */
export async function openStandIn({ port = 0 } = {}): Promise<StandIn> {
  const teams: StandInTeam[] = [];
  const tokens = new Map<string, StandInTeam>();
  const faults = new Map<string, Fault[]>();
  const lastIn = new Map<string, number>();
  const counted = new Map<string, number[]>();
  const streams = new Map<string, { since: number; text: string; open: boolean }>();

  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const standIn: StandIn = {
    apiUrl: `${base}/api/`,
    problems: [],
    calls: [],
    paceMs: 600,
    streamMs: 5 * 60_000,
    sockets: openSockets(server, base),
    missing: new Set(),
    watch: async () => undefined,
    fail: (method, fault) => faults.set(method, [...(faults.get(method) ?? []), fault]),
    addTeam: async (id, name, users) => {
      const opened = await openTeam(base, id, name, users);
      const team: StandInTeam = {
        ...{ id, name, ...opened },
        ask: async (method, body, token = botToken(id)) =>
          (await (await forward(team, method, body, token)).json()) as Answer,
        userId: async (user) => {
          const { members } = (await team.ask("users.list", {})) as unknown as {
            members: { id: string; name: string }[];
          };
          const found = members.find((one) => one.name === user);
          if (!found) throw new Error(`Nobody called ${user} is in ${name}.`);
          return found.id;
        },
      };
      teams.push(team);
      tokens.set(botToken(id), team);
      return team;
    },
    close: async () => {
      for (const { emulator } of teams) await emulator.close();
      standIn.sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  app.use(express.urlencoded({ extended: false, limit: "2mb" }), express.json({ limit: "2mb" }));
  app.post("/api/:method", async (request, response) => {
    const { method = "" } = request.params;
    const body = bodyOf(request);
    if (method === "oauth.v2.access") return await exchange(request, response);
    const token = tokenOf(request, body);
    if (method === "apps.connections.open") return void response.json(connection(token));
    const team = tokens.get(token);
    if (!team) return void response.json({ ok: false, error: "invalid_auth" });
    standIn.calls.push({ method, body, team: team.id });
    if (standIn.missing.has(method))
      return void response.json({ ok: false, error: "missing_scope" });
    const fault = faults.get(method)?.shift();
    if (fault === "never arrives") return void request.socket.destroy();
    if (fault === "server error") return void response.status(500).end("trouble");
    if (typeof fault === "object" && "error" in fault)
      return void response.json({ ok: false, error: fault.error });
    if (typeof fault === "object") return slowDown(response, fault.retryAfter);
    const wait = tooFast(team, method, body);
    if (wait > 0) return slowDown(response, wait);
    const refused = refusal(method, body) ?? (await unshowable(team, method, body));
    if (refused) {
      standIn.problems.push(`${method}: ${refused}`);
      return void response.json({ ok: false, error: "invalid_blocks" });
    }
    const watched = async (when: When) =>
      await standIn.watch({ method, body }, when).then(
        () => true,
        () => false,
      );
    if (!(await watched("before"))) return void request.socket.destroy();
    const answer = await answerTo(team, method, body, token);
    if (fault === "lost answer" || !(await watched("after"))) return void request.socket.destroy();
    response.json(answer);
  });
  app.post(
    "/upload/v1/:file",
    express.raw({ type: () => true, limit: "5mb" }),
    async (request, response) => {
      for (const team of teams) {
        const taken = await fetch(`${team.url}${request.originalUrl}`, {
          ...{ method: "POST", body: new Uint8Array(request.body as Buffer) },
        });
        if (taken.ok) return void response.send("OK");
      }
      response.status(404).end();
    },
  );
  app.get("/files-pri/*path", async (request, response) => {
    const token = tokenOf(request, {});
    const team = tokens.get(token);
    if (!team) return void response.status(302).location("https://slack.com/signin").end();
    const file = await fetch(`${team.url}${request.originalUrl}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    response.status(file.status).type(file.headers.get("content-type") ?? "text/plain");
    response.send(Buffer.from(await file.arrayBuffer()));
  });
  return standIn;

  function connection(token: string): Answer {
    const { sockets } = standIn;
    if (token !== APP_TOKEN) return { ok: false, error: "invalid_auth" };
    if (sockets.away) {
      sockets.refused += 1;
      return { ok: false, error: "internal_error" };
    }
    return { ok: true, url: sockets.address() };
  }

  /** A code is one team's: whoever knows it answers, and its token is remembered. */
  async function exchange(request: Request, response: Response): Promise<void> {
    for (const team of teams) {
      const answer = await fetch(`${team.url}/api/oauth.v2.access`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          ...(request.headers.authorization && { authorization: request.headers.authorization }),
        },
        body: new URLSearchParams(request.body as Record<string, string>),
      });
      const told = JSON.parse(
        (await answer.text()).replaceAll(EMULATED_TEAM, team.id),
      ) as Answer & { access_token?: string };
      if (!told.ok) continue;
      tokens.set(told.access_token ?? "", team);
      return void response.json(told);
    }
    response.json({ ok: false, error: "invalid_code" });
  }

  async function answerTo(
    team: StandInTeam,
    method: string,
    body: Record<string, unknown>,
    token: string,
  ): Promise<Answer> {
    const pass = async (as: string, given: Record<string, unknown>) =>
      (await (await forward(team, as, given, token)).json()) as Answer;
    const { channel, ts, markdown_text: more = "" } = body as Record<string, string>;
    const key = `${team.id}/${channel}/${ts}`;
    const stream = streams.get(key);
    switch (method) {
      case "assistant.threads.setStatus":
        return body.channel_id && body.thread_ts ? { ok: true } : refuse(method, "no thread");
      case "assistant.threads.setSuggestedPrompts": {
        const prompts = listIn(body.prompts);
        if (body.thread_ts)
          standIn.problems.push(`${method}: thread_ts is taken and shown nowhere`);
        return prompts.length > 0 && prompts.length <= 4 ? { ok: true } : refuse(method, "prompts");
      }
      case "chat.startStream": {
        if (!body.thread_ts) return refuse(method, "no thread_ts");
        if (!channel?.startsWith("D") && !(body.recipient_user_id && body.recipient_team_id))
          return refuse(method, "no recipient");
        const posted = await pass("chat.postMessage", {
          ...{ channel, thread_ts: body.thread_ts, text: more },
        });
        streams.set(`${team.id}/${String(posted.channel)}/${String(posted.ts)}`, {
          ...{ since: Date.now(), text: more, open: true },
        });
        return { ok: posted.ok, channel: posted.channel, ts: posted.ts };
      }
      case "chat.appendStream": {
        if (!stream?.open || Date.now() - stream.since > standIn.streamMs) {
          if (stream) stream.open = false;
          return { ok: false, error: "message_not_in_streaming_state" };
        }
        stream.text += more;
        if (stream.text.length > 12_000) return refuse(method, "longer than 12,000");
        return await pass("chat.update", { channel, ts, text: stream.text });
      }
      case "chat.stopStream":
        if (!stream?.open) return { ok: false, error: "message_not_in_streaming_state" };
        stream.open = false;
        return { ok: true, channel, ts };
      case "views.open":
        return body.trigger_id
          ? { ok: true, view: { id: `V${Date.now()}` } }
          : refuse(method, "trigger_id");
      case "chat.update":
        if (stream?.open) return refuse(method, "the message is being streamed");
        return await pass(method, body);
      default:
        return await pass(method, body);
    }
  }

  /** A picture Slack could not show: none of the team's files, or nothing it could fetch. */
  async function unshowable(
    team: StandInTeam,
    method: string,
    body: Record<string, unknown>,
  ): Promise<string | null> {
    if (!["chat.postMessage", "chat.update", "chat.postEphemeral"].includes(method)) return null;
    type Shown = { type: string; image_url?: string; slack_file?: { id: string } };
    for (const { type, image_url, slack_file } of listIn(body.blocks) as Shown[]) {
      if (type !== "image") continue;
      if (image_url && /\/\/(?:localhost|127\.)/.test(image_url)) return "downloading image failed";
      if (!slack_file) continue;
      const { file } = (await team.ask("files.info", { file: slack_file.id })) as {
        file?: { mimetype?: string };
      };
      if (!file?.mimetype?.startsWith("image/")) return "invalid slack file";
    }
    return null;
  }

  function refuse(method: string, why: string): Answer {
    standIn.problems.push(`${method}: ${why}`);
    return { ok: false, error: "invalid_arguments" };
  }

  function slowDown(response: Response, seconds: number): void {
    response
      .status(429)
      .set("Retry-After", String(seconds))
      .json({ ok: false, error: "ratelimited" });
  }

  /** Seconds to wait, 0 when the pace is right. */
  function tooFast(team: StandInTeam, method: string, body: Record<string, unknown>): number {
    const now = Date.now();
    if (method === "chat.postMessage") {
      const place = `${team.id}/${String(body.channel)}`;
      const before = lastIn.get(place) ?? 0;
      if (now - before < standIn.paceMs) {
        standIn.problems.push(`${method}: ${now - before} ms after the one before`);
        return 1;
      }
      lastIn.set(place, now);
    }
    const most = TIERS[method];
    if (!most) return 0;
    const key = `${team.id}/${method}`;
    const recent = (counted.get(key) ?? []).filter((at) => now - at < 60_000);
    counted.set(key, [...recent, now]);
    return recent.length >= most && standIn.paceMs > 0 ? 30 : 0;
  }
}

/** What Slack would refuse in what is shown to people; `null` when nothing. */
function refusal(method: string, body: Record<string, unknown>): string | null {
  if (method.startsWith("views.")) {
    const view = typeof body.view === "string" ? JSON.parse(body.view) : body.view;
    return checkView(view as never)[0] ?? null;
  }
  if (!["chat.postMessage", "chat.update", "chat.postEphemeral"].includes(method)) return null;
  if (String(body.text ?? "").length === 0) return "no text";
  if (body.blocks === undefined) return null;
  const { text, metadata } = body;
  const blocks = listIn(body.blocks);
  const parsed = typeof metadata === "string" ? JSON.parse(metadata) : metadata;
  return checkSlack({ text, blocks, ...(parsed && { metadata: parsed }) })[0] ?? null;
}

const listIn = (given: unknown): unknown[] =>
  (typeof given === "string" ? (JSON.parse(given) as unknown[]) : (given as unknown[])) ?? [];

function bodyOf(request: Request): Record<string, unknown> {
  return { ...(request.body as Record<string, unknown> | undefined) };
}

function tokenOf(request: Request, body: Record<string, unknown>): string {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  return header ?? String(body.token ?? "");
}
