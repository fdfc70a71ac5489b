import { LEASE_MS } from "../../jobs/sending.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import type { SlackAddress } from "./address.ts";
import type { SlackClient } from "./web-api.ts";

/** Messages a page: newer apps are given 15 of them at most, whatever they ask for. */
const PAGE = 100;
const MOST_PAGES = 10;
/** Slack's clock and ours may differ by so much, in milliseconds. */
const SKEW_MS = 60_000;

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
  address: SlackAddress,
  delivery: Pick<DeliveryRow, "id" | "createdAt" | "claimedUntil">,
  botUserId: string,
): Promise<Found | null> {
  const { threadTs } = address;
  let draft: string | undefined;
  for await (const one of since(client, address, delivery)) {
    if (!one.ts || one.user !== botUserId) continue;
    if (idIn(one.metadata) === delivery.id) return { ts: one.ts, draft: false };
    const begun = threadTs && one.ts !== threadTs && !one.metadata;
    if (begun && Number(one.ts) > Number(draft ?? 0)) draft = one.ts;
  }
  return draft ? { ts: draft, draft: true } : null;
}

/**
 * What stands there since it was written; in a channel, where much else may stand, from the time of the
 * last try alone: whoever tried before that has looked, too. A busy channel takes several pages.
 */
async function* since(
  client: SlackClient,
  { channel, threadTs }: SlackAddress,
  { createdAt, claimedUntil }: Pick<DeliveryRow, "createdAt" | "claimedUntil">,
) {
  const tried = threadTs ? null : claimedUntil;
  const from = tried ? tried.getTime() - LEASE_MS : createdAt.getTime();
  const oldest = seconds(Math.max(from, createdAt.getTime()) - SKEW_MS);
  const asked = {
    ...{ channel, oldest, limit: PAGE, include_all_metadata: true },
    ...(tried && { latest: seconds(tried.getTime() + SKEW_MS) }),
  };
  let cursor = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const one = { ...asked, ...(cursor && { cursor }) };
    const { messages = [], response_metadata } = threadTs
      ? await client.conversations.replies({ ...one, ts: threadTs })
      : await client.conversations.history(one);
    // Slack gives the first message of a thread whenever that was.
    for (const message of messages) if (Number(message.ts) >= Number(oldest)) yield message;
    cursor = response_metadata?.next_cursor ?? "";
    if (!cursor) return;
  }
}

const seconds = (milliseconds: number) => String(milliseconds / 1000);

function idIn(metadata: unknown): string | null {
  const payload = (metadata as { event_payload?: { delivery_id?: unknown } } | null | undefined)
    ?.event_payload;
  return typeof payload?.delivery_id === "string" ? payload.delivery_id : null;
}
