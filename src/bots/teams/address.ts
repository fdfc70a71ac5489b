import { z } from "zod";
import { type TeamsActivity, tenantOf } from "./activity.ts";
import type { At } from "./connector.ts";

const KINDS = ["personal", "groupChat", "channel"] as const;

const address = z.object({
  serviceUrl: z.url({ protocol: /^https?$/ }),
  /**
   * Without the thread: in a channel each thread is a conversation of its own. `null`: the 1:1 chat with
   * somebody met elsewhere, not opened yet.
   */
  conversationId: z.string().min(1).nullable(),
  kind: z.enum(KINDS),
  tenantId: z.string().nullable(),
  botId: z.string(),
  /** The other one of a 1:1 chat. */
  userId: z.string().nullable(),
  teamId: z.string().nullable(),
});

/** Where a conversation is in Teams: what is kept of a place, and enough to write there unasked. */
export type TeamsAddress = z.infer<typeof address>;

/** Where a conversation surely is. */
export type OpenAddress = TeamsAddress & { conversationId: string };

/** Reads what was kept of a place. */
export function readAddress(kept: unknown): TeamsAddress {
  return address.parse(kept);
}

/** The conversation something happened in, and the message its thread began with. */
export function addressOf(activity: TeamsActivity): {
  address: OpenAddress;
  thread: string | null;
} {
  const { conversation, channelData, serviceUrl, recipient, from } = activity;
  const [conversationId = conversation.id, ...parts] = conversation.id.split(";");
  const kind = kindOf(conversation.conversationType, channelData?.team?.id);
  const thread = parts.find((part) => part.startsWith("messageid="))?.slice("messageid=".length);
  return {
    address: {
      serviceUrl,
      conversationId,
      kind,
      tenantId: tenantOf(activity),
      botId: recipient?.id ?? "",
      userId: kind === "personal" ? from.id : null,
      teamId: channelData?.team?.id ?? null,
    },
    thread: thread ?? null,
  };
}

/** The 1:1 chat with somebody met in another conversation, to be opened when there is something to say. */
export function chatWith(userId: string, met: TeamsAddress): TeamsAddress {
  return { ...met, conversationId: null, kind: "personal", userId, teamId: null };
}

/** Where to write: in a channel into a thread, everywhere else into the one conversation there is. */
export function conversationAt(place: OpenAddress, thread: string | null): At {
  const { serviceUrl, conversationId } = place;
  const inThread = place.kind === "channel" && thread !== null;
  return {
    serviceUrl,
    conversationId: inThread ? `${conversationId};messageid=${thread}` : conversationId,
  };
}

/** Local clients leave the type out. */
function kindOf(
  type: string | null | undefined,
  teamId: string | null | undefined,
): TeamsAddress["kind"] {
  return KINDS.find((kind) => kind === type) ?? (teamId ? "channel" : "personal");
}
