import { type ContactRole, contactRoleOf } from "../contact-roles.ts";
import { type Corrections, wordKey } from "./corrections.ts";
import { clean, type DealReference, dealReference, readerOf, type Table } from "./table.ts";

export const CONTACT_COLUMNS = {
  dealId: ["dealid", "opportunityid", "associateddealids", "associateddealid", "dealrecordid"],
  dealName: ["dealname", "opportunityname", "deal", "opportunity", "associateddeal"],
  account: [
    ...["account", "accountname", "company", "companyname", "associatedcompany"],
    ...["organization", "organisation", "organizationname", "customer"],
  ],
  name: ["contactname", "name", "fullname", "contact", "person"],
  firstName: ["firstname", "givenname"],
  lastName: ["lastname", "surname", "familyname"],
  email: ["email", "emailaddress", "contactemail", "mail"],
  title: ["jobtitle", "title", "position", "function"],
  role: ["role", "contactrole", "buyingrole", "opportunityrole", "dealrole", "roleindeal"],
} as const;
type ContactField = keyof typeof CONTACT_COLUMNS;

/** One of the buyer's people with a part in a deal. */
export interface ImportedContact extends DealReference {
  name: string;
  email: string | null;
  title: string | null;
  role: ContactRole | null;
}

/** Reads one row of contacts; a role that is none we know is kept open and counted. */
export function readContact(
  record: readonly string[],
  table: Table,
  corrections: Pick<Corrections, "roles">,
): { contact: ImportedContact; roleWord: string } | { refused: string } {
  const text = readerOf<ContactField>(record, table);
  if ("refused" in text) return text;
  const email = text.of("email").toLowerCase() || null;
  if (email && !/^\S+@\S+\.\S+$/.test(email)) return { refused: `"${clean(email)}" is no e-mail` };
  const name = text.of("name") || [text.of("firstName"), text.of("lastName")].join(" ").trim();
  if (name === "" && !email) return { refused: "has neither a name nor an e-mail" };
  const reference = dealReference(text.of);
  if ("refused" in reference) return reference;
  const roleWord = text.of("role");
  return {
    contact: {
      ...reference,
      name: name || (email ?? ""),
      email,
      title: text.of("title") || null,
      role:
        roleWord === "" ? null : (corrections.roles[wordKey(roleWord)] ?? contactRoleOf(roleWord)),
    },
    roleWord,
  };
}
