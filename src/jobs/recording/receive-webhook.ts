import { validate } from "uuid";
import { CoachError } from "../../errors.ts";
import { isSource } from "../../sources/recorders/index.ts";
import type { Hook, Lifecycle, Verdict } from "../../sources/recorders/recorder.ts";
import { markProblem, markSeen } from "../../store/connections.ts";
import type { Effects } from "../effects.ts";
import type { Log } from "../process.ts";
import { worthNoting } from "../refusals.ts";
import type { Connected } from "./intake.ts";
import { heedLifecycle } from "./lifecycle.ts";
import { parkTogether } from "./park-together.ts";
import { nudgeInbound } from "./take-inbound.ts";

/** What is answered, and nothing more: whoever forges requests learns nothing of us. */
export interface HookAnswer {
  status: 200 | 202 | 400 | 401 | 404 | 415 | 503;
  mediaType: "application/json" | "text/plain";
  body: string;
  /** With 503: when to come back. */
  retryAfterSeconds?: number;
}

/** Long enough for a burst to be over, and short enough that a call is not late. */
const COME_BACK_SECONDS = 5;

/** Kept of a request: what says how its body is to be read. */
const KEPT_HEADERS = ["content-type", "user-agent", "webhook-id", "svix-id", "x-zm-trackingid"];

interface Where {
  source: string;
  connectionId: string | null;
}

/**
 * Checks a vendor's request, parks what it brings and answers; the work is done elsewhere, later. What
 * cannot be kept now is not acknowledged: vendors send it again.
 */
export async function receiveWebhook(
  effects: Effects,
  log: Log,
  where: Where,
  hook: Hook,
): Promise<HookAnswer> {
  try {
    return await received(effects, log, where, hook);
  } catch (error) {
    if (!(error instanceof CoachError && error.code === "unavailable")) throw error;
    log.warn({ source: where.source, reason: error.message }, "a webhook could not be kept yet");
    return { ...answer(503, error.message), retryAfterSeconds: COME_BACK_SECONDS };
  }
}

async function received(effects: Effects, log: Log, where: Where, hook: Hook): Promise<HookAnswer> {
  const found = await connectionOf(effects, where);
  if (!found?.recorder.read || found.connection.status === "revoked") {
    return answer(404, "Nothing is connected at this address.");
  }
  if (!isJson(where.source, hook)) {
    const reason = "The body must be JSON, and say so in its Content-Type.";
    return await refuse(effects, log, found, { kind: "refused", status: 415, reason });
  }
  const verdict = await found.recorder.read(hook, found.access);
  if (verdict.kind === "refused") return await refuse(effects, log, found, verdict);
  if (verdict.kind === "handshake") {
    return { status: 200, mediaType: verdict.mediaType, body: verdict.text };
  }
  await keep(effects, found, hook, verdict);
  if (verdict.because) {
    log.info({ source: where.source, because: verdict.because }, "a webhook brought no call");
  }
  return answer(found.recorder.source === "graph" ? 202 : 200, null);
}

/** All vendors send JSON; the generic address takes any transcript, and Graph's first question has no body. */
function isJson(source: string, hook: Hook): boolean {
  if (source === "other" || hook.query.validationToken !== undefined) return true;
  return /^application\/(?:[\w.+-]+\+)?json\b/i.test(hook.headers["content-type"] ?? "");
}

async function connectionOf(
  effects: Effects,
  { source, connectionId }: Where,
): Promise<Connected | null> {
  if (!isSource(source)) return null;
  if (connectionId === null) return await effects.intake.fromEnvironment(source);
  if (!validate(connectionId)) return null;
  try {
    const found = await effects.intake.connected(connectionId);
    return found.recorder.source === source ? found : null;
  } catch (error) {
    if (error instanceof CoachError && error.code === "not-found") return null;
    throw error;
  }
}

/** One line in the log, and the connection says so; nothing of the request is kept. */
async function refuse(
  effects: Effects,
  log: Log,
  { connection, workspaceId, recorder }: Connected,
  { status, reason }: Extract<Verdict, { kind: "refused" }>,
): Promise<HookAnswer> {
  log.warn({ source: recorder.source, connection: connection.id, reason }, "a webhook was refused");
  if (worthNoting(connection.id, effects.now())) {
    await effects.database.inWorkspace(workspaceId, (tx) =>
      markProblem(tx, connection.id, `A request was refused: ${reason}`, effects.now()),
    );
  }
  return answer(status, reason);
}

async function keep(
  effects: Effects,
  { workspaceId, connection, recorder }: Connected,
  hook: Hook,
  { items, lifecycle }: { items: readonly ParkedItem[]; lifecycle?: Lifecycle },
): Promise<void> {
  const now = effects.now();
  if (items.length > 0) {
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (hook.headers[name] ? [[name, hook.headers[name]]] : [])),
    );
    const work = await parkTogether(
      effects.database,
      workspaceId,
      items.map((item) => ({
        connectionId: connection.id,
        source: recorder.source,
        way: "webhook" as const,
        key: item.key,
        callKey: item.callKey,
        title: item.title ? storable(item.title).slice(0, 300) : null,
        reference: storable(item.reference),
        headers,
        body: hook.body,
        receivedAt: now,
        nextAt: now,
      })),
    );
    if (work > 0) nudgeInbound(effects, workspaceId);
    if (seenLongAgo(connection, now)) noteSeen(effects, workspaceId, connection.id, now);
  }
  if (lifecycle) await heedLifecycle(effects, workspaceId, connection.id, lifecycle);
}

type ParkedItem = Extract<Verdict, { kind: "taken" }>["items"][number];

/** The database stores no NUL in texts, and nobody says one. */
function storable<T>(value: T): T {
  const text = JSON.stringify(value);
  if (!text.includes("\\u0000")) return value;
  return JSON.parse(text, (_key, one: unknown) =>
    typeof one === "string" ? one.replaceAll("\0", "") : one,
  ) as T;
}

const SEEN_EVERY_MS = 30_000;
/** Being written, and not to be written once more by everybody who comes in meanwhile. */
const beingSeen = new Set<string>();

/** The row is for people: it need not be written for each of three hundred a second. */
function seenLongAgo({ id, seenAt, problem }: Connected["connection"], now: Date): boolean {
  if (beingSeen.has(id)) return false;
  return problem !== null || !seenAt || now.getTime() - seenAt.getTime() > SEEN_EVERY_MS;
}

/** No sender waits for it, and the next one makes up for it when it fails. */
function noteSeen(effects: Effects, workspaceId: string, connectionId: string, now: Date): void {
  beingSeen.add(connectionId);
  void effects.database
    .inWorkspace(workspaceId, (tx) => markSeen(tx, connectionId, now))
    .catch(() => undefined)
    .finally(() => {
      effects.intake.forget(connectionId);
      beingSeen.delete(connectionId);
    });
}

function answer(status: HookAnswer["status"], error: string | null): HookAnswer {
  return {
    status,
    mediaType: "application/json",
    body: JSON.stringify(error === null ? { received: true } : { error }),
  };
}
