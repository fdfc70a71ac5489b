import { CoachError } from "../errors.ts";
import type { Transaction } from "../store/database.ts";
import { type MemoryRow, memoriesByDocument, setDisputed } from "../store/memories.ts";
import { deleteModels } from "../store/memory-models.ts";
import { type BankRow, shelfFor, shelvesOf } from "../store/memory-shelves.ts";
import { consolidateShelf } from "./consolidation.ts";
import { held, replace } from "./keeping.ts";
import type { Actor, Audience, Telling } from "./memory.ts";
import { refreshShelf } from "./models.ts";
import { inPlace, type Place } from "./place.ts";
import { ready } from "./telling.ts";

/** Puts a person's own words in place of what was remembered about them; what was counted of it goes. */
export async function correct(place: Place, documentId: string, text: string, by: Actor) {
  await change(place, documentId, by, async (tx, bank, row) => {
    const { audience } = await shelfOf(tx, row);
    const telling = { ...asTelling(row, audience), text, fact: null };
    const source = { ...row.source, corrected: new Date().toISOString() };
    await replaced(tx, place, bank, row, { ...telling, source }, false);
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
    if (!row || (by !== "system" && by.personId !== row.personId)) throw refused(documentId);
    await run(tx, bank, row);
    const [after] = await memoriesByDocument(tx, bank.id, [documentId]);
    await derive(tx, [...new Set([row.shelfId, after?.shelfId ?? row.shelfId])]);
  });
}

/** Derives shelves again from what is left on them; earlier versions go, for they may quote what went. */
export async function derive(tx: Transaction, shelfIds: readonly string[]) {
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
  disputed = row.disputed,
): Promise<void> {
  const made = ready(telling);
  const owner = made.audience === "workspace" ? null : made.personId;
  const shelfId = await shelfFor(tx, bank.id, made.audience, owner);
  await replace(tx, row, made, shelfId, place.far ? "waiting" : "none", disputed);
}

export async function shelfOf(tx: Transaction, row: MemoryRow) {
  const [shelf] = await shelvesOf(tx, [row.shelfId]);
  if (!shelf) throw new Error("a memory stands on no shelf");
  return shelf;
}

export function asTelling(row: MemoryRow, audience: Audience): Telling {
  const { documentId, text, kind, at, tags, personId, dealId, callId } = row;
  const { speaker, thread, fact, source } = row;
  return {
    ...{ documentId, text, kind, at, tags, audience, personId, dealId, callId },
    ...{ speaker, thread, fact, source },
  };
}

/** The same answer for "not there" and "not yours": whoever asks learns nothing by it. */
export const refused = (name: string) =>
  new CoachError("not-found", `There is no memory ${name.slice(0, 60)} of yours.`);
