import type { Sent, Writing } from "../jobs/writing.ts";
import type { DeliveryRow } from "../store/deliveries.ts";

/** What a chat platform must be able to do for the coach. One adapter a platform. */
export interface Chat {
  platform: string;
  /** Sends one message of the outbox, in its thread if it has one. */
  send(delivery: DeliveryRow): Promise<Sent>;
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
