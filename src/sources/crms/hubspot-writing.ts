import { Rejected } from "../../errors.ts";
import { fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { Correction, CrmAccess, Written } from "./crm.ts";
import { askHubspot } from "./hubspot-client.ts";
import { contactsOf, readAll } from "./hubspot-objects.ts";
import { HUBSPOT_PLACES } from "./hubspot-shape.ts";
import { stageId } from "./hubspot-standing.ts";
import { placeToWrite } from "./mapped-field.ts";

/** HubSpot's number for the link from a contact to a deal. */
const CONTACT_TO_DEAL = 4;

/** What stands in a field now. */
export async function before(access: CrmAccess, correction: Correction): Promise<string | null> {
  if (correction.field === "contact") return await contactOn(access, correction);
  const property = propertyOf(access, correction);
  const [deal] = await readAll(access, "deals", [correction.dealId], [property]);
  if (!deal) throw new Rejected("That deal is no longer in HubSpot.", { code: "not-found" });
  return textOf(deal.properties[property]);
}

/** Writes a field, or adds somebody to a deal. */
export async function write(access: CrmAccess, correction: Correction): Promise<string | null> {
  if (correction.field === "contact") return await addContact(access, correction);
  const { dealId, field, value } = correction;
  const written = field === "stage" ? await stageId(access, dealId, value ?? "") : value;
  await patch(access, dealId, propertyOf(access, correction), written);
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
  if (field === "stage") return "dealstage";
  const mapped = field as Exclude<Correction["field"], "contact" | "stage">;
  return placeToWrite(keys, mapped, { name: "HubSpot", standard: HUBSPOT_PLACES[mapped] });
}

/** They and their place on the deal are made in one question: nothing can break between the two. */
async function addContact(access: CrmAccess, correction: Correction): Promise<string | null> {
  // A worker that died in between has made them already.
  const there = await contactOn(access, correction);
  if (there) return there;
  const [firstname = "", ...rest] = (correction.value ?? "").split(" ");
  const onDeal = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: CONTACT_TO_DEAL };
  const made = fields(
    await askHubspot(access, {
      method: "POST",
      path: "/crm/v3/objects/contacts",
      body: {
        properties: { firstname, lastname: rest.join(" ") },
        associations: [{ to: { id: correction.dealId }, types: [onDeal] }],
      },
    }),
  );
  return textOf(made.id);
}

async function contactOn(access: CrmAccess, { dealId, value }: Correction): Promise<string | null> {
  return (await contactsOf(access, [dealId])).find(({ name }) => name === value)?.id ?? null;
}
