import { Rejected } from "../../errors.ts";
import { type Fields, fields, list } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmAccess, CrmStanding } from "./crm.ts";
import { askHubspot } from "./hubspot-client.ts";
import { readAll } from "./hubspot-objects.ts";
import { HUBSPOT_PLACES } from "./hubspot-shape.ts";
import { placeOf } from "./mapped-field.ts";

/** The deal's competitor, and the stages of the pipeline it is in. */
export async function standing(access: CrmAccess, dealId: string): Promise<CrmStanding> {
  const place = placeOf(access.keys, "competitor", HUBSPOT_PLACES.competitor);
  const deal = await dealWith(access, dealId, place ? [place] : []);
  const stages = (await stagesOf(access, deal)).map(({ label }) => textOf(label) ?? "");
  // A property that is not there, or that nobody may see, is left out of the answer; one that an admin chose is there.
  const told = place !== null && (place in deal || access.keys.competitorField === place);
  return { stages, ...(told ? { competitor: textOf(deal[place]) } : {}) };
}

/** The id of a stage of the deal's own pipeline. @throws Rejected when it has none of that name */
export async function stageId(access: CrmAccess, dealId: string, name: string): Promise<string> {
  const stages = await stagesOf(access, await dealWith(access, dealId, []));
  const id = textOf(stages.find(({ label }) => textOf(label) === name)?.id);
  if (id) return id;
  throw new Rejected(`The deal's pipeline in HubSpot has no stage called “${name}” any more.`);
}

async function dealWith(access: CrmAccess, id: string, places: readonly string[]): Promise<Fields> {
  const [deal] = await readAll(access, "deals", [id], ["pipeline", ...places]);
  if (!deal) throw new Rejected("That deal is no longer in HubSpot.", { code: "not-found" });
  return deal.properties;
}

async function stagesOf(access: CrmAccess, deal: Fields): Promise<Fields[]> {
  const pipelines = list(
    fields(await askHubspot(access, { path: "/crm/v3/pipelines/deals" })).results,
  );
  const own = textOf(deal.pipeline) ?? "default";
  return list(pipelines.find(({ id }) => textOf(id) === own)?.stages);
}
