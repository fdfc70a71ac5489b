import { CoachError } from "../../errors.ts";
import type { Database } from "../../store/database.ts";
import { type Parked, park } from "../../store/inbound.ts";

interface Waiting {
  items: readonly Parked[];
  done(work: number): void;
  failed(error: unknown): void;
}

const waiting = new WeakMap<Database, Map<string, Waiting[]>>();

/**
 * As much may wait for the disk in this process, of all workspaces: seconds of the worst flood. Beyond
 * it a sender is better told to come back than kept on the line until it hangs up.
 */
const MOST_WAITING = 2_000;
const MOST_BYTES = 64 * 1024 * 1024;
const held = { requests: 0, bytes: 0 };

/**
 * Parks what a request brought, together with what others bring meanwhile: while one transaction is on
 * its way to the disk the next gathers, so that a flood of requests is a trickle of transactions.
 *
 * @returns when it is kept: how much of the lot is to be worked on
 * @throws CoachError `unavailable` when too much waits already
 */
export async function parkTogether(
  database: Database,
  workspaceId: string,
  items: readonly Parked[],
): Promise<number> {
  // What several items have in common is held once.
  const bytes = items[0]?.body?.length ?? 0;
  if (held.requests >= MOST_WAITING || (held.requests > 0 && held.bytes + bytes > MOST_BYTES)) {
    throw new CoachError("unavailable", "Too much comes in at once. Send it again in a moment.");
  }
  held.requests += 1;
  held.bytes += bytes;
  try {
    return await join(database, workspaceId, items);
  } finally {
    held.requests -= 1;
    held.bytes -= bytes;
  }
}

function join(database: Database, workspaceId: string, items: readonly Parked[]): Promise<number> {
  const lines = waiting.get(database) ?? new Map<string, Waiting[]>();
  waiting.set(database, lines);
  return new Promise((done, failed) => {
    const line = lines.get(workspaceId);
    if (line) {
      line.push({ items, done, failed });
      return;
    }
    lines.set(workspaceId, [{ items, done, failed }]);
    void flush(database, workspaceId, lines);
  });
}

/** A lot is no larger: one statement has at most 65,535 values. */
const LARGEST_LOT = 200;

async function flush(
  database: Database,
  workspaceId: string,
  lines: Map<string, Waiting[]>,
): Promise<void> {
  for (;;) {
    const line = lines.get(workspaceId) ?? [];
    const lot = line.splice(0, LARGEST_LOT);
    if (lot.length === 0) {
      lines.delete(workspaceId);
      return;
    }
    await keep(database, workspaceId, lot);
  }
}

async function keep(database: Database, workspaceId: string, lot: Waiting[]): Promise<void> {
  try {
    const items = [...new Map(lot.flatMap(keyed)).values()];
    const work = await database.inWorkspace(workspaceId, (tx) => park(tx, items));
    for (const one of lot) one.done(work);
  } catch (error) {
    const [only, ...others] = lot;
    if (only && others.length === 0) only.failed(error);
    // One of them cannot be kept: it must not take the others with it.
    else for (const one of lot) await keep(database, workspaceId, [one]);
  }
}

/** One statement may not touch a row twice: of two with one key the later is kept. */
const keyed = ({ items }: Waiting) =>
  items.map((item) => [`${item.source}\n${item.key}`, item] as const);
