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

/** The buyer's people on some deals, or whatever else has contacts. */
export async function contactsOf(
  access: CrmAccess,
  dealIds: readonly string[],
  on = "deals",
): Promise<CrmContact[]> {
  const links = await associated(access, on, "contacts", dealIds);
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
      {
        ...{ id: to, dealId: from, name: name || (email ?? ""), email },
        ...{ title: textOf(person.jobtitle), role },
      },
    ];
  });
}

/** Somebody who may own deals. */
export interface HubspotOwner {
  name: string;
  email: string | null;
  /** Their id as a user, which is another than as an owner. */
  userId: string | null;
  active: boolean;
}

/** Everybody who owns deals or did, by owner id. */
export async function ownersById(access: CrmAccess): Promise<Map<string, HubspotOwner>> {
  const owners = new Map<string, HubspotOwner>();
  for (const archived of [false, true]) {
    for (const one of await rowsOf(access, `/crm/v3/owners?limit=100&archived=${archived}`)) {
      const email = textOf(one.email);
      const name = [textOf(one.firstName), textOf(one.lastName)].filter(Boolean).join(" ");
      owners.set(textOf(one.id) ?? "", {
        ...{ name: name || (email ?? "Somebody"), email, active: !archived },
        userId: textOf(one.userId) ?? textOf(one.userIdIncludingInactive),
      });
    }
  }
  return owners;
}

/** Objects behind an address that already has parameters, page by page. */
export async function everyPage(access: CrmAccess, path: string): Promise<Found[]> {
  return (await rowsOf(access, path)).map((one) => ({
    id: textOf(one.id) ?? "",
    properties: fields(one.properties),
  }));
}

async function rowsOf(access: CrmAccess, path: string): Promise<Fields[]> {
  const all: Fields[] = [];
  let after: string | null = "";
  while (after !== null) {
    const page: Fields = fields(
      await askHubspot(access, {
        path: `${path}${after ? `&after=${encodeURIComponent(after)}` : ""}`,
      }),
    );
    all.push(...list(page.results));
    after = textOf(fields(fields(page.paging).next).after);
  }
  return all;
}
