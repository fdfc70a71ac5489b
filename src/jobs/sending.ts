import type { DeliveryRow } from "../store/deliveries.ts";

/** What an adapter must know about a message besides its row. */
export interface Sending {
  /**
   * It may stand on the platform already: a process ended, or an answer was lost, between sending and
   * recording. Where the platform can be looked at, look before sending again.
   */
  perhapsSent: boolean;
  /** A message this one is a newer reading of: it changes in its place, where the platform can do that. */
  instead: DeliveryRow | null;
}

/** How long a worker may take to send one message, in milliseconds; then another one takes it over. */
export const LEASE_MS = 60_000;

/** Thrown by an adapter: surely not sent, and to be tried again at a time of the platform's choosing. */
export class NotNow extends Error {
  readonly until: Date;

  constructor(until: Date, reason: string) {
    super(reason);
    this.name = "NotNow";
    this.until = until;
  }
}

/** Thrown by an adapter: nobody is there any more. Somebody left, a channel was archived, the app was removed. */
export class Unreachable extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = "Unreachable";
  }
}

/**
 * Thrown by an adapter: it cannot be sent, or may have been sent as often as it may. Trying again would
 * not help, and somebody else's message would fare no better here.
 */
export class Unsendable extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = "Unsendable";
  }
}
