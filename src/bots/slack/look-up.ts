import type { SlackAddress } from "./address.ts";
import type { SlackClient } from "./web-api.ts";

/** How many of the newest messages are looked through: all that newer apps are given in one page. */
const NEWEST = 15;

interface Found {
  ts: string;
  /** A message that was being written when its writer was cut off: it has no words of its own yet. */
  draft: boolean;
}

/**
 * Looks whether a message stands in Slack already, by the delivery's id in its metadata. Where that is
 * not there, a draft of ours that was begun since and never finished counts as it.
 */
export async function findSent(
  client: SlackClient,
  { channel, threadTs }: SlackAddress,
  delivery: { id: string; createdAt: Date },
  botUserId: string,
): Promise<Found | null> {
  const oldest = String((delivery.createdAt.getTime() - 60_000) / 1000);
  const asked = { channel, oldest, limit: NEWEST, include_all_metadata: true };
  const { messages = [] } = threadTs
    ? await client.conversations.replies({ ...asked, ts: threadTs })
    : await client.conversations.history(asked);
  const ours = messages.filter(
    ({ ts, user }) => ts && user === botUserId && Number(ts) >= Number(oldest),
  );
  const sent = ours.find((one) => idIn(one.metadata) === delivery.id);
  if (sent?.ts) return { ts: sent.ts, draft: false };
  const draft = threadTs ? ours.findLast((one) => one.ts !== threadTs && !one.metadata) : undefined;
  return draft?.ts ? { ts: draft.ts, draft: true } : null;
}

function idIn(metadata: unknown): string | null {
  const payload = (metadata as { event_payload?: { delivery_id?: unknown } } | null | undefined)
    ?.event_payload;
  return typeof payload?.delivery_id === "string" ? payload.delivery_id : null;
}
