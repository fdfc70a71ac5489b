import type { CrmQuotas, CrmShape, CrmTarget, FieldType } from "../../deals/crm/shape.ts";
import { Rejected } from "../../errors.ts";
import { type Fields, fields, list } from "../payload.ts";
import { textOf } from "./answers.ts";
import type { CrmAccess } from "./crm.ts";
import { get, pages } from "./pipedrive-client.ts";

/** Where Pipedrive keeps what an account may keep elsewhere; it has no field for the others. */
export const PIPEDRIVE_PLACES = {
  amount: "value",
  closeOn: "expected_close_date",
  nextStep: null,
  competitor: null,
  category: null,
  type: null,
  segment: null,
  lossReason: "lost_reason",
} as const;

/** Stages, users, deal fields and goals of an account. */
export async function shape(access: CrmAccess): Promise<CrmShape> {
  const [stages, pipelines, users, dealFields, quotas] = await Promise.all([
    pages(access, "/api/v2/stages"),
    pages(access, "/api/v2/pipelines"),
    usersOf(access),
    pages(access, "/api/v2/dealFields"),
    quotasOf(access),
  ]);
  const nameOf = new Map(pipelines.map((one) => [textOf(one.id), textOf(one.name)]));
  return {
    stages: stages.toSorted(byPlace).map((stage) => ({
      word: textOf(stage.name) ?? "",
      pipeline: pipelines.length > 1 ? (nameOf.get(textOf(stage.pipeline_id)) ?? null) : null,
      // Won and lost are a deal's status and no stage.
      outcome: "open",
      category: null,
    })),
    owners: users.map((one) => ({
      name: textOf(one.name) ?? "",
      email: textOf(one.email),
      active: one.active_flag !== false,
    })),
    fields: dealFields.map((one) => ({
      key: textOf(one.field_code) ?? "",
      label: textOf(one.field_name) ?? textOf(one.field_code) ?? "",
      type: TYPES[textOf(one.field_type) ?? ""] ?? "text",
      custom: one.is_custom_field === true,
    })),
    standard: PIPEDRIVE_PLACES,
    categories: [],
    quotaKinds: quotas.kinds,
    problems: quotas.problems,
  };
}

const byPlace = (one: Fields, other: Fields) =>
  Number(one.pipeline_id) - Number(other.pipeline_id) ||
  Number(one.order_nr) - Number(other.order_nr);

const TYPES: Record<string, FieldType> = {
  ...{ monetary: "number", double: "number", int: "number" },
  ...{ date: "date", enum: "choice", set: "choice" },
};

/** What a custom field of choices holds is the number of an option; these are their words, by field. */
export async function optionWords(
  access: CrmAccess,
  keys: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  if (keys.length === 0) return new Map();
  const found = await pages(access, "/api/v2/dealFields");
  return new Map(
    found
      .filter((one) => keys.includes(textOf(one.field_code) ?? ""))
      .map((one) => [
        textOf(one.field_code) ?? "",
        new Map(list(one.options).map(({ id, label }) => [textOf(id) ?? "", textOf(label) ?? ""])),
      ]),
  );
}

const usersOf = async (access: CrmAccess) => list(fields(await get(access, "/api/v1/users")).data);

/** Goals for the value of won deals, each of one person. */
export async function quotasOf(access: CrmAccess): Promise<CrmQuotas> {
  let goals: Fields[];
  try {
    // With the type named, everybody's goals come and not one's own alone.
    const found = await get(access, "/api/v1/goals/find?type.name=deals_won&is_active=true");
    goals = list(fields(fields(found).data).goals);
  } catch (error) {
    const named = error instanceof Rejected && /does not allow|status 40[34]/.test(error.message);
    if (!named) throw error;
    const problem =
      "Pipedrive does not let me read goals. The token's owner needs the right to see goals (OAuth: the scope goals:read).";
    return { kinds: [], targets: [], problems: [problem] };
  }
  const personal = goals.filter(
    (goal) =>
      textOf(fields(goal.assignee).type) === "person" &&
      textOf(fields(goal.expected_outcome).tracking_metric) === "sum",
  );
  if (personal.length === 0) return { kinds: [], targets: [], problems: [] };
  const users = new Map((await usersOf(access)).map((one) => [textOf(one.id), one]));
  const currencies = new Map(
    list(fields(await get(access, "/api/v1/currencies")).data).map((one) => [
      textOf(one.id),
      textOf(one.code),
    ]),
  );
  const names = new Map(
    (await pages(access, "/api/v2/pipelines")).map((one) => [textOf(one.id), textOf(one.name)]),
  );
  const kinds = new Map(
    personal.map((goal) => [
      kindOf(goal),
      pipelinesOf(goal)
        .map((id) => names.get(id) ?? id)
        .join(", "),
    ]),
  );
  return {
    kinds: [...kinds].map(([key, where]) => ({
      key,
      label: `Value of won deals, ${where || "all pipelines"}`,
    })),
    targets: personal.flatMap((goal) => targetsOf(goal, users, currencies)),
    problems: [],
  };
}

/** A goal for one pipeline counts other deals than one for all: each is a kind of its own. */
const kindOf = (goal: Fields) => ["deals_won", ...pipelinesOf(goal)].join("-");

function pipelinesOf(goal: Fields): string[] {
  const only = fields(fields(goal.type).params).pipeline_id;
  return (Array.isArray(only) ? only : [only]).flatMap((one) => textOf(one) ?? []).sort();
}

const MONTHS: Record<string, number> = { monthly: 1, quarterly: 3, yearly: 12 };
/** A goal without an end goes on; so far ahead it is taken. */
const AHEAD = 15;
/** A goal of a hundred years is somebody's slip. */
const MOST = 60;

/** A goal says an amount and how often: each time it falls due is a target. */
function targetsOf(
  goal: Fields,
  users: ReadonlyMap<string | null, Fields>,
  currencies: ReadonlyMap<string | null, string | null>,
): CrmTarget[] {
  const outcome = fields(goal.expected_outcome);
  const { start, end } = fields(goal.duration);
  const months = MONTHS[textOf(goal.interval) ?? ""];
  const amount = textOf(outcome.target);
  const user = users.get(textOf(fields(goal.assignee).id));
  const first = /^(\d{4})-(\d{2})-\d{2}/.exec(textOf(start) ?? "");
  if (!months || !amount || !user || !first) return [];
  const last = textOf(end)?.slice(0, 10) ?? null;
  const targets: CrmTarget[] = [];
  for (let at = 0; at < (last ? MOST : AHEAD); at += 1) {
    const from = dayAt(Number(first[1]), Number(first[2]) - 1 + at * months, 1);
    const until = dayAt(Number(first[1]), Number(first[2]) - 1 + (at + 1) * months, 0);
    if (last && from > last) break;
    targets.push({
      ...{ kind: kindOf(goal), name: textOf(user.name), email: textOf(user.email), from, until },
      ...{ amount, currency: currencies.get(textOf(outcome.currency_id)) ?? null },
    });
  }
  return targets;
}

const dayAt = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
