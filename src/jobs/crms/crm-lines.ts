import { v7 } from "uuid";
import { listConnections } from "../../store/connections.ts";
import { workspaceIds } from "../../store/directory.ts";
import type { Effects } from "../effects.ts";
import type { Log } from "../process.ts";
import { hasLine, listenToCrm } from "./listen-to-crm.ts";

/** The lines this process holds. */
export interface CrmLines {
  /** This process, as it stands with the lines it holds. */
  holder: string;
  /** Takes every line that is free. */
  look(): Promise<void>;
  /** Lets go of all, so that another process has them at once. */
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 10_000;

/**
 * Listens to every connected CRM that has a line, one process a connection. No job of the queue: a line is
 * held for days, and would take the place of work.
 */
export function openCrmLines(effects: Effects, log: Log, everyMs = LOOK_EVERY_MS): CrmLines {
  const holder = v7();
  const stop = new AbortController();
  const held = new Map<string, Promise<void>>();
  const speaking = new Set<string>(
    effects.crms.all.flatMap((crm) => (crm.listen ? crm.provider : [])),
  );

  async function look(): Promise<void> {
    for (const workspaceId of await workspaceIds(effects.database)) {
      if (stop.signal.aborted) return;
      const connections = await effects.database.inWorkspace(workspaceId, (tx) =>
        listConnections(tx, "crm"),
      );
      for (const connection of connections) {
        const { id: connectionId, provider } = connection;
        const listens = hasLine(connection) && speaking.has(provider);
        if (!listens || held.has(connectionId) || stop.signal.aborted) continue;
        const line = listenToCrm(effects, { workspaceId, connectionId }, holder, stop.signal)
          .catch((error: unknown) => {
            log.warn({ connection: connectionId, error }, "a CRM's line could not be kept");
          })
          .finally(() => held.delete(connectionId));
        held.set(connectionId, line);
      }
    }
  }

  let looking: Promise<void> | null = null;
  /** One look at a time: where it takes longer than the time between two, none are to pile up. */
  const again = (): Promise<void> => {
    looking ??= look()
      .catch((error: unknown) => log.warn({ error }, "CRMs could not be looked for"))
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  void again();
  const timer = setInterval(() => void again(), everyMs);
  return {
    holder,
    look: again,
    close: async () => {
      clearInterval(timer);
      stop.abort();
      await looking;
      await Promise.all(held.values());
    },
  };
}
