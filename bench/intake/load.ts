import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const SECRET = Buffer.from("thirty-two characters for a test");
/** What the server is given to check it by. */
export const WEBHOOK_SECRET = `whsec_${SECRET.toString("base64")}`;

const MEETING = JSON.parse(
  readFileSync(new URL("../../tests/fixtures/fathom/meeting.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
const APART_MS = 25 * 60_000;

/** One meeting of its own, words and all: another key, another hour. */
function payload(number: number): string {
  const start = Date.parse("2026-01-01T00:00:00Z") + number * APART_MS;
  return JSON.stringify({
    ...MEETING,
    title: `Meeting ${number}`,
    recording_id: 1_000_000 + number,
    recording_start_time: new Date(start).toISOString(),
    recording_end_time: new Date(start + 323_000).toISOString(),
  });
}

export interface Sent {
  /** From when it was due to the end of the answer, so that a queue before the server counts too. */
  ms: number;
  status: number;
  key: string;
}

/** Sends at a fixed rate, whatever the server does; every `repeatEvery`th is sent twice, as vendors do. */
export async function load(
  url: string,
  { rate, seconds, repeatEvery }: { rate: number; seconds: number; repeatEvery: number },
): Promise<Sent[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const begin = performance.now();
  const pending: Promise<Sent>[] = [];
  const total = rate * seconds;
  for (let number = 0; number < total; number += 1) {
    const due = begin + (number * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    const body = payload(number);
    pending.push(post(url, agent, body, number, due));
    if (number % repeatEvery === 0) pending.push(post(url, agent, body, number, due));
  }
  const sent = await Promise.all(pending);
  agent.destroy();
  return sent;
}

function post(url: string, agent: Agent, body: string, number: number, due: number): Promise<Sent> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const id = `msg_${number}`;
  const signature = createHmac("sha256", SECRET)
    .update(`${id}.${timestamp}.${body}`)
    .digest("base64");
  const key = String(1_000_000 + number);
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ ms: performance.now() - due, status, key });
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
      response.resume();
      response.on("end", () => done(response.statusCode ?? 0));
    });
    asking.on("error", () => done(0));
    asking.end(body);
  });
}
