import { CoachError } from "../errors.ts";
import type { Transaction } from "../store/database.ts";
import {
  deleteMemories,
  type MemoryRow,
  memoriesByDocument,
  memoriesToForget,
  setDisputed,
} from "../store/memories.ts";
import { noteErasures } from "../store/memory-far.ts";
import { removeFromIndex } from "../store/memory-index.ts";
import { deleteModels } from "../store/memory-models.ts";
import { type BankRow, roleOf, shelfFor, shelvesOf } from "../store/memory-shelves.ts";
import { consolidateShelf } from "./consolidation.ts";
import { held, indexed, replace } from "./keeping.ts";
import type { Actor, Audience, Forgetting, Telling } from "./memory.ts";
import { refreshShelf } from "./models.ts";
import { inPlace, type Place } from "./place.ts";
import { ready } from "./telling.ts";

/** Puts a person's own words in place of what was remembered about them; what was counted of it goes. */
export async function correct(place: Place, documentId: string, text: string, by: Actor) {
  await change(place, documentId, by, async (tx, bank, row) => {
    const { audience } = await shelfOf(tx, row);
    const telling = { ...asTelling(row, audience), text, fact: null };
    const source = { ...row.source, corrected: new Date().toISOString() };
    await replaced(tx, place, bank, row, { ...telling, source });
  });
}

/** Sets a memory aside, or takes it up again. */
export async function dispute(place: Place, documentId: string, by: Actor, disputed: boolean) {
  await change(place, documentId, by, async (tx, _, row) => {
    await setDisputed(tx, row.id, disputed);
  });
}

/** Moves a private memory to where its person's manager sees it, or back. Only that person decides it. */
export async function share(place: Place, documentId: string, by: Actor, shared: boolean) {
  await change(place, documentId, by, async (tx, bank, row) => {
    const shelf = await shelfOf(tx, row);
    if (by === "system" || by.personId !== shelf.personId || shelf.audience === "workspace") {
      throw refused(documentId);
    }
    const audience: Audience = shared ? "team" : "private";
    if (shelf.audience === audience) return;
    await replaced(tx, place, bank, row, asTelling(row, audience));
  });
}

/** Erases: rows, words in the index, counts, and everything that was derived from them. */
export async function forget(place: Place, what: Forgetting, by: Actor): Promise<number> {
  return await inPlace(place, async (tx) => {
    const bank = await held(tx, place);
    const rows = await memoriesToForget(tx, bank.id, what);
    if (by !== "system" && (await roleOf(tx, by.personId)) !== "admin") {
      const others = rows.some((row) => row.personId !== by.personId);
      const widely = "personId" in what && what.personId !== by.personId;
      if (others || widely) throw refused("documentId" in what ? what.documentId : "these");
    }
    await removeFromIndex(tx, rows.map(indexed));
    await deleteMemories(
      tx,
      rows.map((row) => row.id),
    );
    // Also while the far bank is switched off: it hears of it when it is on again.
    const known = rows.filter((row) => place.far || row.far !== "none");
    await noteErasures(
      tx,
      bank.id,
      known.map((row) => row.id),
    );
    await derive(tx, [...new Set(rows.map((row) => row.shelfId))]);
    return rows.length;
  });
}

/** One memory, by whom it is about; what was derived from it is derived again in the same transaction. */
async function change(
  place: Place,
  documentId: string,
  by: Actor,
  run: (tx: Transaction, bank: BankRow, row: MemoryRow) => Promise<void>,
): Promise<void> {
  await inPlace(place, async (tx) => {
    const bank = await held(tx, place);
    const [row] = await memoriesByDocument(tx, bank.id, [documentId]);
    // The same answer for "not there" and "not yours": whoever asks learns nothing by it.
    if (!row || (by !== "system" && by.personId !== row.personId)) throw refused(documentId);
    await run(tx, bank, row);
    const [after] = await memoriesByDocument(tx, bank.id, [documentId]);
    await derive(tx, [...new Set([row.shelfId, after?.shelfId ?? row.shelfId])]);
  });
}

/** Derives shelves again from what is left on them; earlier versions go, for they may quote what went. */
async function derive(tx: Transaction, shelfIds: readonly string[]) {
  for (const shelf of await shelvesOf(tx, shelfIds)) {
    await consolidateShelf(tx, shelf);
    await deleteModels(tx, [shelf.id]);
    await refreshShelf(tx, shelf);
  }
}

async function replaced(
  tx: Transaction,
  place: Place,
  bank: BankRow,
  row: MemoryRow,
  telling: Telling,
): Promise<void> {
  const made = ready(telling);
  const owner = made.audience === "workspace" ? null : made.personId;
  const shelfId = await shelfFor(tx, bank.id, made.audience, owner);
  await replace(tx, row, made, shelfId, place.far ? "waiting" : "none");
}

async function shelfOf(tx: Transaction, row: MemoryRow) {
  const [shelf] = await shelvesOf(tx, [row.shelfId]);
  if (!shelf) throw new Error("a memory stands on no shelf");
  return shelf;
}

function asTelling(row: MemoryRow, audience: Audience): Telling {
  const { documentId, text, kind, at, tags, personId, dealId, callId } = row;
  const { speaker, thread, fact, source } = row;
  return {
    ...{ documentId, text, kind, at, tags, audience, personId, dealId, callId },
    ...{ speaker, thread, fact, source },
  };
}

const refused = (name: string) =>
  new CoachError("not-found", `There is no memory ${name.slice(0, 60)} of yours.`);
