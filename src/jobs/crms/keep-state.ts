import { contactRoleOf } from "../../deals/contact-roles.ts";
import { DEAL_FIELDS } from "../../deals/import/columns.ts";
import { type Corrections, wordKey } from "../../deals/import/corrections.ts";
import { readRow } from "../../deals/import/row.ts";
import { clean, type Table } from "../../deals/import/table.ts";
import type { CrmState } from "../../sources/crms/crm.ts";
import type { Transaction } from "../../store/database.ts";
import { type IncomingDeal, mergeDeals } from "../../store/deal-import.ts";
import { removeDeals } from "../../store/deal-removal.ts";
import { mergeActivities } from "../../store/imports/activities.ts";
import { dropUntoldContacts, mergeContacts } from "../../store/imports/contacts.ts";
import { keptCorrections } from "../../store/pipeline-settings.ts";

/** What came of a CRM's answer. */
export interface Kept {
  deals: number;
  changed: number;
  gone: number;
  /** What was not kept and why, a sentence each. */
  problems: string[];
}

/** A CRM writes numbers with a point and days as ISO: nothing has to be guessed. */
const TABLE: Omit<Table, "currency"> = {
  headers: [...DEAL_FIELDS],
  delimiter: ",",
  columns: new Map(DEAL_FIELDS.map((field, at) => [field, at])),
  writing: { decimal: "point", days: "day-first" },
};

/**
 * Makes the store's deals what the CRM says they are now. The same answer twice changes nothing, and
 * words mean what the workspace said they mean.
 */
export async function keepState(
  tx: Transaction,
  state: CrmState,
  by: { source: string; at: Date; currency: string; zone: string },
): Promise<Kept> {
  const corrections = await keptCorrections(tx);
  const problems = [...state.problems];
  const table: Table = { ...TABLE, currency: corrections.currency ?? by.currency };
  const deals: IncomingDeal[] = state.deals.flatMap((deal, at) => {
    const read = readRow(
      DEAL_FIELDS.map((field) => deal[field] ?? ""),
      table,
      corrections,
    );
    if ("deal" in read) return [{ ...read.deal, row: at + 1 }];
    problems.push(`${clean(deal.name ?? deal.id, 80)} ${read.refused}.`);
    return [];
  });
  const merged = await mergeDeals(tx, deals, {
    has: new Set([
      ...state.knows,
      // Said of its stages, a CRM without categories has them all the same.
      ...(Object.keys(corrections.stageCategories).length > 0 ? (["category"] as const) : []),
    ]),
    now: by.at,
    owners: corrections.owners,
  });
  await mergeContacts(tx, each(contactsOf(state, corrections)), { importId: null });
  // Where something could not be read, who is missing may only be unread.
  if (state.allContacts && state.problems.length === 0) {
    const read = state.deals.map(({ id }) => id);
    await dropUntoldContacts(tx, by.source, read);
  }
  await mergeActivities(tx, each(activitiesOf(state)), { importId: null, zone: by.zone });
  const gone = await removeDeals(tx, state.gone, { ...by, merged: state.merged ?? [] });
  return { deals: merged.imported, changed: merged.added + merged.changed, gone, problems };
}

const alone = { dealName: null, account: null };

function contactsOf({ contacts }: CrmState, corrections: Corrections) {
  return contacts.map((one, at) => ({
    ...{ row: at + 1, ...alone, dealId: one.dealId, name: clean(one.name, 200) },
    email: one.email?.toLowerCase() ?? null,
    title: one.title ? clean(one.title, 200) : null,
    role: one.role ? (corrections.roles[wordKey(one.role)] ?? contactRoleOf(one.role)) : null,
  }));
}

function activitiesOf({ activities }: CrmState) {
  return activities.map((one, at) => ({
    ...{ row: at + 1, ...alone, dealId: one.dealId, externalId: one.externalId },
    ...{ kind: one.kind, at: one.at, side: one.side, who: one.who, text: clean(one.text, 2000) },
  }));
}

async function* each<One>(all: readonly One[]): AsyncGenerator<One> {
  yield* all;
}
