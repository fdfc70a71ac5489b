import type { DeliveryRow } from "../store/deliveries.ts";

/** What became of a message: what was drawn, and the platform's id of it. */
export interface Sent {
  rendered: unknown;
  externalRef: string | null;
}

/**
 * A message that is written before the eyes of whoever waits for it. `status` and `append` are never
 * waited for and never throw: an adapter keeps to its platform's pace by itself, and leaving some out
 * costs nothing, because `finish` replaces all of it.
 */
export interface Writing {
  /** What is being done; takes the place of the line before: "Reading call 3 of 5". */
  status(line: string): void;
  /** Adds a sentence or paragraph, each of which has passed its checks. Plain text, no markup. */
  append(text: string): void;
  /**
   * The finished message takes the place of all that was shown. The same row that was begun, now with
   * its real message; throws when it could not be sent, and it is then sent as any other.
   */
  finish(delivery: DeliveryRow): Promise<Sent>;
  /** There will be no message: takes away what was shown. Never throws. */
  abandon(): Promise<void>;
}
