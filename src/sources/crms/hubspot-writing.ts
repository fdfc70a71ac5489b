import { fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { Correction, CrmAccess, Written } from "./crm.ts";
import { askHubspot } from "./hubspot-client.ts";
import { contactsOf, readAll } from "./hubspot-objects.ts";
import { HUBSPOT_PLACES } from "./hubspot-shape.ts";
import { placeToWrite } from "./mapped-field.ts";

/** What stands in a field now. */
export async function before(access: CrmAccess, correction: Correction): Promise<string | null> {
  if (correction.field === "contact") return null;
  const property = propertyOf(access, correction);
  const [deal] = await readAll(access, "deals", [correction.dealId], [property]);
  return textOf(deal?.properties[property]);
}

/** Writes a field, or adds somebody to a deal. */
export async function write(access: CrmAccess, correction: Correction): Promise<string | null> {
  if (correction.field === "contact") return await addContact(access, correction);
  await patch(access, correction.dealId, propertyOf(access, correction), correction.value);
  return null;
}

/** Puts back what stood there, or takes away whom it made. */
export async function takeBack(
  access: CrmAccess,
  correction: Correction,
  written: Written,
): Promise<void> {
  if (correction.field === "contact") {
    if (!written.made) return;
    await askHubspot(access, {
      method: "DELETE",
      path: `/crm/v3/objects/contacts/${encodeURIComponent(written.made)}`,
      allowed: [404],
    });
    return;
  }
  await patch(access, correction.dealId, propertyOf(access, correction), written.before);
}

async function patch(access: CrmAccess, dealId: string, property: string, value: string | null) {
  await askHubspot(access, {
    method: "PATCH",
    path: `/crm/v3/objects/deals/${encodeURIComponent(dealId)}`,
    body: { properties: { [property]: value ?? "" } },
  });
}

function propertyOf({ keys }: CrmAccess, { field }: Correction): string {
  const mapped = field as Exclude<Correction["field"], "contact">;
  return placeToWrite(keys, mapped, { name: "HubSpot", standard: HUBSPOT_PLACES[mapped] });
}

async function addContact(
  access: CrmAccess,
  { dealId, value }: Correction,
): Promise<string | null> {
  // A worker that died in between has made them already.
  const there = await contactsOf(access, [dealId]);
  if (there.some(({ name }) => name === value)) return null;
  const [firstname = "", ...rest] = (value ?? "").split(" ");
  const made = fields(
    await askHubspot(access, {
      method: "POST",
      path: "/crm/v3/objects/contacts",
      body: { properties: { firstname, lastname: rest.join(" ") } },
    }),
  );
  const id = textOf(made.id) ?? "";
  await askHubspot(access, {
    method: "PUT",
    path: `/crm/v4/objects/deals/${encodeURIComponent(dealId)}/associations/default/contacts/${encodeURIComponent(id)}`,
  });
  return id;
}
