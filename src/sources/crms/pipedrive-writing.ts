import { fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { Correction, CrmAccess, Written } from "./crm.ts";
import { placeToWrite } from "./mapped-field.ts";
import { get, send } from "./pipedrive-client.ts";
import { PIPEDRIVE_PLACES } from "./pipedrive-shape.ts";

/** What stands in a field now. */
export async function before(
  access: CrmAccess,
  { dealId, field }: Correction,
): Promise<string | null> {
  if (field === "contact") return null;
  const key = keyOf(access, field);
  const deal = fields(
    fields(await get(access, `/api/v2/deals/${encodeURIComponent(dealId)}`)).data,
  );
  return textOf(deal[key]) ?? textOf(fields(deal.custom_fields)[key]);
}

/** Writes a field, or adds somebody to a deal. */
export async function write(
  access: CrmAccess,
  { dealId, field, value }: Correction,
): Promise<string | null> {
  if (field !== "contact") {
    await put(access, dealId, field, value);
    return null;
  }
  const person = fields(await send(access, "POST", "/api/v2/persons", { name: value }));
  const made = textOf(fields(person.data).id);
  await send(access, "POST", `/api/v1/deals/${encodeURIComponent(dealId)}/participants`, {
    person_id: Number(made),
  });
  return made;
}

/** Puts back what stood there, or takes away whom it made. */
export async function takeBack(
  access: CrmAccess,
  correction: Correction,
  written: Written,
): Promise<void> {
  if (correction.field === "contact") {
    if (written.made)
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
  const written = field === "amount" && value !== null ? Number(value) : value;
  await send(
    access,
    "PATCH",
    `/api/v2/deals/${encodeURIComponent(dealId)}`,
    key === "value" || key === "expected_close_date"
      ? { [key]: written }
      : { custom_fields: { [key]: written } },
  );
}

function keyOf({ keys }: CrmAccess, field: Correction["field"]): string {
  const mapped = field as Exclude<Correction["field"], "contact">;
  return placeToWrite(keys, mapped, { name: "Pipedrive", standard: PIPEDRIVE_PLACES[mapped] });
}
