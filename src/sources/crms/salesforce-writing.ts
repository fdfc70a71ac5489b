import { Rejected } from "../../errors.ts";
import { fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { Correction, CrmAccess, Written } from "./crm.ts";
import { placeToWrite } from "./mapped-field.ts";
import { query, quoted, send } from "./salesforce-client.ts";
import { contactsOf } from "./salesforce-contacts.ts";
import { SALESFORCE_PLACES } from "./salesforce-shape.ts";

/** What stands in a field now. */
export async function before(
  access: CrmAccess,
  { dealId, field }: Correction,
): Promise<string | null> {
  if (field === "contact") return null;
  const name = nameOf(access, field);
  const [deal] = await query(
    access,
    `SELECT Id, ${name} FROM Opportunity WHERE Id = ${quoted(dealId)}`,
  );
  if (!deal) throw new Rejected("That deal is no longer in Salesforce.", { code: "not-found" });
  return textOf(deal[name]);
}

/** Writes a field, or adds somebody to a deal. */
export async function write(
  access: CrmAccess,
  { dealId, field, value }: Correction,
): Promise<string | null> {
  if (field === "contact") return await addContact(access, dealId, value ?? "");
  await patch(access, dealId, nameOf(access, field), inSalesforce(field, value));
  return null;
}

/** Puts back what stood there, or takes away whom it made. */
export async function takeBack(
  access: CrmAccess,
  correction: Correction,
  written: Written,
): Promise<void> {
  const { dealId, field } = correction;
  if (field === "contact") {
    if (written.made)
      await send(access, "DELETE", `sobjects/Contact/${encodeURIComponent(written.made)}`);
    return;
  }
  await patch(access, dealId, nameOf(access, field), inSalesforce(field, written.before));
}

async function patch(access: CrmAccess, dealId: string, name: string, value: unknown) {
  await send(access, "PATCH", `sobjects/Opportunity/${encodeURIComponent(dealId)}`, {
    [name]: value,
  });
}

async function addContact(access: CrmAccess, dealId: string, name: string): Promise<string | null> {
  // A worker that died in between has made them already.
  if ((await contactsOf(access, [dealId])).some((one) => one.name === name)) return null;
  const parts = name.split(" ");
  const [deal] = await query(
    access,
    `SELECT AccountId FROM Opportunity WHERE Id = ${quoted(dealId)}`,
  );
  const made = fields(
    await send(access, "POST", "sobjects/Contact", {
      FirstName: parts.slice(0, -1).join(" "),
      LastName: parts.at(-1),
      AccountId: textOf(deal?.AccountId),
    }),
  );
  const id = textOf(made.id);
  await send(access, "POST", "sobjects/OpportunityContactRole", {
    OpportunityId: dealId,
    ContactId: id,
  });
  return id;
}

const inSalesforce = (field: Correction["field"], value: string | null) =>
  field === "amount" && value !== null ? Number(value) : value;

function nameOf({ keys }: CrmAccess, field: Correction["field"]): string {
  const mapped = field as Exclude<Correction["field"], "contact">;
  return placeToWrite(keys, mapped, { name: "Salesforce", standard: SALESFORCE_PLACES[mapped] });
}
