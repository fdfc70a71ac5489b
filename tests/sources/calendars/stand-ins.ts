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

type Asked = StandIn["asked"][number];
type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

export async function standIn(answer: (asked: Asked) => Reply): Promise<StandIn> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://stand.in");
      const one = {
        method: request.method ?? "GET",
        path: decodeURIComponent(pathname),
        query: searchParams,
        headers: request.headers,
        body: Buffer.concat(pieces).toString("utf8"),
      };
      asked.push(one);
      const { status = 200, body = {}, headers = {} } = answer(one);
      const text = typeof body === "string" ? body : JSON.stringify(body);
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const page = <One>(all: readonly One[], from: number, size: number) => all.slice(from, from + size);

/** Google's Calendar API as far as reading goes: refresh tokens that can be revoked, two events a page. */
export async function googleStandIn(events: () => readonly unknown[]) {
  let revoked = false;
  let busy = 0;
  const server = await standIn(({ method, path, query, headers, body }) => {
    if (path === "/token") {
      const fields = new URLSearchParams(body);
      const known =
        fields.get("grant_type") === "refresh_token"
          ? fields.get("refresh_token") === "refresh-1"
          : fields.get("code") === "code-1";
      if (method !== "POST" || !known || revoked || fields.get("client_secret") !== "client-secret")
        return { status: 400, body: { error: "invalid_grant" } };
      return { body: { access_token: "access-1", refresh_token: "refresh-1", expires_in: 3599 } };
    }
    if (headers.authorization !== "Bearer access-1") return { status: 401 };
    if (busy > 0) {
      busy -= 1;
      return { status: 429, headers: { "retry-after": "2" } };
    }
    const asksRight =
      path === "/calendar/v3/calendars/primary/events" &&
      query.get("singleEvents") === "true" &&
      !Number.isNaN(Date.parse(query.get("timeMin") ?? ""));
    if (!asksRight) return { status: 400, body: { error: { message: "Bad Request" } } };
    const from = Number(query.get("pageToken") ?? 0);
    const all = events();
    const next = from + 2 < all.length ? { nextPageToken: String(from + 2) } : {};
    return { body: { kind: "calendar#events", items: page(all, from, 2), ...next } };
  });
  return {
    ...server,
    revoke: () => {
      revoked = true;
    },
    slowDown: (times: number) => {
      busy = times;
    },
  };
}

/** Graph's calendarView: application tokens, one mailbox at a time, two events a page. */
export async function graphStandIn(mailboxes: () => Record<string, readonly unknown[]>) {
  const server = await standIn(({ path, query, headers, body }) => {
    if (path === "/tenant-1/oauth2/v2.0/token") {
      const fields = new URLSearchParams(body);
      const right =
        fields.get("grant_type") === "client_credentials" &&
        fields.get("scope") === "https://graph.microsoft.com/.default" &&
        fields.get("client_secret") === "client-secret";
      return right
        ? { body: { access_token: "app-1", expires_in: 3599, token_type: "Bearer" } }
        : { status: 401, body: { error: "invalid_client" } };
    }
    if (headers.authorization !== "Bearer app-1") return { status: 401 };
    if (headers.prefer !== 'outlook.timezone="UTC"') return { status: 400 };
    const email = /^\/v1\.0\/users\/([^/]+)\/calendarView$/.exec(path)?.[1] ?? "";
    const events = mailboxes()[email];
    if (!events) return { status: 404, body: { error: { code: "ErrorItemNotFound" } } };
    const from = Number(query.get("$skip") ?? 0);
    const next = new URL(`${server.url}${path}?${query}`);
    next.searchParams.set("$skip", String(from + 2));
    return {
      body: {
        value: page(events, from, 2),
        ...(from + 2 < events.length ? { "@odata.nextLink": next.href } : {}),
      },
    };
  });
  return server;
}
