import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

type Handler = (payload: string) => void;

/** Postgres LISTEN on one connection of its own, made on first use and made again when it breaks. */
export class Notifications {
  readonly #url: string;
  readonly #handlers = new Map<string, Set<Handler>>();
  #client: Promise<pg.Client> | undefined;
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  /** Resolves once the channel is heard; what is sent while the connection is broken is lost. */
  async listen(channel: string, handler: Handler): Promise<() => Promise<void>> {
    const handlers = this.#handlers.get(channel) ?? new Set<Handler>();
    this.#handlers.set(channel, handlers.add(handler));
    try {
      const client = await this.#connected();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#remove(channel, handler);
      throw error;
    }
    return async () => {
      if (!this.#remove(channel, handler) || this.#closed) return;
      const client = await this.#client?.catch(() => undefined);
      await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#handlers.clear();
    const client = await this.#client?.catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  /** Whether that was the channel's last handler. */
  #remove(channel: string, handler: Handler): boolean {
    const handlers = this.#handlers.get(channel);
    handlers?.delete(handler);
    if (handlers?.size !== 0) return false;
    return this.#handlers.delete(channel);
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true });
    // Without a handler a broken connection would end the process; `end` follows and does the work.
    client.on("error", () => undefined);
    client.on("notification", ({ channel, payload }) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(payload ?? "");
    });
    await client.connect();
    client.on("end", () => void this.#reconnect());
    for (const channel of this.#handlers.keys()) {
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    }
    return client;
  }

  async #reconnect(): Promise<void> {
    this.#client = undefined;
    for (
      let wait = 100;
      !this.#closed && this.#handlers.size > 0;
      wait = Math.min(wait * 2, 5000)
    ) {
      const back = await this.#connected().then(
        () => true,
        () => false,
      );
      if (back) return;
      await sleep(wait, undefined, { ref: false });
    }
  }
}
