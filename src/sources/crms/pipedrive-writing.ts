import { Rejected } from "../../errors.ts";
import { fields, list } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { Correction, CrmAccess, Written } from "./crm.ts";
import { placeToWrite } from "./mapped-field.ts";
import { get, send } from "./pipedrive-client.ts";
import { PIPEDRIVE_PLACES } from "./pipedrive-shape.ts";
import { stageId } from "./pipedrive-standing.ts";

/** What stands in a field now. */
export async function before(
  access: CrmAccess,
  { dealId, field, value }: Correction,
): Promise<string | null> {
  if (field === "contact") return (await participant(access, dealId, value ?? ""))?.person ?? null;
  const key = keyOf(access, field);
  const deal = fields(
    fields(await get(access, `/api/v2/deals/${encodeURIComponent(dealId)}`)).data,
  );
  if (!textOf(deal.id) || deal.is_deleted === true)
    throw new Rejected("That deal is no longer in Pipedrive.", { code: "not-found" });
  return textOf(deal[key]) ?? textOf(fields(deal.custom_fields)[key]);
}

/** Writes a field, or adds somebody to a deal. */
export async function write(
  access: CrmAccess,
  { dealId, field, value }: Correction,
): Promise<string | null> {
  if (field !== "contact") {
    const written = field === "stage" ? await stageId(access, dealId, value ?? "") : value;
    await put(access, dealId, field, written);
    return null;
  }
  return await addPerson(access, dealId, value ?? "");
}

/**
 * Pipedrive takes a person and their part in two questions. Each is asked for first: a worker that died
 * between the two has made the first already.
 */
async function addPerson(access: CrmAccess, dealId: string, name: string): Promise<string | null> {
  const there = await participant(access, dealId, name);
  if (there) return `${FOUND}${there.person}`;
  const deal = fields(
    fields(await get(access, `/api/v2/deals/${encodeURIComponent(dealId)}`)).data,
  );
  const organization = textOf(deal.org_id);
  const known = await unlinked(access, name, organization);
  const made = known ?? (await makePerson(access, name, organization));
  await send(access, "POST", parts(dealId), { person_id: Number(made) });
  return known ? `${FOUND}${known}` : made;
}

/** Before the id of somebody who was in Pipedrive already: taking them off a deal must not delete them. */
const FOUND = "found:";

async function makePerson(
  access: CrmAccess,
  name: string,
  organization: string | null,
): Promise<string | null> {
  const inside = organization ? { org_id: Number(organization) } : {};
  const { data } = fields(await send(access, "POST", "/api/v2/persons", { name, ...inside }));
  return textOf(fields(data).id);
}

const parts = (dealId: string) => `/api/v1/deals/${encodeURIComponent(dealId)}/participants`;

/** Somebody who is on the deal under that name: they, and their part in it. */
async function participant(
  access: CrmAccess,
  dealId: string,
  name: string,
): Promise<{ person: string; part: string } | null> {
  const all = list(fields(await get(access, `${parts(dealId)}?limit=500`)).data);
  const found = all.find((one) => textOf(fields(one.person_id).name) === name);
  const [person, part] = [textOf(fields(found?.person_id).value), textOf(found?.id)];
  return person && part ? { person, part } : null;
}

/** Somebody of the deal's organization under exactly that name. */
async function unlinked(
  access: CrmAccess,
  name: string,
  organization: string | null,
): Promise<string | null> {
  if (!organization || name.length < 2) return null;
  const query = new URLSearchParams({ term: name, fields: "name", exact_match: "true" });
  query.set("organization_id", organization);
  const found = fields(fields(await get(access, `/api/v2/persons/search?${query}`)).data);
  return textOf(fields(list(found.items)[0]?.item).id);
}

/** Puts back what stood there, or takes away whom it made. */
export async function takeBack(
  access: CrmAccess,
  correction: Correction,
  written: Written,
): Promise<void> {
  if (correction.field === "contact") {
    const there = await participant(access, correction.dealId, correction.value ?? "");
    if (there)
      await send(access, "DELETE", `${parts(correction.dealId)}/${encodeURIComponent(there.part)}`);
    if (written.made && !written.made.startsWith(FOUND))
      await send(access, "DELETE", `/api/v2/persons/${encodeURIComponent(written.made)}`);
    return;
  }
  await put(access, correction.dealId, correction.field, written.before);
}

async function put(
  access: CrmAccess,
  dealId: string,
  field: Correction["field"],
  value: string | null,
): Promise<void> {
  const key = keyOf(access, field);
  const number = (field === "amount" || field === "stage") && value !== null;
  const written = number ? Number(value) : value;
  await send(
    access,
    "PATCH",
    `/api/v2/deals/${encodeURIComponent(dealId)}`,
    key === "value" || key === "expected_close_date" || key === "stage_id"
      ? { [key]: written }
      : { custom_fields: { [key]: written } },
  );
}

function keyOf({ keys }: CrmAccess, field: Correction["field"]): string {
  if (field === "stage") return "stage_id";
  const mapped = field as Exclude<Correction["field"], "contact" | "stage">;
  return placeToWrite(keys, mapped, { name: "Pipedrive", standard: PIPEDRIVE_PLACES[mapped] });
}
