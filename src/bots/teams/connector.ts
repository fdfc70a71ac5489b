import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { CoachError } from "../../errors.ts";

/** An activity of ours on its way to Teams. */
export type OutgoingActivity = { type: string } & Record<string, unknown>;

/** Somebody in a conversation, as the connector knows them. */
export interface Member {
  id: string;
  name: string | null;
  email: string | null;
  aadObjectId: string | null;
  /** Guests come from another company. */
  guest: boolean;
}

/** What Teams is asked for; everything goes to the address of the conversation's own region. */
export interface Connector {
  /** @returns the message's id, `null` where Teams tells none */
  send(at: At, activity: OutgoingActivity): Promise<string | null>;
  update(at: At, activityId: string, activity: OutgoingActivity): Promise<void>;
  remove(at: At, activityId: string): Promise<void>;
  member(at: At, userId: string): Promise<Member>;
  members(at: At): Promise<Member[]>;
  /** Opens the 1:1 chat with somebody who has the app; returns the conversation's id. */
  openChat(at: Omit<At, "conversationId">, people: Chatting): Promise<string>;
}

export interface At {
  serviceUrl: string;
  conversationId: string;
}

export interface Chatting {
  botId: string;
  userId: string;
  tenantId: string | null;
}

/** Why a request was not done, and whether it may have been done all the same. */
export class ConnectorError extends CoachError {
  readonly status: number | null;
  /** Teams' own word, e.g. `ConversationNotFound`. */
  readonly reason: string;
  /** How long Teams wants to be left alone. */
  readonly waitMs: number | null;
  /** True where the request may have arrived: the answer was lost, or a server on the way gave up. */
  readonly doubtful: boolean;

  constructor(failure: {
    status: number | null;
    reason: string;
    waitMs?: number | null;
    doubtful: boolean;
    cause?: unknown;
  }) {
    const { status, reason, cause } = failure;
    super("unavailable", `Teams answered ${status ?? "nothing"} (${reason}).`, { cause });
    this.name = "ConnectorError";
    this.status = status;
    this.reason = reason;
    this.waitMs = failure.waitMs ?? null;
    this.doubtful = failure.doubtful;
  }

  /** Nobody can be reached there any more: left, blocked, uninstalled, deleted. */
  get gone(): boolean {
    if (this.status === 403) return !/stream/i.test(this.reason);
    return this.status === 404 && /conversation/i.test(this.reason);
  }
}

const REQUEST_MS = 15_000;
/** Statuses after which the same request may be tried again at once, and was surely not done. */
const TRY_AGAIN = new Set([412, 429]);
/** A server on the way gave up waiting: what it waited for may have been done. */
const DOUBTFUL = new Set([500, 504]);
const TRIES = 3;
const LONGEST_WAIT_MS = 10_000;

const sent = z.looseObject({ id: z.string().nullish() });
const opened = z.looseObject({ id: z.string().min(1) });
const member = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  userRole: z.string().nullish(),
});
const page = z.looseObject({
  members: z.array(member).default([]),
  continuationToken: z.string().nullish(),
});

/**
 * The connector's REST interface. Not the library's own client: that one repeats a message by itself
 * after a 502 or 504, up to three times, and we could not tell.
 */
export function openConnector(options: {
  token(): Promise<string | null>;
  fetch?: typeof fetch;
  wait?: (ms: number) => Promise<unknown>;
}): Connector {
  const { token, fetch: ask = fetch, wait = sleep } = options;

  async function once(method: string, url: URL, body?: object): Promise<unknown> {
    const bearer = await token();
    let response: Response;
    let text: string;
    try {
      response = await ask(url, {
        method,
        headers: {
          ...(bearer && { Authorization: `Bearer ${bearer}` }),
          ...(body && { "Content-Type": "application/json; charset=utf-8" }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(REQUEST_MS),
        redirect: "error",
      });
      text = await response.text();
    } catch (cause) {
      const doubtful = !neverLeft(cause);
      throw new ConnectorError({ status: null, reason: wordOf(cause), doubtful, cause });
    }
    if (response.ok) return text ? json(text) : {};
    const { status } = response;
    throw new ConnectorError({
      status,
      reason: reasonIn(text) ?? response.statusText,
      waitMs: secondsIn(response.headers.get("retry-after")),
      doubtful: DOUBTFUL.has(status),
    });
  }

  async function request(method: string, at: string, path: string, body?: object) {
    const url = new URL(path, at.endsWith("/") ? at : `${at}/`);
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(method, url, body);
      } catch (error) {
        if (!(error instanceof ConnectorError) || !TRY_AGAIN.has(error.status ?? 0)) throw error;
        const pause = error.waitMs ?? 1000 * tries;
        if (tries >= TRIES || pause > LONGEST_WAIT_MS) throw error;
        await wait(pause);
      }
    }
  }

  const into = (conversationId: string) => `v3/conversations/${encodeURIComponent(conversationId)}`;
  return {
    send: async ({ serviceUrl, conversationId }, activity) => {
      const path = `${into(conversationId)}/activities`;
      return sent.parse(await request("POST", serviceUrl, path, activity)).id ?? null;
    },
    update: async ({ serviceUrl, conversationId }, activityId, activity) => {
      const path = `${into(conversationId)}/activities/${encodeURIComponent(activityId)}`;
      await request("PUT", serviceUrl, path, activity);
    },
    remove: async ({ serviceUrl, conversationId }, activityId) => {
      const path = `${into(conversationId)}/activities/${encodeURIComponent(activityId)}`;
      await request("DELETE", serviceUrl, path);
    },
    member: async ({ serviceUrl, conversationId }, userId) => {
      const path = `${into(conversationId)}/members/${encodeURIComponent(userId)}`;
      return memberOf(member.parse(await request("GET", serviceUrl, path)));
    },
    members: async ({ serviceUrl, conversationId }) => {
      const all: Member[] = [];
      let next: string | null | undefined;
      do {
        const query = next ? `?continuationToken=${encodeURIComponent(next)}` : "";
        const path = `${into(conversationId)}/pagedmembers${query}`;
        const read = page.parse(await request("GET", serviceUrl, path));
        all.push(...read.members.map(memberOf));
        next = read.continuationToken;
      } while (next);
      return all;
    },
    openChat: async ({ serviceUrl }, { botId, userId, tenantId }) => {
      const asked = {
        isGroup: false,
        bot: { id: botId },
        members: [{ id: userId }],
        ...(tenantId && { tenantId, channelData: { tenant: { id: tenantId } } }),
      };
      return opened.parse(await request("POST", serviceUrl, "v3/conversations", asked)).id;
    },
  };
}

function memberOf(row: z.infer<typeof member>): Member {
  return {
    id: row.id,
    name: row.name ?? null,
    email: row.email ?? row.userPrincipalName ?? null,
    aadObjectId: row.aadObjectId ?? row.objectId ?? null,
    guest: row.userRole?.toLowerCase() === "guest",
  };
}

/** Failures before anything was sent: no such host, nobody listening. */
function neverLeft(error: unknown): boolean {
  return ["ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"].includes(
    wordOf(error),
  );
}

function wordOf(error: unknown): string {
  const beneath = error instanceof Error && error.cause ? error.cause : error;
  if (!(beneath instanceof Error)) return "no answer";
  return "code" in beneath && typeof beneath.code === "string" ? beneath.code : beneath.name;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function reasonIn(text: string): string | null {
  const shape = z.looseObject({ error: z.looseObject({ code: z.string() }) });
  return shape.safeParse(json(text)).data?.error.code ?? null;
}

function secondsIn(header: string | null): number | null {
  const seconds = Number(header);
  return header && Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : null;
}
