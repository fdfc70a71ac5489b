import type { StandIn } from "../stand-in.ts";

type Row = Record<string, unknown>;
type Asked = StandIn["asked"][number];
type Reply = { status?: number; body?: unknown };

/** What a stand-in answers before its own answers: how an account is made, and its targets. */
export type Account = (asked: Asked) => Reply | null;

/** A place in a stand-in where a test puts its account. */
export interface WithAccount {
  account: { answer: Account | null };
}

/** HubSpot's account: pipelines with metadata, owners, properties, goal targets by scope. */
export function hubspotAccount(given: {
  stages?: { label: string; closed?: boolean; probability?: string }[];
  owners?: { id: string; userId: number; firstName: string; lastName: string; email: string }[];
  properties?: Row[];
  goals?: Row[];
  /** The token has `crm.objects.goals.read`. */
  mayReadGoals?: boolean;
}): Account {
  const { stages = HUBSPOT_STAGES, owners = HUBSPOT_OWNERS, goals = [] } = given;
  return ({ method, path, query }) => {
    if (method !== "GET") return null;
    const limit = Number(query.get("limit"));
    const paged = (results: Row[]): Reply => {
      if (!(limit >= 1 && limit <= 100)) return { status: 400, body: { message: "limit" } };
      const from = Number(query.get("after") ?? 0);
      // Two a page, so that paging is always needed.
      const more = from + 2 < results.length;
      const paging = more ? { paging: { next: { after: String(from + 2) } } } : {};
      return { body: { results: results.slice(from, from + 2), ...paging } };
    };
    if (path === "/crm/v3/pipelines/deals") {
      const made = stages.map(({ label, closed = false, probability = "0.5" }, at) => ({
        ...{ id: at === 0 ? "s1" : at === 1 ? "s2" : `s${at + 1}`, label, displayOrder: at },
        metadata: { isClosed: String(closed), probability },
      }));
      return { body: { results: [{ id: "default", label: "Sales", stages: made }] } };
    }
    if (path === "/crm/v3/owners")
      return paged(query.get("archived") === "false" ? owners.map((one) => ({ ...one })) : []);
    if (path === "/crm/v3/properties/deals")
      return { body: { results: given.properties ?? HUBSPOT_PROPERTIES } };
    if (path === "/crm/v3/objects/goal_targets") {
      if (given.mayReadGoals === false) {
        const category = "MISSING_SCOPES";
        return { status: 403, body: { message: "This app hasn't been granted scopes.", category } };
      }
      const asked = (query.get("properties") ?? "").split(",");
      // HubSpot gives out what is asked for by name, and nothing else.
      return paged(
        goals.map((goal, at) => ({
          id: String(500 + at),
          properties: Object.fromEntries(asked.map((name) => [name, goal[name] ?? null])),
        })),
      );
    }
    return null;
  };
}

const HUBSPOT_STAGES = [
  { label: "Discovery" },
  { label: "Proposal" },
  { label: "Verbal yes, papers out" },
  { label: "Paid", closed: true, probability: "1.0" },
  { label: "No thanks", closed: true, probability: "0.0" },
];
const HUBSPOT_OWNERS = [
  { id: "7", userId: 70, firstName: "Ines", lastName: "Falk", email: "ines@ours.example" },
  { id: "8", userId: 80, firstName: "Dora", lastName: "Lind", email: "d.lind@ours.example" },
  { id: "9", userId: 90, firstName: "Otis", lastName: "Vane", email: "otis@ours.example" },
];
const property = (name: string, label: string, type: string, more: Row = {}): Row => ({
  ...{ name, label, type, hubspotDefined: !name.startsWith("own_"), hidden: false },
  ...more,
});
const HUBSPOT_PROPERTIES = [
  property("amount", "Amount", "number"),
  property("closedate", "Close Date", "datetime"),
  property("hs_next_step", "Next step", "string"),
  property("dealtype", "Deal Type", "enumeration"),
  property("closed_lost_reason", "Closed Lost Reason", "string"),
  property("hs_manual_forecast_category", "Forecast category", "enumeration", {
    options: ["PIPELINE", "BEST_CASE", "COMMIT"].map((value) => ({ value, label: value })),
  }),
  property("own_plan", "Agreed plan", "string"),
  property("own_rival", "Main competitor", "enumeration"),
  property("own_secret", "Hidden", "string", { hidden: true }),
];

/** A goal in money over deals, as HubSpot writes one month of it. */
export const hubspotGoal = (month: string, amount: string, more: Row = {}): Row => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year, number, 1) - 1).toISOString();
  return {
    ...{ hs_goal_name: "Revenue 2026", hs_group_correlation_uuid: "family-1" },
    ...{ hs_target_amount: amount, hs_start_datetime: `${month}-01T00:00:00Z` },
    ...{ hs_end_datetime: last, hubspot_owner_id: "7", hs_assignee_user_id: "70" },
    ...{ hs_kpi_unit_type: "currency", hs_kpi_object_type_id: "0-3" },
    hs_goal_target_currency_code: "EUR",
    ...more,
  };
};

/** Pipedrive's account: pipelines, deal fields with options, goals of everybody. */
export function pipedriveAccount(given: { goals?: Row[]; mayReadGoals?: boolean }): Account {
  const ok = (data: unknown): Reply => ({ body: { success: true, data } });
  return ({ method, path, query }) => {
    if (method !== "GET") return null;
    if (path === "/api/v2/pipelines") return ok([{ id: 1, name: "Sales" }]);
    if (path === "/api/v2/dealFields") {
      return ok([
        { field_code: "value", field_name: "Value", field_type: "monetary" },
        { field_code: "expected_close_date", field_name: "Close date", field_type: "date" },
        { field_code: "lost_reason", field_name: "Lost reason", field_type: "varchar" },
        {
          ...{ field_code: "a1b2", field_name: "Forecast category", field_type: "enum" },
          ...{ is_custom_field: true, options: [{ id: 41, label: "Commit" }] },
        },
        {
          ...{ field_code: "c3d4", field_name: "Next step", field_type: "text" },
          is_custom_field: true,
        },
      ]);
    }
    if (path === "/api/v1/currencies") return ok([{ id: 2, code: "EUR" }]);
    if (path === "/api/v1/goals/find") {
      if (given.mayReadGoals === false)
        return { status: 403, body: { success: false, error: "Scope and URL mismatch" } };
      // Without one of these only one's own goals come.
      const everybody = query.get("type.name") === "deals_won";
      return ok({ goals: everybody ? (given.goals ?? []) : [] });
    }
    return null;
  };
}

/** A goal of Pipedrive's for what is won. */
export const pipedriveGoal = (more: Row = {}): Row => ({
  ...{ id: "g1", title: "Ines wins", is_active: true, interval: "quarterly" },
  type: { name: "deals_won", params: { pipeline_id: null } },
  assignee: { id: 7, type: "person" },
  duration: { start: "2026-10-01", end: "2026-12-31" },
  expected_outcome: { target: 90000, tracking_metric: "sum", currency_id: 2 },
  ...more,
});

/** Salesforce's organisation: stages, users who own something, the opportunity's fields, quotas. */
export function salesforceAccount(given: {
  quotas?: Row[];
  /** The user has no access to forecasts. */
  noForecasts?: boolean;
  /** One currency: the field for it is not there. */
  oneCurrency?: boolean;
}): Account {
  const records = (rows: Row[]): Reply => ({
    body: { totalSize: rows.length, done: true, records: rows },
  });
  const refused = (errorCode: string, message: string): Reply => ({
    status: 400,
    body: [{ errorCode, message }],
  });
  return ({ method, path, query }) => {
    if (method !== "GET") return null;
    if (path === "/services/data/v62.0/sobjects/Opportunity/describe") {
      return {
        body: {
          fields: [
            { name: "Amount", label: "Amount", type: "currency", custom: false },
            { name: "CloseDate", label: "Close Date", type: "date", custom: false },
            { name: "NextStep", label: "Next Step", type: "string", custom: false },
            { name: "Type", label: "Opportunity Type", type: "picklist", custom: false },
            {
              ...{ name: "ForecastCategoryName", label: "Forecast Category", custom: false },
              ...{ type: "picklist", picklistValues: [{ value: "Best Case" }] },
            },
            { name: "Plan__c", label: "Agreed plan", type: "string", custom: true },
          ],
        },
      };
    }
    const soql = query.get("q") ?? "";
    const [, names = "", object = ""] = /^SELECT (.*?) FROM (\w+)/.exec(soql) ?? [];
    if (object === "OpportunityStage" && names.includes("IsWon")) {
      const stage = (ApiName: string, more: Row) => ({ ApiName, MasterLabel: ApiName, ...more });
      return records([
        stage("Perception Analysis", { IsClosed: false, ForecastCategoryName: "Best Case" }),
        stage("Closed Won", { IsClosed: true, IsWon: true, ForecastCategoryName: "Closed" }),
      ]);
    }
    if (object === "User")
      return records([
        { Id: "0051", Name: "Ines Falk", Email: "ines@ours.example", IsActive: true },
      ]);
    if (object === "ForecastingType")
      return given.noForecasts
        ? refused("INVALID_TYPE", "sObject type 'ForecastingType' is not supported.")
        : records([{ Id: "0Db1", MasterLabel: "Opportunity Revenue" }]);
    if (object === "ForecastingQuota") {
      const multi = names.includes("CurrencyIsoCode");
      if (multi && given.oneCurrency)
        return refused("INVALID_FIELD", "No such column 'CurrencyIsoCode' on entity");
      return records((given.quotas ?? []).filter(() => soql.includes("IsAmount = true")));
    }
    if (object === "Period")
      return records([{ Id: "p4", StartDate: "2026-10-01", EndDate: "2026-12-31" }]);
    return null;
  };
}
