import type { CrmQuotas, CrmShape, CrmTarget, FieldType } from "../../deals/crm/shape.ts";
import { Rejected } from "../../errors.ts";
import { type Fields, fields, list } from "../payload.ts";
import { inPieces, textOf } from "./answers.ts";
import type { CrmAccess } from "./crm.ts";
import { listed, query, send } from "./salesforce-client.ts";

/** Where Salesforce keeps what an organisation may keep elsewhere. */
export const SALESFORCE_PLACES = {
  amount: "Amount",
  closeOn: "CloseDate",
  nextStep: "NextStep",
  competitor: null,
  category: "ForecastCategoryName",
  type: "Type",
  segment: null,
  lossReason: null,
} as const;

/** Stages, owners, fields and forecast types of an organisation. */
export async function shape(access: CrmAccess): Promise<CrmShape> {
  const [stages, owners, described, quotas] = await Promise.all([
    query(
      access,
      "SELECT ApiName, IsClosed, IsWon, ForecastCategoryName FROM OpportunityStage WHERE IsActive = true ORDER BY SortOrder",
    ),
    query(
      access,
      "SELECT Id, Name, Email, IsActive FROM User WHERE Id IN (SELECT OwnerId FROM Opportunity) ORDER BY Name",
    ),
    send(access, "GET", "sobjects/Opportunity/describe"),
    quotasOf(access),
  ]);
  const all = list(fields(described).fields);
  const yes = (value: unknown) => value === true;
  return {
    stages: stages.map((stage) => ({
      word: textOf(stage.ApiName) ?? "",
      pipeline: null,
      outcome: yes(stage.IsWon) ? "won" : yes(stage.IsClosed) ? "lost" : "open",
      category: textOf(stage.ForecastCategoryName),
    })),
    owners: owners.map((one) => ({
      name: textOf(one.Name) ?? "",
      email: textOf(one.Email),
      active: yes(one.IsActive),
    })),
    fields: all.map((one) => ({
      key: textOf(one.name) ?? "",
      label: textOf(one.label) ?? textOf(one.name) ?? "",
      type: TYPES[textOf(one.type) ?? ""] ?? "text",
      custom: yes(one.custom),
    })),
    standard: SALESFORCE_PLACES,
    categories: list(
      all.find(({ name }) => name === SALESFORCE_PLACES.category)?.picklistValues,
    ).flatMap((one) => textOf(one.value) ?? []),
    quotaKinds: quotas.kinds,
    problems: quotas.problems,
  };
}

const TYPES: Record<string, FieldType> = {
  ...{ currency: "number", double: "number", int: "number", percent: "number" },
  ...{ date: "date", datetime: "date" },
  ...{ picklist: "choice", multipicklist: "choice", boolean: "choice" },
};

/** Quotas in money, by forecast type; a quota of a product family is part of one and no quota. */
export async function quotasOf(access: CrmAccess): Promise<CrmQuotas> {
  const asked =
    "QuotaAmount, QuotaOwner.Name, QuotaOwner.Email, StartDate, PeriodId, ForecastingTypeId, ProductFamily";
  const from = "FROM ForecastingQuota WHERE IsAmount = true ORDER BY StartDate";
  let rows: Fields[];
  let types: Fields[];
  try {
    types = await query(
      access,
      "SELECT Id, MasterLabel FROM ForecastingType WHERE IsActive = true",
    );
    rows = await withCurrency(access, asked, from);
  } catch (error) {
    const hidden = error instanceof Rejected && /sObject type|No such column/i.test(error.message);
    if (!hidden) throw error;
    const problem =
      "Salesforce does not let me read quotas. Switch on forecasts, and give the connected user “View All Forecasts”.";
    return { kinds: [], targets: [], problems: [problem] };
  }
  const periods = await periodsOf(access, rows);
  const targets = rows.flatMap((row): CrmTarget[] => {
    const owner = fields(row.QuotaOwner);
    const amount = textOf(row.QuotaAmount);
    const period = periods.get(textOf(row.PeriodId) ?? "");
    const start = textOf(period?.StartDate) ?? textOf(row.StartDate);
    const until = textOf(period?.EndDate) ?? (start ? lastOfMonth(start) : null);
    if (!amount || !start || !until || textOf(row.ProductFamily)) return [];
    return [
      {
        kind: textOf(row.ForecastingTypeId) ?? "",
        ...{ name: textOf(owner.Name), email: textOf(owner.Email) },
        ...{ from: start, until, amount, currency: textOf(row.CurrencyIsoCode) },
      },
    ];
  });
  const used = new Set(targets.map(({ kind }) => kind));
  return {
    kinds: types
      .map((one) => ({ key: textOf(one.Id) ?? "", label: textOf(one.MasterLabel) ?? "" }))
      .filter(({ key }) => used.has(key)),
    targets,
    problems: [],
  };
}

/** Organisations with one currency have no field for it. */
async function withCurrency(access: CrmAccess, asked: string, from: string): Promise<Fields[]> {
  try {
    return await query(access, `SELECT ${asked}, CurrencyIsoCode ${from}`);
  } catch (error) {
    if (!(error instanceof Rejected) || !/CurrencyIsoCode/.test(error.message)) throw error;
    return await query(access, `SELECT ${asked} ${from}`);
  }
}

async function periodsOf(access: CrmAccess, rows: readonly Fields[]): Promise<Map<string, Fields>> {
  const ids = [...new Set(rows.flatMap((row) => textOf(row.PeriodId) ?? []))];
  const periods = new Map<string, Fields>();
  for (const piece of inPieces(ids, 100)) {
    const found = await query(
      access,
      `SELECT Id, StartDate, EndDate FROM Period WHERE Id IN (${listed(piece)})`,
    );
    for (const one of found) periods.set(textOf(one.Id) ?? "", one);
  }
  return periods;
}

function lastOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
