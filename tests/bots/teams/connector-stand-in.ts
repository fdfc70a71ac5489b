import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkTeams } from "../../../src/bots/teams/adaptive-card.ts";
import { problemsOfStream, type StreamPart } from "./stream-rules.ts";

/** What the bot may read and write with; other bearers get 401. */
export const TOKEN = "stand-in-token";

/** One activity as the connector took it. */
export interface Taken {
  id: string;
  conversationId: string;
  /** The message a channel's thread began with. */
  thread: string | null;
  activity: Record<string, unknown>;
  card: Record<string, unknown> | null;
  text: string;
  updated: boolean;
}

/** What goes wrong with the next request: before or after it was taken. */
export type Fault =
  | { status: number; code?: string; retryAfter?: number; taken?: boolean }
  | "hang-up-before"
  | "hang-up-after";

export interface StandInMember {
  id: string;
  name: string;
  email?: string;
  aadObjectId?: string;
  userRole?: string;
}

export interface ConnectorStandIn {
  serviceUrl: string;
  taken: Taken[];
  /** Everything a real connector would have refused or shown wrongly, a sentence each. */
  problems: string[];
  /** Requests answered 429. */
  throttled: number;
  know(conversationId: string, members: StandInMember[]): void;
  forget(conversationId: string): void;
  fail(...faults: Fault[]): void;
  close(): Promise<void>;
}

/** [requests, milliseconds] of one bot in one thread, as Microsoft documents them. */
const LIMITS = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;
const LARGEST = 100 * 1024;

/**
 * The Bot Connector in small: takes activities as Teams would, and notes what it would not.
 * @param limited false lets any number through, for tests of something else
 * @param token `null` asks for none, as clients on this machine
 */
export async function connectorStandIn({
  limited = true,
  token = TOKEN as string | null,
} = {}): Promise<ConnectorStandIn> {
  const conversations = new Map<string, StandInMember[]>();
  const sends = new Map<string, number[]>();
  const streams = new Map<string, StreamPart[]>();
  const faults: Fault[] = [];
  let count = 0;
  const state = { taken: [] as Taken[], problems: [] as string[], throttled: 0 };

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      state.problems.push(`the stand-in broke: ${String(error)}`);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const say = (status: number, answer: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { "Content-Type": "application/json", ...headers })
        .end(JSON.stringify(answer));
    const refuse = (status: number, code: string, headers?: Record<string, string>) =>
      say(status, { error: { code, message: code } }, headers);
    if (token && request.headers.authorization !== `Bearer ${token}`)
      return void refuse(401, "Unauthorized");
    const url = new URL(request.url ?? "/", "http://connector");
    const [, , , rawId, what, rawItem] = url.pathname.split("/").map(decodeURIComponent);
    if (request.method === "POST" && !rawId) {
      const { members } = JSON.parse(body) as { members: { id: string }[] };
      const id = `a:${members[0]?.id}`;
      conversations.set(
        id,
        members.map(({ id: member }) => ({ id: member, name: "Somebody" })),
      );
      return void say(201, { id });
    }
    const [conversationId = "", thread] = (rawId ?? "").split(";messageid=");
    const members = conversations.get(conversationId);
    if (!members) return void refuse(404, "ConversationNotFound");
    if (request.method === "GET") {
      if (what === "pagedmembers") return void say(200, { members });
      const found = members.find(
        ({ id, aadObjectId }) => rawItem === id || rawItem === aadObjectId,
      );
      return found ? void say(200, found) : void refuse(404, "MemberNotFoundInConversation");
    }
    const fault = faults.shift();
    if (fault === "hang-up-before") return void response.destroy();
    if (fault && typeof fault === "object" && !fault.taken) {
      const wait =
        fault.retryAfter === undefined ? {} : { "Retry-After": String(fault.retryAfter) };
      return void refuse(fault.status, fault.code ?? "Fault", wait);
    }
    if (Buffer.byteLength(body) > LARGEST) return void refuse(413, "MessageSizeTooBig");
    if (limited && tooFast(rawId ?? "")) {
      state.throttled += 1;
      return void refuse(429, "TooManyRequests", { "Retry-After": "1" });
    }
    if (request.method === "DELETE") {
      state.taken = state.taken.filter((one) => one.id !== rawItem);
      return void say(200, {});
    }
    const activity = JSON.parse(body) as Record<string, unknown>;
    const id = request.method === "PUT" ? (rawItem ?? "") : `${1_700_000_000_000 + ++count}`;
    if (request.method === "PUT" && !state.taken.some((one) => one.id === id)) {
      return void refuse(404, "ActivityNotFound");
    }
    take(activity, {
      id,
      conversationId,
      thread: thread ?? null,
      updated: request.method === "PUT",
    });
    if (fault === "hang-up-after") return void response.destroy();
    if (fault && typeof fault === "object") return void refuse(fault.status, fault.code ?? "Fault");
    say(request.method === "PUT" ? 200 : 201, { id });
  }

  function take(
    activity: Record<string, unknown>,
    where: Pick<Taken, "id" | "conversationId" | "thread" | "updated">,
  ): void {
    const streaming = (activity.entities as StreamPart["info"][] | undefined)?.find(
      ({ type }) => type === "streaminfo",
    );
    if (streaming) {
      const key = streaming.streamId ?? where.id;
      const parts = [...(streams.get(key) ?? []), { info: streaming, activity, at: Date.now() }];
      streams.set(key, parts);
      state.problems.push(...problemsOfStream(parts, where.conversationId));
    }
    state.problems.push(...problemsOf(activity, Boolean(streaming)));
    const [attachment] = (activity.attachments ?? []) as { content?: Record<string, unknown> }[];
    const text = typeof activity.text === "string" ? activity.text : "";
    const one = { ...where, activity, card: attachment?.content ?? null, text };
    // A change, and each part of a stream, takes the place of what stood there.
    const id = streaming?.streamId ?? where.id;
    const stands = state.taken.findIndex((taken) => taken.id === id);
    if (stands >= 0) state.taken[stands] = { ...one, id };
    else state.taken.push(one);
  }

  function tooFast(thread: string): boolean {
    const now = Date.now();
    const times = sends.get(thread) ?? [];
    const full = LIMITS.some(
      ([most, within]) => times.filter((at) => now - at < within).length >= most,
    );
    if (!full) sends.set(thread, [...times, now]);
    return full;
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    know: (conversationId: string, members: StandInMember[]) => {
      conversations.set(conversationId, members);
    },
    forget: (conversationId: string) => {
      conversations.delete(conversationId);
    },
    fail: (...more: Fault[]) => {
      faults.push(...more);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function problemsOf(activity: Record<string, unknown>, streaming: boolean): string[] {
  const { type, attachments = [], text, summary } = activity;
  if (type === "typing") return streaming || !text ? [] : ["a typing activity shows no words"];
  if (type !== "message") return [`a bot sends no ${String(type)}`];
  const all = attachments as { contentType: string; content: unknown }[];
  const problems = all.flatMap(({ contentType, content }) =>
    contentType === "application/vnd.microsoft.card.adaptive"
      ? checkTeams(content)
      : [`${contentType} is not shown`],
  );
  if (all.length === 0 && !text) problems.push("a message without words and without a card");
  if (all.length > 0 && !summary) problems.push("a card without the words of its notification");
  return problems;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return body;
}
