import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as a vendor's server got it. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  body: Buffer;
  json(): Record<string, unknown>;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Text as it is, anything else as JSON. */
  body?: unknown;
}

/** A vendor's server on this machine, which refuses what the real one would refuse. */
export interface StandIn {
  url: string;
  asked: Asked[];
  /** Answers the next requests instead of the routes, in turn. */
  next(...replies: Reply[]): void;
  /** Answers nobody until then. */
  hold(until: Promise<void>): void;
  /** Forgets those that were not asked for. */
  normal(): void;
  close(): Promise<void>;
}

const FIXTURES = new URL("../../fixtures/", import.meta.url);

/** A recorded payload, with the vendor's hosts in its links turned to the stand-in's. */
export function fixture(path: string, server?: { url: string }): string {
  const text = readFileSync(new URL(path, FIXTURES), "utf8");
  if (!server) return text;
  return text.replaceAll(
    /https:\/\/(?:us02web\.zoom\.us\/rec\/webhook_download|us-east-1-recallai-production-bot-data\.s3\.amazonaws\.com)/g,
    `${server.url}/files`,
  );
}

export async function standIn(
  answer: (asked: Asked, server: { url: string }) => Reply | Promise<Reply>,
): Promise<StandIn> {
  const asked: Asked[] = [];
  const waiting: Reply[] = [];
  let held: Promise<void> | undefined;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stand-in");
    const one: Asked = {
      method: request.method ?? "GET",
      path: decodeURIComponent(pathname),
      query: searchParams,
      headers: request.headers,
      body,
      json: () => JSON.parse(body.toString()) as Record<string, unknown>,
    };
    asked.push(one);
    await held;
    const {
      status = 200,
      headers = {},
      body: sent = "",
    } = waiting.shift() ?? (await answer(one, { url }));
    const text = typeof sent === "string" || Buffer.isBuffer(sent) ? sent : JSON.stringify(sent);
    const type = typeof sent === "object" ? "application/json" : "text/plain";
    response.writeHead(status, { "Content-Type": type, ...headers }).end(text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    next: (...replies) => void waiting.push(...replies),
    hold: (until) => {
      held = until;
    },
    normal: () => void waiting.splice(0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
