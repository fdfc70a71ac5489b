import { Rejected } from "../../errors.ts";
import { textOf } from "./answers.ts";
import type { CrmAccess, CrmStanding } from "./crm.ts";
import { placeOf } from "./mapped-field.ts";
import { query, quoted } from "./salesforce-client.ts";
import { SALESFORCE_PLACES } from "./salesforce-shape.ts";

/** The opportunity's competitor, and the stages that are in use. */
export async function standing(access: CrmAccess, dealId: string): Promise<CrmStanding> {
  const place = placeOf(access.keys, "competitor", SALESFORCE_PLACES.competitor);
  const stages = await query(
    access,
    "SELECT ApiName FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder",
  );
  const names = stages.flatMap(({ ApiName }) => textOf(ApiName) ?? []);
  if (!place || !/^\w+$/.test(place)) return { stages: names };
  try {
    const [deal] = await query(
      access,
      `SELECT Id, ${place} FROM Opportunity WHERE Id = ${quoted(dealId)}`,
    );
    if (!deal) throw new Rejected("That deal is no longer in Salesforce.", { code: "not-found" });
    return { stages: names, competitor: textOf(deal[place]) };
  } catch (error) {
    // Hidden from the connected user, or gone: then nothing is said of it.
    if (!(error instanceof Rejected) || !/No such column/i.test(error.message)) throw error;
    return { stages: names };
  }
}
