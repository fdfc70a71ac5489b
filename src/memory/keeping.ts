import type { Transaction } from "../store/database.ts";
import {
  deleteMemories,
  insertMemories,
  type MemoryRow,
  memoriesByDocument,
  memoriesUnder,
  replaceMemory,
} from "../store/memories.ts";
import { noteErasures } from "../store/memory-far.ts";
import { forgottenOf } from "../store/memory-forgotten.ts";
import { addToIndex, type Indexed, removeFromIndex } from "../store/memory-index.ts";
import { deleteModels } from "../store/memory-models.ts";
import {
  type BankRow,
  findBank,
  lockBank,
  shelfFor,
  takeNumbers,
} from "../store/memory-shelves.ts";
import type { Retained, Telling } from "./memory.ts";
import { inPlace, type Place } from "./place.ts";
import { newId, type Ready, ready } from "./telling.ts";

/** Memories written in one transaction: enough to be quick, few enough not to keep others waiting. */
const BATCH = 1000;

/** Keeps tellings, each document once: what is new is added, what changed replaced, the rest left alone. */
export async function retain(
  place: Place,
  tellings: readonly Telling[],
  under?: string,
): Promise<Retained> {
  // Everything is checked before anything is written. Told twice in one breath, the last word counts.
  const unique = new Map(tellings.map((telling) => [telling.documentId, telling]));
  const rows = [...unique.values()].map(ready);
  const retained = { added: 0, replaced: 0, unchanged: 0 };
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const done = await inPlace(place, (tx) => keep(tx, place, batch));
    retained.added += done.added;
    retained.replaced += done.replaced;
    retained.unchanged += done.unchanged;
  }
  if (under) await inPlace(place, (tx) => dropOthers(tx, place, under, unique));
  return retained;
}

/** What stood under a prefix and is not told any more goes, unless its person put their own words there. */
async function dropOthers(
  tx: Transaction,
  place: Place,
  under: string,
  told: ReadonlyMap<string, Telling>,
): Promise<void> {
  const bank = await findBank(tx, place.bank);
  const rows = bank ? await memoriesUnder(tx, bank.id, under) : [];
  const gone = rows.filter((row) => !told.has(row.documentId) && !row.source.corrected);
  if (!bank || gone.length === 0) return;
  await erase(tx, place, bank, gone);
  // Nothing under it is told any more: earlier versions of what was made of it may quote it.
  if (told.size === 0) await deleteModels(tx, [...new Set(gone.map((row) => row.shelfId))]);
}

/** Takes memories out of the rows, the index and, where it knows them, the far bank. */
export async function erase(
  tx: Transaction,
  place: Place,
  bank: BankRow,
  rows: readonly MemoryRow[],
): Promise<void> {
  const ids = rows.map((row) => row.id);
  await removeFromIndex(tx, rows.map(indexed));
  await deleteMemories(tx, ids);
  // Also while the far bank is switched off: it hears of it when it is on again.
  const known = rows.filter((row) => place.far || row.far !== "none");
  await noteErasures(
    tx,
    bank.id,
    known.map((row) => row.id),
  );
}

/** Keeps what was checked, in a transaction of the caller's. */
export async function keep(
  tx: Transaction,
  place: Place,
  rows: readonly Ready[],
): Promise<Retained> {
  const bank = await lockBank(tx, place.bank);
  const before = new Map(
    (
      await memoriesByDocument(
        tx,
        bank.id,
        rows.map((row) => row.documentId),
      )
    ).map((row) => [row.documentId, row]),
  );
  const forgotten = await forgottenOf(
    tx,
    bank.id,
    rows.map((row) => row.documentId),
  );
  const changed = rows.filter((row) => {
    const old = before.get(row.documentId);
    return old
      ? old.digest !== row.digest && !old.source.corrected
      : !forgotten.has(row.documentId);
  });
  const added = changed.filter((row) => !before.has(row.documentId));
  const shelves = new Map<string, string>();
  for (const row of changed) {
    const key = shelfKey(row);
    if (!shelves.has(key))
      shelves.set(key, await shelfFor(tx, bank.id, row.audience, shelfOwner(row)));
  }
  const far = place.far ? ("waiting" as const) : ("none" as const);
  let number = changed.length > 0 ? await takeNumbers(tx, bank, added.length) : 0;
  const fresh = added.map(({ audience, ...row }) => ({
    ...row,
    ...{ id: newId(), bankId: bank.id, number: number++, far },
    shelfId: shelves.get(shelfKey({ audience, ...row })) ?? "",
  }));
  await insertMemories(tx, fresh);
  await addToIndex(tx, fresh.map(indexed));
  // What was taken for somebody else's stays in no version of what was made of them.
  const theirs = changed.flatMap((row) => {
    const old = before.get(row.documentId);
    return old && old.personId !== row.personId ? [old.shelfId] : [];
  });
  await deleteModels(tx, [...new Set(theirs)]);
  for (const row of changed) {
    const old = before.get(row.documentId);
    if (old) await replace(tx, old, row, shelves.get(shelfKey(row)) ?? "", far);
  }
  return {
    added: added.length,
    replaced: changed.length - added.length,
    unchanged: rows.length - changed.length,
  };
}

/** Puts new content in the place of the old, in the rows and in the index. */
export async function replace(
  tx: Transaction,
  old: MemoryRow,
  { audience: _, ...row }: Ready,
  shelfId: string,
  far: MemoryRow["far"],
  disputed: boolean = old.disputed,
): Promise<void> {
  await removeFromIndex(tx, [indexed(old)]);
  await replaceMemory(tx, old.id, { ...row, shelfId, far, disputed });
  await addToIndex(tx, [indexed({ ...row, shelfId, number: old.number })]);
}

/** A stored memory as the index knows it. */
function indexed(row: Pick<MemoryRow, "shelfId" | "number" | "words" | "length">): Indexed {
  return {
    shelfId: row.shelfId,
    number: row.number,
    terms: row.words === "" ? [] : row.words.split(" "),
    length: row.length,
  };
}

/** What is for everybody stands on one shelf, whomever it is about. */
const shelfOwner = (row: Pick<Ready, "audience" | "personId">) =>
  row.audience === "workspace" ? null : row.personId;

const shelfKey = (row: Pick<Ready, "audience" | "personId">) =>
  `${row.audience} ${shelfOwner(row) ?? ""}`;

/** The bank of an operation that changes something, held until its end. */
export async function held(tx: Transaction, place: Place): Promise<BankRow> {
  const bank = await lockBank(tx, place.bank);
  await takeNumbers(tx, bank, 0);
  return bank;
}
