import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A vendor's server on this machine, that answers as the vendor documents and keeps what it was asked. */
export interface StandIn {
  url: string;
  asked: {
    method: string;
    path: string;
    query: URLSearchParams;
    headers: IncomingMessage["headers"];
    body: string;
  }[];
  close(): Promise<void>;
}

export type Asked = StandIn["asked"][number];
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

export async function standIn(answer: (asked: Asked) => Reply | Promise<Reply>): Promise<StandIn> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", async () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://stand.in");
      const one = {
        method: request.method ?? "GET",
        path: decodeURIComponent(pathname),
        query: searchParams,
        headers: request.headers,
        body: Buffer.concat(pieces).toString("utf8"),
      };
      asked.push(one);
      const { status = 200, body = {}, headers = {} } = await answer(one);
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Whoever still waits for an answer gets none.
        server.closeAllConnections();
      }),
  };
}
