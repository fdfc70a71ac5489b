import { eraseTold } from "../store/erasing.ts";
import { memoriesByDocument, memoriesToForget } from "../store/memories.ts";
import { rememberForgetting, takeBack } from "../store/memory-forgotten.ts";
import { roleOf } from "../store/memory-shelves.ts";
import { asTelling, derive, refused, shelfOf } from "./changing.ts";
import { erase, held, keep } from "./keeping.ts";
import type { Actor, Forgetting, Telling } from "./memory.ts";
import { inPlace, type Place } from "./place.ts";
import { ready } from "./telling.ts";

/** Erases: rows, words in the index, counts, and everything that was derived from them. */
export async function forget(
  place: Place,
  what: Forgetting,
  by: Actor,
  undo: boolean,
): Promise<number> {
  return await inPlace(place, async (tx) => {
    const bank = await held(tx, place);
    const rows = await memoriesToForget(tx, bank.id, what);
    if (by !== "system" && (await roleOf(tx, by.personId)) !== "admin") {
      const others = rows.some((row) => row.personId !== by.personId);
      const widely = "personId" in what && what.personId !== by.personId;
      if (others || widely) throw refused("documentId" in what ? what.documentId : "these");
    }
    if (by !== "system") {
      const kept = [];
      for (const row of rows) {
        const { audience } = await shelfOf(tx, row);
        const { documentId, personId } = row;
        kept.push({ documentId, personId, telling: undo ? asTelling(row, audience) : null });
      }
      await rememberForgetting(tx, bank.id, kept);
    }
    await erase(tx, place, bank, rows);
    // With a way back it waits until that is closed.
    if (by !== "system" && !undo)
      await eraseTold(
        tx,
        rows.map(({ documentId }) => documentId),
      );
    await derive(tx, [...new Set(rows.map((row) => row.shelfId))]);
    return rows.length;
  });
}

/** Keeps again what its person had forgotten, as long as its words are still here. */
export async function bringBack(place: Place, documentId: string, by: Actor): Promise<boolean> {
  return await inPlace(place, async (tx) => {
    const bank = await held(tx, place);
    const owner = by === "system" ? null : by.personId;
    const telling = await takeBack(tx, bank.id, documentId, owner);
    if (!telling) return false;
    // As JSON keeps it, a time is text.
    const { at, ...rest } = telling as Omit<Telling, "at"> & { at?: string | null };
    await keep(tx, place, [ready({ ...rest, at: at ? new Date(at) : null })]);
    const [row] = await memoriesByDocument(tx, bank.id, [documentId]);
    if (row) await derive(tx, [row.shelfId]);
    return true;
  });
}
