import { createHmac, timingSafeEqual } from "node:crypto";

/** A request this much older or newer than our clock is a replay or a wrong clock. Svix, Zoom and Slack use five minutes. */
const REPLAY_WINDOW_MS = 5 * 60_000;

/** Compares in constant time; different lengths are unequal. */
export function sameText(given: string, wanted: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(wanted);
  return one.length === other.length && timingSafeEqual(one, other);
}

/** HMAC-SHA256 over pieces, as one text. */
export function hmac(
  key: string | Buffer,
  pieces: readonly (string | Buffer)[],
  encoding: "hex" | "base64",
): string {
  const made = createHmac("sha256", key);
  for (const piece of pieces) made.update(piece);
  return made.digest(encoding);
}

/** Whether a timestamp (Unix seconds, or milliseconds) lies within the window around now. */
export function isFresh(timestamp: string | undefined, now: Date): boolean {
  if (!timestamp || !/^\d{9,14}$/.test(timestamp)) return false;
  const value = Number(timestamp);
  const ms = timestamp.length > 11 ? value : value * 1000;
  return Math.abs(now.getTime() - ms) <= REPLAY_WINDOW_MS;
}

/**
 * Standard Webhooks (Svix): base64 HMAC-SHA256 of `id.timestamp.body` with the base64 key after
 * `whsec_`, one of several space-separated `v1,…` signatures. Headers are `webhook-*` or `svix-*`.
 *
 * @returns `null` when it is genuine, else what is wrong with it
 */
export function standardWebhookProblem(
  hook: { headers: Readonly<Record<string, string | undefined>>; body: Buffer },
  secret: string,
  now: Date,
): string | null {
  const header = (name: string) => hook.headers[`webhook-${name}`] ?? hook.headers[`svix-${name}`];
  const [id, timestamp, signatures] = [header("id"), header("timestamp"), header("signature")];
  if (!id || !timestamp || !signatures) return "The signature headers are missing.";
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const wanted = hmac(key, [`${id}.${timestamp}.`, hook.body], "base64");
  const genuine = signatures
    .split(" ")
    .map((entry) => entry.split(","))
    // Every one is compared: how many there were must not show in the time it takes.
    .map(([version, signature = ""]) => version === "v1" && sameText(signature, wanted))
    .includes(true);
  if (!genuine) return "The signature does not match.";
  return isFresh(timestamp, now) ? null : "The timestamp is too old or too new.";
}
