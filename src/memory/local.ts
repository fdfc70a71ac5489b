import type { Database } from "../store/database.ts";
import { memoriesAbout, memoriesAfter } from "../store/memories.ts";
import { letGoOfTellings } from "../store/memory-forgotten.ts";
import { directivesOf, observationsOn, putDirective } from "../store/memory-models.ts";
import { findBank, lockBank, shelvesVisibleTo } from "../store/memory-shelves.ts";
import { correct, dispute, share } from "./changing.ts";
import { bringBack, forget } from "./forgetting.ts";
import { retain } from "./keeping.ts";
import type { Memory, MemoryBank, Observation, Reader } from "./memory.ts";
import { consolidate, modelFor, modelHistory, refreshModels } from "./models.ts";
import { inPlace, type Place, WORKSPACE_BANK } from "./place.ts";
import { asMemory, recall } from "./recall.ts";
import { reflect } from "./reflecting.ts";

const PAGE = 500;

/** Memory on Postgres alone, without a model: the default, and what answers when the far one does not. */
export function localMemory(options: {
  database: Database;
  workspaceId: string;
  /** A scratch bank's name; the workspace's own bank when left out. */
  bank?: string;
  /** What is kept waits to be sent to a far bank. */
  far?: boolean;
}): MemoryBank {
  const place: Place = {
    database: options.database,
    workspaceId: options.workspaceId,
    bank: options.bank ?? WORKSPACE_BANK,
    far: options.far ?? false,
  };
  const bank: MemoryBank = {
    sendsOn: false,
    retain: (tellings, settings) => retain(place, tellings, settings?.under),
    recall: (question, settings) => recall(place, question, settings),
    reflect: (question, settings) => reflect(place, bank, question, settings),
    about: (personId, settings) => about(place, personId, settings),
    consolidate: () => consolidate(place),
    observations: (settings) => observations(place, settings),
    refreshModels: () => refreshModels(place),
    model: (id, reader) => modelFor(place, id, reader),
    modelHistory: (id, reader) => modelHistory(place, id, reader),
    direct: (directive) =>
      inPlace(place, async (tx) => {
        const { id } = await lockBank(tx, place.bank);
        await putDirective(tx, { ...directive, bankId: id });
      }),
    directives: () =>
      inPlace(place, async (tx) => {
        const row = await findBank(tx, place.bank);
        return row ? await directivesOf(tx, row.id) : [];
      }),
    correct: (documentId, text, by) => correct(place, documentId, text, by),
    dispute: (documentId, by, disputed) => dispute(place, documentId, by, disputed),
    share: (documentId, by, shared) => share(place, documentId, by, shared),
    forget: (what, by, settings) => forget(place, what, by, settings?.undo ?? false),
    bringBack: (documentId, by) => bringBack(place, documentId, by),
    letGo: (before) => inPlace(place, (tx) => letGoOfTellings(tx, before)),
    export: (reader) => exported(place, reader),
    flush: async () => ({ sent: 0, erased: 0, waiting: 0 }),
  };
  return bank;
}

async function about(
  place: Place,
  personId: string,
  { limit, kinds }: { limit: number; kinds?: string[] },
): Promise<Memory[]> {
  return await inPlace(place, async (tx) => {
    const bank = await findBank(tx, place.bank);
    return bank ? (await memoriesAbout(tx, bank.id, personId, limit, kinds)).map(asMemory) : [];
  });
}

async function observations(
  place: Place,
  { reader, personId }: { reader: Reader; personId?: string },
): Promise<Observation[]> {
  return await inPlace(place, async (tx) => {
    const bank = await findBank(tx, place.bank);
    const shelves = bank ? await shelvesVisibleTo(tx, bank.id, reader) : [];
    const rows = await observationsOn(
      tx,
      shelves.map((shelf) => shelf.id),
      personId,
    );
    return rows.map(({ workspaceId: _w, bankId: _b, shelfId: _s, updatedAt: _u, ...row }) => row);
  });
}

/** Page by page, each in a transaction of its own: an export of a million memories holds nobody up. */
async function* exported(place: Place, reader: Reader): AsyncGenerator<Memory> {
  let after = -1;
  for (;;) {
    const page = await inPlace(place, async (tx) => {
      const bank = await findBank(tx, place.bank);
      const shelves = bank ? await shelvesVisibleTo(tx, bank.id, reader) : [];
      return bank
        ? await memoriesAfter(
            tx,
            bank.id,
            shelves.map((shelf) => shelf.id),
            reader,
            after,
            PAGE,
          )
        : [];
    });
    for (const row of page) yield asMemory(row);
    if (page.length < PAGE) return;
    after = page.at(-1)?.number ?? after;
  }
}
