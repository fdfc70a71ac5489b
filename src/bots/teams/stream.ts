import { setTimeout as sleep } from "node:timers/promises";
import type { Sent, Writing } from "../../jobs/writing.ts";
import type { DeliveryRow } from "../../store/deliveries.ts";
import type { OutgoingActivity } from "./connector.ts";
import type { Drawn } from "./draw.ts";
import { type Where, whereTo } from "./where.ts";
import type { TeamsWorld } from "./world.ts";

/** Teams takes one update of a stream a second. */
const GAP_MS = 1_050;
/** It ends a stream after two minutes; ours is brought to an end before that. */
const LONGEST_MS = 105_000;

type Sender = (row: DeliveryRow) => Promise<Sent>;
type Drawing = (row: DeliveryRow) => { look: Drawn; activity: OutgoingActivity };

/**
 * Writes before the eyes of whoever waits, which Teams shows in 1:1 chats. A stream's words may only
 * grow, so that its last word is what was shown; the finished card then takes the place of it.
 */
export function writeInSight(
  world: TeamsWorld,
  row: DeliveryRow,
  { send, activity }: { send: Sender; activity: Drawing },
): Writing {
  const stream = new Stream(world, row);
  return {
    status: (line) => stream.tell({ line }),
    append: (text) => stream.tell({ text }),
    finish: async (finished) => {
      const stands = await stream.end(finished.message.summary);
      if (!stands) return await send(finished);
      const { look, activity: card } = activity(finished);
      // The words are there; without the card they are still an answer, and drawn again they get it.
      await world.connector.update(stands.at, stands.id, card).catch((error: unknown) => {
        world.log.warn({ deliveryId: row.id, error }, "an answer stayed without its card");
      });
      return { rendered: look, externalRef: stands.id };
    },
    abandon: async () => {
      const stands = await stream.end().catch(() => null);
      if (stands) {
        await world.connector.remove(stands.at, stands.id).catch(() => undefined);
      }
    },
  };
}

class Stream {
  #world: TeamsWorld;
  #row: DeliveryRow;
  #where: Where | null = null;
  #line = "";
  #text = "";
  #shown = "";
  #sequence = 0;
  #id: string | null = null;
  #begunAt = 0;
  #lastAt = 0;
  #isOver = false;
  #isClosed = false;
  #pump: Promise<void> | null = null;

  constructor(world: TeamsWorld, row: DeliveryRow) {
    this.#world = world;
    this.#row = row;
  }

  tell({ line, text }: { line?: string; text?: string }): void {
    if (line !== undefined) this.#line = line;
    if (text !== undefined) this.#text += this.#text ? `\n\n${text}` : text;
    this.#pump ??= this.#run().finally(() => {
      this.#pump = null;
    });
  }

  /** Shows the newest state and then, while it was shown, a newer one; what lies between is left out. */
  async #run(): Promise<void> {
    try {
      while (!this.#isOver && this.#next() !== this.#shown) {
        await this.#pace();
        if (this.#isOver) return;
        await this.#show(this.#next());
      }
    } catch (error) {
      // Stopped by its reader, or another stream is open: the answer simply arrives.
      this.#isOver = true;
      this.#world.log.warn({ deliveryId: this.#row.id, error }, "an answer is not streamed");
    }
  }

  #next(): string {
    return this.#text || this.#line;
  }

  async #pace(): Promise<void> {
    const since = Date.now() - this.#lastAt;
    if (this.#lastAt > 0 && since < GAP_MS) await sleep(GAP_MS - since);
  }

  async #show(words: string): Promise<void> {
    this.#where ??= await whereTo(this.#world, this.#row);
    if (this.#where.address.kind !== "personal") {
      this.#isOver = true;
      return;
    }
    if (this.#begunAt > 0 && Date.now() - this.#begunAt > LONGEST_MS) return await this.#close();
    this.#begunAt ||= Date.now();
    this.#sequence += 1;
    const streamType = this.#text ? "streaming" : "informative";
    const info = { type: "streaminfo", streamType, streamSequence: this.#sequence };
    const id = await this.#world.connector.send(this.#where.at, {
      type: "typing",
      text: words,
      entities: [{ ...info, ...(this.#id && { streamId: this.#id }) }],
    });
    this.#id ??= id;
    this.#shown = words;
    this.#lastAt = Date.now();
  }

  /** The stream's last word, as a message that stays: words that were shown may only grow. */
  async #close(words = this.#shown): Promise<void> {
    this.#isOver = true;
    if (!this.#where || !this.#id) return;
    await this.#world.connector.send(this.#where.at, {
      type: "message",
      text: this.#text ? this.#shown : words,
      entities: [{ type: "streaminfo", streamType: "final", streamId: this.#id }],
    });
    this.#isClosed = true;
  }

  /** Ends it; where something was shown, the message it has become. */
  async end(words?: string): Promise<{ at: Where["at"]; id: string } | null> {
    const stopped = this.#isOver && !this.#isClosed;
    this.#isOver = true;
    await this.#pump;
    if (stopped || !this.#where || !this.#id) return null;
    if (!this.#isClosed) {
      await this.#pace();
      await this.#close(words);
    }
    return { at: this.#where.at, id: this.#id };
  }
}
