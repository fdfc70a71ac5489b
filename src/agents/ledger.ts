import type { Database } from "../store/database.ts";
import { addSpend, spentSince } from "../store/spend.ts";

/** What one request to a language model used. */
export interface Usage {
  /** Read at full price: neither written to the cache nor read from it. */
  inputTokens: number;
  outputTokens: number;
  cacheWriteTokens: number;
  cacheReadTokens: number;
}

export interface Spend extends Usage {
  agent: string;
  model: string;
  /** Millionths of a US dollar. */
  costMicros: number;
}

/** Who keeps count of what the language model costs, workspace by workspace. */
export interface Ledger {
  /** Millionths of a US dollar since the first of this month, UTC. */
  spentThisMonth(workspaceId: string): Promise<number>;
  record(workspaceId: string, spend: Spend): Promise<void>;
}

/** The ledger kept in Postgres, a row a request. */
export function storedLedger(database: Database, now: () => Date): Ledger {
  return {
    spentThisMonth: (workspaceId) => {
      const today = now();
      const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 1));
      return database.inWorkspace(workspaceId, (tx) => spentSince(tx, first));
    },
    record: (workspaceId, spend) =>
      database.inWorkspace(workspaceId, (tx) => addSpend(tx, { ...spend, at: now() })),
  };
}
