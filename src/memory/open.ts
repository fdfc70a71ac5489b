import type { Database } from "../store/database.ts";
import { localMemory } from "./local.ts";
import type { Memories, MemoryBank } from "./memory.ts";

/**
 * Opens each workspace's memory when it is first asked for: our own bank on Postgres, and with a server
 * given a Hindsight beside it. The vendor's client is loaded only in the second case.
 */
export async function openMemories(options: {
  database: Database;
  hindsight: { url: string; apiKey: string | null } | null;
  now?: () => Date;
}): Promise<Memories> {
  const { database, hindsight } = options;
  const far = hindsight ? await import("./hindsight.ts") : null;
  const banks = new Map<string, MemoryBank>();
  const open = (workspaceId: string): MemoryBank =>
    far && hindsight
      ? far.hindsightMemory({
          ...{ database, workspaceId, ...hindsight },
          ...(options.now ? { now: options.now } : {}),
        })
      : localMemory({ database, workspaceId });
  return (workspaceId) => {
    // One bank a workspace: a far one remembers that its server is away.
    const bank = banks.get(workspaceId) ?? open(workspaceId);
    banks.set(workspaceId, bank);
    return bank;
  };
}
