/**
 * A server that speaks the Messages API, so that the real SDK runs without an account. It refuses
 * what the real one would refuse, keeps a prompt cache, and does what a test's script says.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { PromptCache } from "./anthropic-stand-in/cache.ts";
import type { Block, MessagesRequest } from "./anthropic-stand-in/messages.ts";
import { events } from "./anthropic-stand-in/sse.ts";
import { problemsOf } from "./anthropic-stand-in/validate.ts";
import { debriefFrom, writingFor } from "./anthropic-stand-in/writer.ts";

/** What the server does with one request. */
export type Reply =
  | { content: Block[]; stop: string; cutAfter?: number; waitMs?: number }
  | { status: number; type: string; headers?: Record<string, string> };
export type Behaviour = (request: MessagesRequest) => Reply;

const text = (words: string, stop = "end_turn"): Reply => ({
  content: [{ type: "text", text: words }],
  stop,
});

/** The things a language model is known to do. */
export const behaviours = {
  /** A good debrief, written from the request alone. */
  debrief: (request: MessagesRequest) => text(JSON.stringify(debriefFrom(request))),
  /** A good debrief or answer, whichever was asked for. */
  writes: (request: MessagesRequest) => text(JSON.stringify(writingFor(request))),
  /** The same with something changed, as a model that errs would. */
  debriefBut:
    (change: (debrief: ReturnType<typeof debriefFrom>) => void): Behaviour =>
    (request) => {
      const debrief = debriefFrom(request);
      change(debrief);
      return text(JSON.stringify(debrief));
    },
  says:
    (words: string): Behaviour =>
    () =>
      text(words),
  /** Thinks, and asks for a look-up. */
  looksUp:
    (name: string, input: object): Behaviour =>
    ({ messages }) => ({
      content: [
        { type: "thinking", thinking: "", signature: "c2lnbmVk" },
        { type: "tool_use", id: `toolu_${messages.length}`, name, input },
      ],
      stop: "tool_use",
    }),
  malformed: () => text('{"question": {"text": "What '),
  refuses: () => text("", "refusal"),
  runsOut: () => text('{"question": {"text": "What was', "max_tokens"),
  rateLimited:
    (retryAfter = "1"): Behaviour =>
    () => ({ status: 429, type: "rate_limit_error", headers: { "retry-after": retryAfter } }),
  overloaded: (): Reply => ({
    status: 529,
    type: "overloaded_error",
    headers: { "retry-after": "0.01" },
  }),
  refusesKey: (): Reply => ({ status: 401, type: "authentication_error" }),
  /** Sends so many bytes, or events of a stream, and hangs up. */
  cut:
    (after: number, words = "{}"): Behaviour =>
    () => ({ content: [{ type: "text", text: words }], stop: "end_turn", cutAfter: after }),
  /** Waits before the answer, or before each event of a stream. */
  slow:
    (waitMs: number, words: string): Behaviour =>
    () => ({ content: [{ type: "text", text: words }], stop: "end_turn", waitMs }),
};

export interface StandIn {
  url: string;
  /** Everything that was asked, in order; refused requests too. */
  requests: MessagesRequest[];
  /** What the real API would have refused; a test that ends with any is wrong. */
  problems: string[];
  /** What to do with the next requests, one each; beyond them it writes good debriefs and answers. */
  script(...next: Behaviour[]): void;
  /** Forgets requests, problems and script; the cache stays. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts the stand-in on a free port of this machine. */
export async function anthropicStandIn(): Promise<StandIn> {
  const cache = new PromptCache();
  const requests: MessagesRequest[] = [];
  const problems: string[] = [];
  const next: Behaviour[] = [];

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (incoming.method !== "POST" || incoming.url !== "/v1/messages") {
      return refuse(outgoing, 404, "not_found_error", `${incoming.method} ${incoming.url}`);
    }
    const request = JSON.parse(Buffer.concat(chunks).toString("utf8")) as MessagesRequest;
    requests.push(request);
    const wrong = problemsOf(incoming.headers, request);
    if (wrong.length > 0) {
      problems.push(...wrong);
      return refuse(outgoing, 400, "invalid_request_error", wrong.join("; "));
    }
    const reply = (next.shift() ?? behaviours.writes)(request);
    if ("status" in reply) {
      return refuse(outgoing, reply.status, reply.type, reply.type, reply.headers);
    }
    const message = {
      id: `msg_${requests.length}`,
      type: "message",
      role: "assistant",
      model: request.model,
      content: reply.content,
      stop_reason: reply.stop,
      stop_sequence: null,
      usage: { ...cache.count(request), output_tokens: cache.output(reply.content) },
    };
    if (request.stream) await streamOut(outgoing, events(message), reply);
    else await sendOut(outgoing, JSON.stringify(message), reply);
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      problems.push(`the stand-in failed: ${error}`);
      outgoing.destroy();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    problems,
    script: (...more) => {
      next.push(...more);
    },
    reset: () => {
      requests.length = 0;
      problems.length = 0;
      next.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

type Sent = Extract<Reply, { content: Block[] }>;

async function sendOut(outgoing: ServerResponse, body: string, reply: Sent): Promise<void> {
  if (reply.waitMs) await wait(reply.waitMs);
  const length = Buffer.byteLength(body);
  outgoing.writeHead(200, { "content-type": "application/json", "content-length": length });
  if (reply.cutAfter === undefined) outgoing.end(body);
  else outgoing.write(body.slice(0, reply.cutAfter), () => outgoing.destroy());
}

async function streamOut(outgoing: ServerResponse, parts: string[], reply: Sent): Promise<void> {
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  for (const part of parts.slice(0, reply.cutAfter)) {
    if (reply.waitMs) await wait(reply.waitMs);
    outgoing.write(part);
  }
  if (reply.cutAfter === undefined) outgoing.end();
  else {
    // What was written so far is to arrive before the line goes dead.
    await wait(50);
    outgoing.destroy();
  }
}

function refuse(
  outgoing: ServerResponse,
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  outgoing.writeHead(status, { "content-type": "application/json", ...headers });
  outgoing.end(JSON.stringify({ type: "error", error: { type, message } }));
}
