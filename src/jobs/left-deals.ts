import type { LeftDeals } from "../messages/left-deals.ts";
import type { Transaction } from "../store/database.ts";
import { listPeople, type PersonRow } from "../store/people.ts";
import { dealsOf } from "../store/pipeline.ts";

/** Whether somebody works here on a day. */
export const isHere = ({ leftOn }: Pick<PersonRow, "leftOn">, today: string): boolean =>
  leftOn === null || leftOn >= today;

/**
 * Open deals in the name of people who have left, of those who reported to a manager, and of names that
 * are nobody's here. Without a manager: all of them.
 */
export async function leftDeals(
  tx: Transaction,
  manager: Pick<PersonRow, "id"> | null,
  today: string,
): Promise<LeftDeals[]> {
  const people = await listPeople(tx);
  const open = (await dealsOf(tx, {})).filter(({ status }) => status === "open");
  const gone = people
    .filter((person) => !isHere(person, today))
    .filter(({ managerId }) => manager === null || managerId === manager.id || managerId === null)
    .map(
      (person): LeftDeals => ({
        key: person.id,
        name: person.name,
        leftOn: person.leftOn,
        deals: open.filter(({ ownerId }) => ownerId === person.id),
      }),
    );
  const strangers = new Map<string, LeftDeals>();
  for (const deal of open) {
    if (deal.ownerId || !deal.owner) continue;
    const known = strangers.get(deal.owner);
    strangers.set(deal.owner, {
      ...{ key: `name:${deal.owner}`, name: deal.owner, leftOn: null },
      deals: [...(known?.deals ?? []), deal],
    });
  }
  return [...gone, ...strangers.values()].filter(({ deals }) => deals.length > 0);
}

/** Who could take deals over: the manager's people who are here, and the manager. */
export function heirsOf(
  people: readonly PersonRow[],
  manager: Pick<PersonRow, "id"> | null,
  today: string,
): PersonRow[] {
  return people
    .filter((person) => isHere(person, today))
    .filter(
      ({ id, managerId, role }) =>
        manager === null || managerId === manager.id || id === manager.id || role === "rep",
    )
    .sort(
      (a, b) =>
        Number(b.managerId === manager?.id) - Number(a.managerId === manager?.id) ||
        a.name.localeCompare(b.name),
    );
}
