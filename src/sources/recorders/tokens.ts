import { createHash } from "node:crypto";

interface Token {
  value: string;
  expiresAt: number;
}

/** Renewed this long before it ends: a request under way must not arrive too late. */
const MARGIN_MS = 60_000;

/** Short-lived access tokens of one process, each fetched once however many ask at the same time. */
export interface Tokens {
  /** The living token of these credentials, else a new one. */
  get(credentials: string, renew: () => Promise<Token>, now: Date): Promise<string>;
  /** The vendor would not have it any more. */
  drop(credentials: string): void;
}

export function openTokens(): Tokens {
  const kept = new Map<string, Promise<Token>>();
  // Not the credentials themselves: what lies in a map ends up in heap dumps.
  const nameOf = (credentials: string) => createHash("sha256").update(credentials).digest("hex");
  const get: Tokens["get"] = async (credentials, renew, now) => {
    const name = nameOf(credentials);
    const pending = kept.get(name);
    if (pending) {
      const token = await pending.catch(() => null);
      if (token && token.expiresAt - MARGIN_MS > now.getTime()) return token.value;
      // Somebody else began to renew it while we looked.
      if (kept.get(name) !== pending) return await get(credentials, renew, now);
    }
    const fresh = renew();
    kept.set(name, fresh);
    try {
      return (await fresh).value;
    } catch (error) {
      if (kept.get(name) === fresh) kept.delete(name);
      throw error;
    }
  };
  return {
    get,
    drop: (credentials) => {
      kept.delete(nameOf(credentials));
    },
  };
}
