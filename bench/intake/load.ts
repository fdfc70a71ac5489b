import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { keyOf, payload } from "./meetings.ts";

const SECRET = Buffer.from("thirty-two characters for a test");
/** What the server is given to check it by. */
export const WEBHOOK_SECRET = `whsec_${SECRET.toString("base64")}`;

/** A sender gives up after so many refusals. */
const TRIES = 5;
const UNTOLD_WAIT_MS = 1_000;

/** One webhook, from when it was due to its acknowledgement, with all that was tried in between. */
export interface Sent {
  key: string;
  /** When it was due, since the first. */
  dueMs: number;
  /** From when it was due to the end of the last answer, so that a queue before the server counts too. */
  ms: number;
  /** Of the last answer; 0 when there was none. */
  status: number;
  /** Answers that were no acknowledgement, in turn. */
  refusals: number[];
}

/** Sends at a fixed rate, whatever the server does; every `repeatEvery`th is sent twice, as vendors do. */
export async function load(
  url: string,
  { rate, seconds, repeatEvery }: { rate: number; seconds: number; repeatEvery: number },
): Promise<Sent[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const begin = performance.now();
  const pending: Promise<Sent>[] = [];
  for (let number = 0; number < rate * seconds; number += 1) {
    const dueMs = (number * 1000) / rate;
    const wait = begin + dueMs - performance.now();
    if (wait > 1) await sleep(wait);
    const send = { url, agent, begin, dueMs, number, body: payload(number) };
    pending.push(told(send));
    if (number % repeatEvery === 0) pending.push(told(send));
  }
  const sent = await Promise.all(pending);
  agent.destroy();
  return sent;
}

interface Sending {
  url: string;
  agent: Agent;
  begin: number;
  dueMs: number;
  number: number;
  body: string;
}

/** Until it is acknowledged: a sender that is refused comes back, after as long as it was asked to wait. */
async function told(send: Sending): Promise<Sent> {
  const refusals: number[] = [];
  for (;;) {
    const { status, retryAfterMs } = await post(send);
    const again = (status === 0 || status >= 500) && refusals.length + 1 < TRIES;
    if (status !== 200) refusals.push(status);
    if (again) await sleep(retryAfterMs);
    else {
      const ms = performance.now() - send.begin - send.dueMs;
      return { key: keyOf(send.number), dueMs: send.dueMs, ms, status, refusals };
    }
  }
}

function post({ url, agent, number, body }: Sending) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const id = `msg_${number}`;
  const signature = createHmac("sha256", SECRET)
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  return new Promise<{ status: number; retryAfterMs: number }>((resolve) => {
    const asking = request(url, {
      method: "POST",
      agent,
      headers: {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${signature}`,
      },
    });
    asking.on("response", (response) => {
      const seconds = Number(response.headers["retry-after"]);
      const retryAfterMs = seconds > 0 ? seconds * 1000 : UNTOLD_WAIT_MS;
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode ?? 0, retryAfterMs }));
    });
    asking.on("error", () => resolve({ status: 0, retryAfterMs: UNTOLD_WAIT_MS }));
    asking.end(body);
  });
}
