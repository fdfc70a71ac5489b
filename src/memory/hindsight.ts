import type { Database } from "../store/database.ts";
import { visibleMemories } from "../store/memories.ts";
import {
  erasuresDone,
  farBacklog,
  noteFar,
  queueForFar,
  waitingErasures,
  waitingMemories,
} from "../store/memory-far.ts";
import { findBank, type ShelfRow, shelvesVisibleTo } from "../store/memory-shelves.ts";
import { takeFarRefresh, wantFarRefresh } from "../store/memory-told.ts";
import { FarRefusal, type Patience } from "./hindsight/attempts.ts";
import { farBank, SHELF_FOR_ALL } from "./hindsight/far-bank.ts";
import { localMemory } from "./local.ts";
import type { Hit, MemoryBank } from "./memory.ts";
import { inPlace, type Place, WORKSPACE_BANK } from "./place.ts";
import { asMemory, type RecallOptions } from "./recall.ts";
import { reflect } from "./reflecting.ts";

/** A memory that is also kept on a Hindsight server. */
export interface FarMemory extends MemoryBank {
  /** False when the last question or sending found no server. */
  reachable(): boolean;
}

const FLUSH = 200;
/** Reciprocal rank fusion; both lists were ranked by four looks or more and agree at the top. */
const FUSION = 10;
const AWAY_MS = 30_000;

/**
 * Memory with a Hindsight server beside it. The rows here stay the truth: every telling is kept here
 * first and waits to be sent, who may see what is decided here, and each far hit counts only when it is
 * a memory here that its reader may see. What is private to one person is never sent. When the server
 * is away, the local bank answers alone.
 */
export function hindsightMemory(options: {
  database: Database;
  workspaceId: string;
  bank?: string;
  url: string;
  apiKey: string | null;
  now?: () => Date;
  patience?: Patience;
}): FarMemory {
  const { database, workspaceId, bank: bankName = WORKSPACE_BANK } = options;
  const now = options.now ?? (() => new Date());
  const near = localMemory({ database, workspaceId, bank: bankName, far: true });
  const place: Place = { database, workspaceId, bank: bankName, far: true };
  const scratch = bankName === WORKSPACE_BANK ? "" : `::${bankName}`;
  const far = farBank({
    ...options,
    bankId: `coaching-os::${workspaceId}${scratch}`,
  });
  let prepared: Promise<void> | undefined;
  let reached = true;
  let awayUntil = 0;

  /** Asks the far side; `null` when it is away, for memory never fails whoever remembers. */
  async function orNone<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      const answer = await ask();
      reached = true;
      return answer;
    } catch {
      reached = false;
      awayUntil = now().getTime() + AWAY_MS;
      return null;
    }
  }

  /** The same for whoever waits for the answer: after a failure nobody waits again for a while. */
  async function quickly<T>(ask: () => Promise<T>): Promise<T | null> {
    return reached || now().getTime() >= awayUntil ? await orNone(ask) : null;
  }

  const memory: FarMemory = {
    ...near,
    sendsOn: true,
    reachable: () => reached,
    recall: async (question, settings) => {
      const [nearHits, farHits] = await Promise.all([
        near.recall(question, settings),
        question.trim() === "" ? [] : farRecall(question, settings),
      ]);
      return fuse(nearHits, farHits, settings.limit);
    },
    reflect: async (question, settings) => ({
      ...(await reflect(place, memory, question, settings)),
      degraded: !reached,
    }),
    refreshModels: async () => {
      const changed = await near.refreshModels();
      // Each far refresh is paid for: it is noted, and the next flush that may spends it.
      if (changed.length > 0) {
        await inPlace(place, async (tx) => {
          const bank = await findBank(tx, place.bank);
          if (bank) await wantFarRefresh(tx, bank.id);
        });
      }
      return changed;
    },
    model: async (id, reader) => {
      const mine = await near.model(id, reader);
      const { erasures } = await backlog();
      // Until the server has forgotten as well, its own words may still hold what should be gone.
      const theirs = erasures > 0 ? null : await quickly(() => far.model(id));
      if (!theirs) return mine;
      const heading = "## As Hindsight puts it, from what everybody here may see";
      return { ...mine, markdown: `${mine.markdown}\n${heading}\n\n${theirs.trim()}\n` };
    },
    flush: async (limit = FLUSH) => {
      const done = { sent: 0, erased: 0 };
      await orNone(async () => {
        prepared ??= prepare();
        // A preparation that failed is tried again the next time.
        await prepared.catch((error: unknown) => {
          prepared = undefined;
          throw error;
        });
        done.erased = await flushErasures(limit);
        done.sent = await flushMemories(limit);
        if (await refreshIsDue()) await far.refreshModels();
      });
      return { ...done, waiting: (await backlog()).waiting };
    },
  };
  return memory;

  /** The far bank, and what was kept here before there was one. */
  async function prepare(): Promise<void> {
    await far.prepare();
    await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      if (bank) await queueForFar(tx, bank.id);
    });
  }

  async function farRecall(question: string, settings: RecallOptions): Promise<Hit[]> {
    const shelves = await visibleShelves(settings.reader);
    const tags = shelves.flatMap((shelf) => tagOf(shelf) ?? []);
    if (tags.length === 0) return [];
    const ids = await quickly(() => far.recall(question, tags, settings.now ?? null));
    if (!ids || ids.length === 0) return [];
    const rows = await inPlace(place, (tx) =>
      visibleMemories(
        tx,
        shelves[0]?.bankId ?? "",
        shelves.map((shelf) => shelf.id),
        ids.filter(isId),
        settings.within ?? {},
      ),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => {
      const row = byId.get(id);
      return row ? [{ ...asMemory(row), score: 0 }] : [];
    });
  }

  async function visibleShelves(reader: RecallOptions["reader"]): Promise<ShelfRow[]> {
    return await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      return bank ? await shelvesVisibleTo(tx, bank.id, reader) : [];
    });
  }

  async function backlog() {
    return await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      return bank ? await farBacklog(tx, bank.id) : { waiting: 0, erasures: 0 };
    });
  }

  async function refreshIsDue(): Promise<boolean> {
    return await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      return bank ? await takeFarRefresh(tx, bank.id, now()) : false;
    });
  }

  async function flushErasures(limit: number): Promise<number> {
    const waiting = await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      return bank ? await waitingErasures(tx, bank.id, limit) : [];
    });
    if (waiting.length === 0) return 0;
    for (const { documentId } of waiting) await far.forget(documentId);
    await far.clearModels();
    await inPlace(place, (tx) =>
      erasuresDone(
        tx,
        waiting.map((erasure) => erasure.id),
      ),
    );
    return waiting.length;
  }

  async function flushMemories(limit: number): Promise<number> {
    const waiting = await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      return bank ? await waitingMemories(tx, bank.id, limit) : [];
    });
    let sent = 0;
    for (const row of waiting) {
      const tag = tagOf({ audience: row.audience, personId: row.shelfPersonId });
      try {
        if (tag === null) await far.forget(row.id);
        else
          await far.retain({
            ...{ id: row.id, text: row.text, at: row.at },
            ...{ context: row.kind, tags: [tag] },
          });
        sent += 1;
        await inPlace(place, (tx) => noteFar(tx, row.id, row.digest, "sent"));
      } catch (error) {
        if (!(error instanceof FarRefusal)) throw error;
        // It stays here, where it is found; only the far side will not have it.
        await inPlace(place, (tx) => noteFar(tx, row.id, row.digest, "refused"));
      }
    }
    return sent;
  }
}

/**
 * The far label of a shelf, `null` for a private one. One label a memory: the server folds memories
 * with the same labels into observations, and those of two shelves must not be folded together.
 */
function tagOf({ audience, personId }: Pick<ShelfRow, "audience" | "personId">): string | null {
  if (audience === "workspace") return SHELF_FOR_ALL;
  return audience === "team" && personId ? `see:team:${personId}` : null;
}

const isId = (id: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

function fuse(nearHits: readonly Hit[], farHits: readonly Hit[], limit: number): Hit[] {
  const total = new Map<string, Hit>();
  for (const list of [nearHits, farHits]) {
    for (const [place, hit] of list.entries()) {
      const score = (total.get(hit.id)?.score ?? 0) + 1 / (FUSION + place);
      total.set(hit.id, { ...hit, score: Number(score.toFixed(6)) });
    }
  }
  return [...total.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}
