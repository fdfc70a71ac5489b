import { v7 } from "uuid";
import { type Chosen, NEW_REP, ownerKey, wordsWith } from "../../deals/crm/mapping.ts";
import { changeSetup, lockSetup } from "../../store/crm-setup.ts";
import type { Transaction } from "../../store/database.ts";
import { addPerson, listPeople } from "../../store/people.ts";
import { keptCorrections, setPipeline } from "../../store/pipeline-settings.ts";

/** Makes what an admin chose hold: words, places, and the reps that come with it. Returns how many of those. */
export async function applyChosen(
  tx: Transaction,
  connectionId: string,
  chosen: Chosen,
): Promise<number> {
  const { shape } = await lockSetup(tx, connectionId);
  const there = await listPeople(tx);
  const made: Record<string, string> = {};
  let added = 0;
  for (const owner of shape?.owners ?? []) {
    const key = ownerKey(owner);
    if (chosen.owners[key] !== NEW_REP || made[key]) continue;
    // Pressed twice, or come in by another door meanwhile.
    const known = there.find(
      ({ email }) => owner.email !== null && email?.toLowerCase() === owner.email.toLowerCase(),
    );
    const id = known?.id ?? v7();
    if (!known) {
      const email = owner.email?.toLowerCase() ?? null;
      await addPerson(tx, { id, name: owner.name, email, role: "rep" });
      added += 1;
    }
    made[key] = id;
  }
  const kept = await keptCorrections(tx);
  await setPipeline(tx, "import", wordsWith(kept, chosen, made));
  await changeSetup(tx, connectionId, { mapping: chosen.mapping });
  return added;
}
