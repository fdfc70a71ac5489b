import type { CrmQuotas, CrmShape, CrmTarget, FieldType } from "../../deals/crm/shape.ts";
import { Rejected } from "../../errors.ts";
import { fields, list } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmAccess } from "./crm.ts";
import { askHubspot } from "./hubspot-client.ts";
import { everyPage, type Found, ownersById } from "./hubspot-objects.ts";

/** Where HubSpot keeps what an account may keep elsewhere. */
export const HUBSPOT_PLACES = {
  amount: "amount",
  closeOn: "closedate",
  nextStep: "hs_next_step",
  competitor: "competitor",
  category: "hs_manual_forecast_category",
  type: "dealtype",
  segment: null,
  lossReason: "closed_lost_reason",
} as const;

/** Deals, as HubSpot numbers its kinds of objects. */
const DEALS = "0-3";
const GOAL_PROPERTIES = [
  ...["hs_goal_name", "hs_target_amount", "hs_start_datetime", "hs_end_datetime"],
  ...["hubspot_owner_id", "hs_assignee_user_id", "hs_kpi_unit_type", "hs_kpi_object_type_id"],
  ...["hs_goal_target_currency_code", "hs_group_correlation_uuid"],
];

/** Pipelines, owners, properties and goals of an account. */
export async function shape(access: CrmAccess): Promise<CrmShape> {
  const [pipelines, owners, properties, quotas] = await Promise.all([
    askHubspot(access, { path: "/crm/v3/pipelines/deals" }),
    ownersById(access),
    askHubspot(access, { path: "/crm/v3/properties/deals" }),
    quotasOf(access),
  ]);
  const all = list(fields(pipelines).results);
  const told = list(fields(properties).results).filter((one) => one.hidden !== true);
  return {
    stages: all.flatMap((pipeline) =>
      list(pipeline.stages)
        .toSorted((one, other) => Number(one.displayOrder) - Number(other.displayOrder))
        .map((stage) => ({
          word: textOf(stage.label) ?? textOf(stage.id) ?? "",
          pipeline: all.length > 1 ? textOf(pipeline.label) : null,
          outcome: outcomeOf(fields(stage.metadata)),
          category: null,
        })),
    ),
    owners: [...owners.values()].map(({ name, email, active }) => ({ name, email, active })),
    fields: told.map((one) => ({
      key: textOf(one.name) ?? "",
      label: textOf(one.label) ?? textOf(one.name) ?? "",
      type: TYPES[textOf(one.type) ?? ""] ?? "text",
      custom: one.hubspotDefined !== true,
    })),
    standard: HUBSPOT_PLACES,
    categories: list(told.find(({ name }) => name === HUBSPOT_PLACES.category)?.options).flatMap(
      (option) => textOf(option.value) ?? [],
    ),
    quotaKinds: quotas.kinds,
    problems: quotas.problems,
  };
}

const TYPES: Record<string, FieldType> = {
  number: "number",
  date: "date",
  datetime: "date",
  enumeration: "choice",
  bool: "choice",
};

/** A closed stage is a won one when everything in it is sure to come. */
function outcomeOf(metadata: Record<string, unknown>): "open" | "won" | "lost" {
  if (textOf(metadata.isClosed) !== "true") return "open";
  return Number(textOf(metadata.probability)) === 1 ? "won" : "lost";
}

/** Goals in money over deals, each person's alone: a team's target is nobody's quota. */
export async function quotasOf(access: CrmAccess): Promise<CrmQuotas> {
  let found: Found[];
  try {
    found = await everyPage(
      access,
      `/crm/v3/objects/goal_targets?limit=100&properties=${GOAL_PROPERTIES.join(",")}`,
    );
  } catch (error) {
    if (!(error instanceof Rejected) || error.code !== "forbidden") throw error;
    if (/no longer accepts/.test(error.message)) throw error;
    const problem =
      "HubSpot does not let me read goals. Add the scope crm.objects.goals.read to the app and connect it again.";
    return { kinds: [], targets: [], problems: [problem] };
  }
  const owners = await ownersById(access);
  const byUser = new Map([...owners.values()].map((one) => [one.userId, one]));
  const kinds = new Map<string, string>();
  const targets: CrmTarget[] = [];
  for (const { properties: goal } of found) {
    const [from, until] = [dayOf(goal.hs_start_datetime), lastDayOf(goal.hs_end_datetime)];
    const amount = textOf(goal.hs_target_amount);
    const money =
      textOf(goal.hs_kpi_unit_type) === "currency" &&
      (textOf(goal.hs_kpi_object_type_id) ?? DEALS) === DEALS;
    if (!money || !from || !until || !amount) continue;
    const owner =
      owners.get(textOf(goal.hubspot_owner_id) ?? "") ??
      byUser.get(textOf(goal.hs_assignee_user_id) ?? "");
    if (!owner) continue;
    const kind = textOf(goal.hs_group_correlation_uuid) ?? textOf(goal.hs_goal_name) ?? "goals";
    kinds.set(kind, textOf(goal.hs_goal_name) ?? "Goals");
    targets.push({
      ...{ kind, name: owner.name, email: owner.email, from, until, amount },
      currency: textOf(goal.hs_goal_target_currency_code),
    });
  }
  return { kinds: [...kinds].map(([key, label]) => ({ key, label })), targets, problems: [] };
}

const dayOf = (value: unknown) => textOf(value)?.slice(0, 10) ?? null;

/** A goal ends with a day's last moment or with the next day's first. */
function lastDayOf(value: unknown): string | null {
  const at = Date.parse(textOf(value) ?? "");
  return Number.isNaN(at) ? null : new Date(at - 1).toISOString().slice(0, 10);
}
