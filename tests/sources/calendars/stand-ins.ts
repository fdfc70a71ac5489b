import { standIn } from "../stand-in.ts";

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
