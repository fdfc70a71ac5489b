import type { Telling } from "./memory.ts";

/** How a deal ended. Why deals are lost is for everybody to learn from; who lost it is not said. */
export function tellingOfOutcome(deal: {
  dealId: string;
  name: string;
  won: boolean;
  reason: string | null;
  at: Date;
}): Telling {
  const { dealId, name, won, reason, at } = deal;
  return {
    documentId: `deal/${dealId}/outcome`,
    ...{ kind: "outcome", at, dealId },
    text: `${name} was ${won ? "won" : "lost"}${reason ? `: ${reason}` : ""}.`,
    fact: won || !reason ? null : { kind: "loss", subject: reason.toLowerCase(), stance: "for" },
  };
}

/** Whether a deal closed as forecast: a person's own record, seen by them and their manager. */
export function tellingOfForecast(forecast: {
  dealId: string;
  personId: string;
  name: string;
  category: string;
  cameTrue: boolean;
  at: Date;
}): Telling {
  const { dealId, personId, name, category, cameTrue, at } = forecast;
  return {
    documentId: `deal/${dealId}/forecast`,
    ...{ kind: "forecast", at, dealId, personId, audience: "team" },
    text: `${name} was forecast as ${category}, and ${cameTrue ? "that came true" : "that did not come true"}.`,
    fact: { kind: "forecast", subject: category, stance: cameTrue ? "for" : "against" },
  };
}
