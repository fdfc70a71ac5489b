import { fields } from "../payload.ts";
import { inPieces, textOf } from "./answers.ts";
import type { CrmAccess, CrmContact } from "./crm.ts";
import { listed, query } from "./salesforce-client.ts";

const BATCH = 100;

/** The buyer's people on some opportunities. */
export async function contactsOf(access: CrmAccess, ids: readonly string[]): Promise<CrmContact[]> {
  const all: CrmContact[] = [];
  for (const piece of inPieces(ids, BATCH)) {
    const roles = await query(
      access,
      `SELECT OpportunityId, ContactId, Role, Contact.Name, Contact.Email, Contact.Title FROM OpportunityContactRole WHERE OpportunityId IN (${listed(piece)})`,
    );
    for (const one of roles) {
      const person = fields(one.Contact);
      const name = textOf(person.Name);
      if (!name) continue;
      all.push({
        ...{ id: textOf(one.ContactId) ?? "", dealId: textOf(one.OpportunityId) ?? "", name },
        email: textOf(person.Email),
        ...{ title: textOf(person.Title), role: textOf(one.Role) },
      });
    }
  }
  return all;
}
