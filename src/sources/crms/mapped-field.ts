import { type MappedField, NOT_READ } from "../../deals/crm/shape.ts";
import { Rejected } from "../../errors.ts";
import type { CrmKeys } from "./crm.ts";

/** Where a field stands in this account: where an admin said, else where the CRM has it; `null` for nowhere. */
export function placeOf(keys: CrmKeys, field: MappedField, standard: string | null): string | null {
  const own = keys[`${field}Field`];
  return own === NOT_READ ? null : own || standard;
}

/**
 * The same for writing.
 * @throws Rejected that says where to choose one
 */
export function placeToWrite(
  keys: CrmKeys,
  field: MappedField,
  crm: { name: string; standard: string | null },
): string {
  const place = placeOf(keys, field, crm.standard);
  // It becomes part of an address or a query: whatever is no name goes nowhere.
  if (place && /^\w+$/.test(place)) return place;
  const word = field === "nextStep" ? "next step" : field === "closeOn" ? "close date" : field;
  throw new Rejected(
    `${crm.name} has no field for the ${word} that I know of. Choose one in its set-up, on the page of connections.`,
  );
}
