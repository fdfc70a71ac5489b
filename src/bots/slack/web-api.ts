import { type Logger, webApi } from "@slack/bolt";
import { NotNow, Unreachable, Unsendable } from "../../jobs/sending.ts";

export type SlackClient = webApi.WebClient;

/** How Slack's Web API is called. */
export interface ApiOptions {
  apiUrl: string | null;
  logger: Logger;
}

/** Patience with one call, in milliseconds: a message must be sent within the lease of its job. */
const CALL_MS = 10_000;

/**
 * Jobs decide when to try again, and a limit is theirs to wait for: the client itself neither retries
 * nor queues, and answers nobody's absolute address.
 */
export function clientOptions({ apiUrl, logger }: ApiOptions): webApi.WebClientOptions {
  return {
    logger,
    timeout: CALL_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(apiUrl && { slackApiUrl: apiUrl }),
  };
}

/** One client a token, kept for as long as the process lives. */
export function clients(options: ApiOptions): (token: string) => SlackClient {
  const open = new Map<string, SlackClient>();
  return (token) => {
    const client = open.get(token) ?? new webApi.WebClient(token, clientOptions(options));
    open.set(token, client);
    return client;
  };
}

/** What Slack says when nobody is at the other end any more. */
const GONE: Record<string, string> = {
  account_inactive: "The coach was taken out of this Slack workspace.",
  token_revoked: "The coach was taken out of this Slack workspace.",
  invalid_auth: "Slack does not know the coach's token any more.",
  channel_not_found: "The channel is not there any more, or the coach is not in it.",
  is_archived: "The channel is archived.",
  not_in_channel: "The coach is not in that channel. Invite it there: /invite @coach",
  user_not_found: "The person is not in this Slack workspace any more.",
  user_disabled: "The person's Slack account is closed.",
  cannot_dm_bot: "Bots are not written to.",
  user_not_in_channel: "The person is not in that channel.",
  messages_tab_disabled: "The app's Messages tab is switched off in Slack.",
};

const REFUSED = new Set([
  ...["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"],
  "metadata_too_large",
]);

/** Whether Slack found fault with the message itself: the same one would be refused again. */
export const isRefused = (error: unknown) => REFUSED.has(slackError(error) ?? "");

/** The error's name in Slack's words; `null` for what is not Slack's answer. */
export function slackError(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** Slack's refusals in our words: wait, gone, refused; anything else stays what it is. */
export function translated(error: unknown, now: Date): unknown {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new NotNow(
      new Date(now.getTime() + error.retryAfter * 1000),
      "Slack asks to slow down.",
    );
  }
  const said = slackError(error);
  if (!said) return error;
  if (said === "ratelimited" || said === "rate_limited") {
    return new NotNow(new Date(now.getTime() + 30_000), "Slack asks to slow down.");
  }
  const gone = GONE[said];
  if (gone) return new Unreachable(gone, { cause: error });
  if (isRefused(error)) {
    return new Unsendable(`Slack does not take this message: ${said}.`, { cause: error });
  }
  return error;
}
