import { type Fields, fields, list } from "../payload.ts";
import { inPieces, textOf } from "./answers.ts";
import type { CrmAccess, CrmContact } from "./crm.ts";
import { askHubspot } from "./hubspot-client.ts";

/** What is asked for in one go, as HubSpot limits it. */
export const BATCH = 100;

/** One object with the properties that were asked for. */
export interface Found {
  id: string;
  properties: Fields;
}

/** What is linked to what, as pairs. */
export async function associated(
  access: CrmAccess,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<{ from: string; to: string }[]> {
  const links: { from: string; to: string }[] = [];
  for (const piece of inPieces([...new Set(ids)], BATCH)) {
    const body = await askHubspot(access, {
      method: "POST",
      path: `/crm/v4/associations/${from}/${to}/batch/read`,
      body: { inputs: piece.map((id) => ({ id })) },
    });
    for (const one of list(fields(body).results)) {
      const source = textOf(fields(one.from).id) ?? "";
      for (const target of list(one.to)) {
        links.push({ from: source, to: textOf(target.toObjectId) ?? "" });
      }
    }
  }
  return links;
}

/** Objects by their ids; archived ones and those that are gone are left out. */
export async function readAll(
  access: CrmAccess,
  type: string,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const piece of inPieces([...new Set(ids)], BATCH)) {
    const body = await askHubspot(access, {
      method: "POST",
      path: `/crm/v3/objects/${type}/batch/read`,
      body: { inputs: piece.map((id) => ({ id })), properties },
    });
    for (const one of list(fields(body).results)) {
      if (one.archived !== true)
        found.push({ id: textOf(one.id) ?? "", properties: fields(one.properties) });
    }
  }
  return found;
}

/** The buyer's people on some deals. */
export async function contactsOf(
  access: CrmAccess,
  dealIds: readonly string[],
): Promise<CrmContact[]> {
  const links = await associated(access, "deals", "contacts", dealIds);
  const people = await readAll(
    access,
    "contacts",
    links.map(({ to }) => to),
    ["firstname", "lastname", "email", "jobtitle", "hs_buying_role"],
  );
  return links.flatMap(({ from, to }) => {
    const person = people.find(({ id }) => id === to)?.properties;
    if (!person) return [];
    const email = textOf(person.email);
    const name = [textOf(person.firstname), textOf(person.lastname)].filter(Boolean).join(" ");
    if (!name && !email) return [];
    const role = textOf(person.hs_buying_role)?.split(";")[0] ?? null;
    return [
      { dealId: from, name: name || (email ?? ""), email, title: textOf(person.jobtitle), role },
    ];
  });
}
