import { fields, list } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { ChangedPage, CrmAccess, CrmEvent } from "./crm.ts";
import { pathOf, query, quoted, send } from "./salesforce-client.ts";

/**
 * What is looked through, one after another: opportunities, and what hangs on them and changes without
 * them. Deleted ones are among them: what they were on is still known.
 */
const LOOKED_THROUGH: readonly ((since: string) => string)[] = [
  (since) =>
    `SELECT Id, IsDeleted FROM Opportunity WHERE SystemModstamp >= ${since} ORDER BY SystemModstamp`,
  (since) =>
    `SELECT OpportunityId FROM OpportunityContactRole WHERE SystemModstamp >= ${since} OR Contact.SystemModstamp >= ${since}`,
  (since) =>
    `SELECT WhatId FROM Task WHERE SystemModstamp >= ${since} AND What.Type = 'Opportunity'`,
  (since) =>
    `SELECT WhatId FROM Event WHERE SystemModstamp >= ${since} AND What.Type = 'Opportunity'`,
];
const EVERY_DEAL = "SELECT Id, IsDeleted FROM Opportunity ORDER BY SystemModstamp";

/** Page by page; the cursor is which of them it is at, and Salesforce's own address of the next page. */
export async function changedSince(
  access: CrmAccess,
  since: Date | null,
  cursor: string | null,
): Promise<ChangedPage> {
  const [at = "0", further = ""] = cursor?.split("|") ?? [];
  const number = Number(at);
  // All there is hangs on all the deals there are.
  const asked = since ? LOOKED_THROUGH[number]?.(since.toISOString()) : EVERY_DEAL;
  const path = further || `queryAll?q=${encodeURIComponent(asked ?? EVERY_DEAL)}`;
  const page = fields(await send(access, "GET", path));
  const records = list(page.records);
  const next = pathOf(page.nextRecordsUrl);
  const after = since && number + 1 < LOOKED_THROUGH.length ? `${number + 1}|` : null;
  const ids = records.flatMap((one) =>
    one.IsDeleted === true
      ? []
      : (textOf(one.Id) ?? textOf(one.OpportunityId) ?? textOf(one.WhatId) ?? []),
  );
  return {
    ids: [...new Set(ids)],
    gone: records.filter((one) => one.IsDeleted === true).flatMap((one) => textOf(one.Id) ?? []),
    cursor: next ? `${number}|${next}` : after,
  };
}

/** The deals an event is about. What was deleted in the meantime still says what it was on. */
export async function dealsOf(
  access: CrmAccess,
  { object, id }: Pick<CrmEvent, "object" | "id">,
): Promise<string[]> {
  if (object === "deal") return [id];
  const all = async (soql: string) => await query(access, soql, "queryAll");
  if (object === "contact") {
    // Only a role's id begins so; the person themselves may be on several deals.
    const which = id.startsWith("00K") ? "Id" : "ContactId";
    const roles = await all(
      `SELECT OpportunityId FROM OpportunityContactRole WHERE ${which} = ${quoted(id)}`,
    );
    return roles.flatMap((one) => textOf(one.OpportunityId) ?? []);
  }
  if (object !== "activity") return [];
  const type = id.startsWith("00U") ? "Event" : "Task";
  const [one] = await all(`SELECT WhatId FROM ${type} WHERE Id = ${quoted(id)}`);
  const what = textOf(one?.WhatId);
  // Only an opportunity's id begins so.
  return what?.startsWith("006") ? [what] : [];
}
