import type { FetchedFile } from "../jobs/effects.ts";
import type { Sending } from "../jobs/sending.ts";
import type { Sent, Writing } from "../jobs/writing.ts";
import type { DeliveryRow } from "../store/deliveries.ts";
import type { ChatPerson } from "../store/identities.ts";
import type { DroppedFile } from "../store/schema.ts";

/** What a chat platform must be able to do for the coach. One adapter a platform. */
export interface Chat {
  platform: string;
  /**
   * Sends one message of the outbox, in its thread if it has one. A message to a channel that has a
   * person is for that person's eyes only. Done, or thrown, within `LEASE_MS`.
   * @throws NotNow, Unreachable, Unsendable, or anything else when it may or may not have been sent
   */
  send(delivery: DeliveryRow, sending?: Sending): Promise<Sent>;
  /** Draws a sent message again where it stands, `delivery.answered` and all; returns what was drawn. */
  redraw?(delivery: DeliveryRow): Promise<unknown>;
  /** Fetches what somebody dropped; throws a CoachError with a sentence for them when it cannot be had. */
  fetchFile?(workspaceId: string, file: DroppedFile): Promise<FetchedFile>;
  /** Everybody on the platform who could be one of ours. */
  people?(workspaceId: string): Promise<ChatPerson[]>;
  /**
   * Shows a message while it is being written, where the platform can. The row has its id, recipient,
   * thread and platform; its `message` is a placeholder until `finish`. After a crash the same row may
   * be begun again, or sent: what stands from the first time is then to be replaced, if it is found.
   */
  stream?(delivery: DeliveryRow): Writing;
}

/** On a platform that cannot show writing, the finished message simply arrives. */
export function openWriting(chat: Chat, delivery: DeliveryRow): Writing {
  return (
    chat.stream?.(delivery) ?? {
      status: () => undefined,
      append: () => undefined,
      finish: (finished) => chat.send(finished),
      abandon: async () => undefined,
    }
  );
}
