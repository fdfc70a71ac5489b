import { createHmac } from "node:crypto";

export const SIGNING_SECRET = "a signing secret of tests alone";

/** The headers Slack sends with a body: its time, and what proves that it is Slack's. */
export function signed(
  body: string,
  { secret = SIGNING_SECRET, at = Date.now(), type = "application/json" } = {},
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${hash}`,
  };
}

/** Posts to the endpoint as Slack does: events as JSON, all else as a form. */
export async function tell(
  url: string,
  payload: Record<string, unknown> | URLSearchParams,
  options: { secret?: string; at?: number; retry?: number } = {},
): Promise<Response> {
  const isForm = payload instanceof URLSearchParams;
  const body = isForm ? payload.toString() : JSON.stringify(payload);
  const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
  const headers = {
    ...signed(body, { ...options, type }),
    ...(options.retry && {
      "x-slack-retry-num": String(options.retry),
      "x-slack-retry-reason": "http_timeout",
    }),
  };
  return await fetch(`${url}/slack/events`, { method: "POST", headers, body });
}

/** An interaction or a shortcut: JSON in a form's field. */
export const interaction = (payload: Record<string, unknown>) =>
  new URLSearchParams({ payload: JSON.stringify(payload) });
