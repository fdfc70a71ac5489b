import { Rejected } from "../../errors.ts";
import { type Fields, fields } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmAccess, CrmStanding } from "./crm.ts";
import { placeOf } from "./mapped-field.ts";
import { get, pages } from "./pipedrive-client.ts";
import { optionWords, PIPEDRIVE_PLACES } from "./pipedrive-shape.ts";

/** The deal's competitor, and the stages of the pipeline it is in. */
export async function standing(access: CrmAccess, dealId: string): Promise<CrmStanding> {
  const deal = await dealOf(access, dealId);
  const stages = (await stagesOf(access, deal)).map(({ name }) => textOf(name) ?? "");
  const place = placeOf(access.keys, "competitor", PIPEDRIVE_PLACES.competitor);
  const own = fields(deal.custom_fields);
  if (place === null || !(place in own)) return { stages };
  // A field of choices holds numbers of options: a name cannot be written into it.
  if ((await optionWords(access, [place])).get(place)?.size) return { stages };
  return { stages, competitor: textOf(own[place]) };
}

/** The id of a stage of the deal's own pipeline. @throws Rejected when it has none of that name */
export async function stageId(access: CrmAccess, dealId: string, name: string): Promise<string> {
  const stages = await stagesOf(access, await dealOf(access, dealId));
  const id = textOf(stages.find((one) => textOf(one.name) === name)?.id);
  if (id) return id;
  throw new Rejected(`The deal's pipeline in Pipedrive has no stage called “${name}” any more.`);
}

async function dealOf(access: CrmAccess, dealId: string): Promise<Fields> {
  const { data } = fields(await get(access, `/api/v2/deals/${encodeURIComponent(dealId)}`));
  const deal = fields(data);
  if (!textOf(deal.id) || deal.is_deleted === true || textOf(deal.status) === "deleted")
    throw new Rejected("That deal is no longer in Pipedrive.", { code: "not-found" });
  return deal;
}

async function stagesOf(access: CrmAccess, deal: Fields): Promise<Fields[]> {
  const all = await pages(access, "/api/v2/stages");
  const pipeline = textOf(deal.pipeline_id);
  return all
    .filter((stage) => pipeline === null || textOf(stage.pipeline_id) === pipeline)
    .sort((a, b) => Number(a.order_nr ?? 0) - Number(b.order_nr ?? 0));
}
