import type { DeliveryRow } from "../store/deliveries.ts";

/** What a chat platform must be able to do for the coach. One adapter a platform. */
export interface Chat {
  platform: string;
  /**
   * Sends one message of the outbox, in its thread if it has one.
   * @returns what was sent, and the platform's id of it
   */
  send(delivery: DeliveryRow): Promise<{ rendered: unknown; externalRef: string | null }>;
}
