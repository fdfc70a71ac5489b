import type { LookupFunction } from "node:net";
import { Rejected } from "../errors.ts";
import { fetchOutside } from "./inside.ts";
import { Later, retryAfterMs } from "./later.ts";

/**
 * Where one connection may go. Links in payloads and answers are words of strangers: anything but the
 * vendor's own hosts is refused, so that nobody can make this server knock at doors inside its network.
 */
export interface Reach {
  /** For messages: "Zoom". */
  vendor: string;
  /** The address of the API; only this one may be without TLS or on a port of its own. */
  base: string;
  /** The vendor's domains; each stands for its subdomains too. */
  hosts: readonly string[];
  /** Where a stranger named the base: how its name is looked up, for each connection anew. */
  look?: LookupFunction;
}

/** What came back: any status that is no cause to come back later. */
export interface Answer {
  status: number;
  headers: Headers;
  bytes: Buffer;
}

export interface Question {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  headers?: Record<string, string>;
  body?: string;
  /** Refused beyond; 60 MB unless told. */
  largestBytes?: number;
  /** Longer than half a minute, for a line that is held open until there is something to say. */
  timeoutMs?: number;
  /** Ends the question when whoever asked no longer wants to know. */
  signal?: AbortSignal;
}

const TIMEOUT_MS = 30_000;
const LARGEST_BYTES = 60 * 1024 * 1024;
const REDIRECTS = 4;

/**
 * Asks a vendor. Throws `Later` for 429, 5xx and a network that does not answer, `Rejected` for an
 * address outside its reach and an answer that is too large; other statuses are the caller's to judge.
 */
export async function ask(reach: Reach, address: string, question: Question = {}): Promise<Answer> {
  const response = await open(reach, address, question);
  return {
    status: response.status,
    headers: response.headers,
    bytes: await readAll(reach, response, question.largestBytes ?? LARGEST_BYTES),
  };
}

/** The same with the body still to be read, for what is too large to hold. */
export async function open(
  reach: Reach,
  address: string,
  question: Question = {},
): Promise<Response> {
  let url = permitted(reach, address);
  let headers = question.headers ?? {};
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const response = await send(reach, url, question, headers);
    const target = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || target === null) {
      return judged(reach, response);
    }
    await response.body?.cancel();
    const next = permitted(reach, new URL(target, url).href);
    // A key goes only to the host it was meant for.
    if (next.origin !== url.origin) headers = withoutKeys(headers);
    url = next;
  }
  throw new Rejected(`${reach.vendor} redirects in a circle; the link is of no use.`);
}

/** The address if this connection may go there; `Rejected` otherwise, naming the host and nothing more. */
export function permitted(reach: Reach, address: string): URL {
  if (!URL.canParse(address)) {
    throw new Rejected(`${reach.vendor} sent a link that is no web address.`);
  }
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") {
    throw new Rejected(`${reach.vendor} sent a link with a user name in it; it was not opened.`);
  }
  if (url.origin === new URL(reach.base).origin) return url;
  const known = reach.hosts.some(
    (host) => url.hostname === host || url.hostname.endsWith(`.${host}`),
  );
  if (url.protocol === "https:" && url.port === "" && known) return url;
  throw new Rejected(
    `The link goes to ${url.host.slice(0, 100)}, which is not one of ${reach.vendor}'s hosts; it was not opened.`,
  );
}

async function send(
  reach: Reach,
  url: URL,
  { method = "GET", body, timeoutMs = TIMEOUT_MS, signal }: Question,
  headers: Record<string, string>,
): Promise<Response> {
  const late = AbortSignal.timeout(timeoutMs);
  const ended = signal ? AbortSignal.any([late, signal]) : late;
  try {
    if (reach.look) return await fetchOutside(url, { headers, signal: ended, look: reach.look });
    return await fetch(url, {
      method,
      headers,
      redirect: "manual",
      signal: ended,
      ...(body === undefined ? {} : { body }),
    });
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.name === "TimeoutError";
    throw new Later(
      "busy",
      timedOut
        ? `${reach.vendor} did not answer within ${timeoutMs / 1000} seconds.`
        : `${reach.vendor} could not be reached at ${url.host}.`,
    );
  }
}

async function judged(reach: Reach, response: Response): Promise<Response> {
  if (response.status !== 429 && response.status < 500) return response;
  await response.body?.cancel();
  const afterMs = retryAfterMs(response.headers.get("retry-after"), Date.now());
  throw new Later(
    "busy",
    response.status === 429
      ? `${reach.vendor} asks to slow down.`
      : `${reach.vendor} has trouble of its own (status ${response.status}).`,
    afterMs,
  );
}

async function readAll(reach: Reach, response: Response, largest: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of response.body ?? []) {
      size += piece.byteLength;
      if (size > largest) break;
      pieces.push(piece);
    }
  } catch {
    throw new Later("busy", `${reach.vendor} broke off in the middle of its answer.`);
  }
  if (size > largest) {
    throw new Rejected(
      `${reach.vendor}'s answer is larger than ${Math.floor(largest / 1024 / 1024)} MB.`,
    );
  }
  return Buffer.concat(pieces);
}

function withoutKeys(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:authorization|x-api-key|cookie)$/i.test(name)),
  );
}
