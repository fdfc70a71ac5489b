import type { Deal, DealChange } from "../../src/deals/deal.ts";
import type { DealFile } from "../../src/deals/evidence.ts";

let number = 0;

/** An open deal with what a test does not care about filled in. */
export function dealOf(given: Partial<Deal> = {}): Deal {
  number += 1;
  return {
    id: `deal-${number}`,
    name: `Deal ${number}`,
    account: "Quarry Lane",
    ownerId: "rep",
    owner: "Sam Ito",
    stage: "Proposal",
    category: "commit",
    status: "open",
    amountMinor: 1_000_000,
    currency: "EUR",
    segment: null,
    type: null,
    openedOn: "2026-01-10",
    closeOn: "2026-06-30",
    closedOn: null,
    nextStep: null,
    nextStepOn: null,
    ...given,
  };
}

/** A change of a deal at nine in the morning of a day. */
export function changeOf(
  deal: Deal,
  day: string,
  field: DealChange["field"],
  before: string | null,
  after: string | null,
): DealChange {
  return { dealId: deal.id, at: `${day}T09:00:00.000Z`, field, before, after, by: null };
}

/** A deal about which nothing else is known. */
export function fileOf(deal: Deal, given: Partial<DealFile> = {}): DealFile {
  return { deal, changes: [], calls: [], activities: [], people: [], ...given };
}
