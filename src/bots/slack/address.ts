import { z } from "zod";
import { Unreachable } from "../../jobs/sending.ts";
import type { Database, Transaction } from "../../store/database.ts";
import { type DeliveryRow, findDelivery } from "../../store/deliveries.ts";
import { identityOf } from "../../store/identities.ts";
import { placeOf, rememberPlace } from "../../store/places.ts";
import { findSaid } from "../../store/said.ts";
import { SLACK } from "./installations.ts";
import { type SlackClient, translated } from "./web-api.ts";

const address = z.looseObject({
  /** A channel's id, or that of the direct conversation once it was opened. */
  channel: z.string().optional(),
  /** Whose direct conversation it is. */
  user: z.string().optional(),
});

/** Where a message goes in Slack. */
export interface SlackAddress {
  channel: string;
  /** The message its thread hangs on; `null` for one of its own. */
  threadTs: string | null;
  /** For one person's eyes in a channel: their user id. */
  onlyFor: string | null;
  /** The user at the other end of a direct conversation; `null` in channels. */
  user: string | null;
}

/** What Slack calls a message: a ts means nothing without its channel. */
export const messageRef = (channel: string, ts: string) => `${channel}:${ts}`;

/** Reads it back; `null` for what is no message of Slack's. */
export function readMessageRef(ref: string | null): { channel: string; ts: string } | null {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(ref ?? "") ?? [];
  return channel && ts ? { channel, ts } : null;
}

/**
 * Finds where a delivery goes. A person's conversation is opened on first use and kept.
 * @throws Unreachable when nobody has said where the recipient is, or it is gone
 */
export async function addressOf(
  database: Database,
  client: SlackClient,
  row: DeliveryRow,
  now: Date,
): Promise<SlackAddress> {
  const known = await database.inWorkspace(row.workspaceId, async (tx) => {
    const place = await placeOf(tx, SLACK, row.recipient);
    return {
      place: place && address.parse(place.address),
      thread: await threadOf(tx, row),
      onlyFor:
        row.personId && !row.recipient.startsWith("dm:")
          ? await identityOf(tx, SLACK, row.personId)
          : null,
    };
  });
  const user = known.place?.user ?? null;
  const channel =
    known.place?.channel ??
    (user ? await openDirect(database, client, row, user, now) : channelIn(row.recipient));
  if (!channel) throw new Unreachable(`Nobody has said where ${row.recipient} is in Slack.`);
  // A thread is of one channel: an answer that goes elsewhere stands by itself.
  const threadTs = known.thread?.channel === channel ? known.thread.ts : null;
  return { channel, threadTs, onlyFor: known.onlyFor, user };
}

async function openDirect(
  database: Database,
  client: SlackClient,
  row: DeliveryRow,
  user: string,
  now: Date,
): Promise<string | null> {
  const opened = await client.conversations.open({ users: user }).catch((error: unknown) => {
    throw translated(error, now);
  });
  const channel = opened.channel?.id ?? null;
  if (channel) {
    await database.inWorkspace(row.workspaceId, async (tx) => {
      const place = await placeOf(tx, SLACK, row.recipient);
      if (!place) return;
      const { recipient, seenAt } = place;
      const address = { ...place.address, channel };
      await rememberPlace(tx, { platform: SLACK, recipient, address, at: seenAt });
    });
  }
  return channel;
}

/** `channel:C0123` is its own address; a name such as `channel:team` must have been told. */
function channelIn(recipient: string): string | null {
  return /^channel:([CG][A-Z0-9]{6,})$/.exec(recipient)?.[1] ?? null;
}

/** The message a thread hangs on: the coach's, or a person's own words that opened it. */
async function threadOf(tx: Transaction, row: DeliveryRow) {
  if (!row.threadId) return null;
  const named = await findDelivery(tx, row.threadId);
  const root = named?.threadId ? await findDelivery(tx, named.threadId) : named;
  if (root) return readMessageRef(root.externalRef) ?? (await saidRef(tx, named?.threadId));
  return await saidRef(tx, row.threadId);
}

async function saidRef(tx: Transaction, id: string | null | undefined) {
  const said = id ? await findSaid(tx, id) : null;
  return readMessageRef(said?.externalRef ?? null);
}
