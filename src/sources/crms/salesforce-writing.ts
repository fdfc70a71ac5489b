import { Rejected } from "../../errors.ts";
import { fields, list } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { Correction, CrmAccess, Written } from "./crm.ts";
import { placeToWrite } from "./mapped-field.ts";
import { DATA, query, quoted, send } from "./salesforce-client.ts";
import { contactsOf } from "./salesforce-contacts.ts";
import { SALESFORCE_PLACES } from "./salesforce-shape.ts";

/** What stands in a field now. */
export async function before(
  access: CrmAccess,
  { dealId, field, value }: Correction,
): Promise<string | null> {
  if (field === "contact") return await contactOn(access, dealId, value);
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

/** They and their part are made in one question, both or neither: nothing can break between the two. */
async function addContact(access: CrmAccess, dealId: string, name: string): Promise<string | null> {
  // A worker that died in between has made them already.
  const there = await contactOn(access, dealId, name);
  if (there) return there;
  const parts = name.split(" ");
  const [deal] = await query(
    access,
    `SELECT AccountId FROM Opportunity WHERE Id = ${quoted(dealId)}`,
  );
  const made = (referenceId: string, object: string, body: object) => ({
    ...{ method: "POST", referenceId, url: `${DATA}/sobjects/${object}`, body },
  });
  const answers = list(
    fields(
      await send(access, "POST", "composite", {
        allOrNone: true,
        compositeRequest: [
          made("person", "Contact", {
            FirstName: parts.slice(0, -1).join(" "),
            LastName: parts.at(-1),
            AccountId: textOf(deal?.AccountId),
          }),
          made("part", "OpportunityContactRole", {
            OpportunityId: dealId,
            ContactId: "@{person.id}",
          }),
        ],
      }),
    ).compositeResponse,
  );
  const refused = answers
    .filter((one) => Number(one.httpStatusCode) >= 300)
    .flatMap((one) => list(one.body))
    .find(({ errorCode }) => errorCode !== "PROCESSING_HALTED");
  if (refused) throw new Rejected(`Salesforce did not add them: ${textOf(refused.message)}`);
  return textOf(fields(answers[0]?.body).id);
}

async function contactOn(
  access: CrmAccess,
  dealId: string,
  name: string | null,
): Promise<string | null> {
  return (await contactsOf(access, [dealId])).find((one) => one.name === name)?.id ?? null;
}

const inSalesforce = (field: Correction["field"], value: string | null) =>
  field === "amount" && value !== null ? Number(value) : value;

function nameOf({ keys }: CrmAccess, field: Correction["field"]): string {
  if (field === "stage") return "StageName";
  const mapped = field as Exclude<Correction["field"], "contact" | "stage">;
  return placeToWrite(keys, mapped, { name: "Salesforce", standard: SALESFORCE_PLACES[mapped] });
}
