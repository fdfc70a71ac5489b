import { type Fields, fields, list } from "../payload.ts";
import { sameText } from "../signatures.ts";
import { inPieces, textOf, told } from "./answers.ts";
import type {
  ChangedPage,
  Crm,
  CrmAccess,
  CrmActivity,
  CrmContact,
  CrmDeal,
  CrmEvent,
  CrmHook,
  CrmKeys,
  CrmState,
  CrmVerdict,
} from "./crm.ts";
import { placeOf } from "./mapped-field.ts";

const BATCH = 100;

import { get, PAGE, pages } from "./pipedrive-client.ts";
import { optionWords, PIPEDRIVE_PLACES, quotasOf, shape } from "./pipedrive-shape.ts";
import { standing } from "./pipedrive-standing.ts";
import { subscribe } from "./pipedrive-webhooks.ts";
import { before, takeBack, write } from "./pipedrive-writing.ts";

/**
 * Pipedrive: webhooks v2 under HTTP Basic, API v2. Keys: token, or clientId, clientSecret, refreshToken and
 * apiDomain; webhookUser, webhookPassword.
 */
export const pipedrive: Crm = {
  provider: "pipedrive",
  name: "Pipedrive",
  fields: [
    {
      key: "token",
      label: "API token",
      help: "your picture → Personal preferences → API",
      secret: true,
    },
    {
      key: "webhookUser",
      label: "webhook user name",
      help: "what you enter as HTTP Auth username of the webhook",
      secret: false,
    },
    { key: "webhookPassword", label: "webhook password", help: "beside it", secret: true },
  ],
  read,
  dealsOf,
  state,
  changedSince,
  standing,
  before,
  write,
  takeBack,
  shape,
  quotas: quotasOf,
  subscribe,
  check: async (access) => {
    const { data } = fields(await get(access, "/api/v1/users/me"));
    return `Pipedrive accepts the token of ${textOf(fields(data).name) ?? "its owner"}.`;
  },
};

function read(hook: CrmHook, keys: CrmKeys): CrmVerdict {
  const { webhookUser, webhookPassword } = keys;
  if (!webhookUser || !webhookPassword) {
    return refused(401, "No user name and password are set for Pipedrive's webhooks.");
  }
  const wanted = `Basic ${Buffer.from(`${webhookUser}:${webhookPassword}`).toString("base64")}`;
  if (!sameText(hook.headers.authorization ?? "", wanted)) {
    return refused(401, "User name or password do not match.");
  }
  let body: Fields;
  try {
    body = fields(JSON.parse(hook.body.toString("utf8")));
  } catch {
    return refused(400, "The body is no JSON.");
  }
  const meta = fields(body.meta);
  const id = textOf(meta.entity_id);
  if (!id) return refused(400, "meta.entity_id is missing.");
  // Leads and files have ids of other forms; what is asked for by its id has a number.
  const entity = textOf(meta.entity) ?? "";
  const object = OBJECTS[entity] ?? "other";
  const now = fields(body.data);
  const before = fields(body.previous);
  // An activity's word carries its deal, in a deletion only what it was before.
  const dealId = textOf(now.deal_id) ?? textOf(before.deal_id);
  const about: Pick<CrmEvent, "object" | "id"> =
    object === "activity"
      ? dealId
        ? { object: "deal", id: dealId }
        : { object: "other", id }
      : { object: /^\d+$/.test(id) ? object : "other", id };
  return {
    kind: "taken",
    events: [{ key: textOf(meta.id) ?? `${entity}-${id}-${textOf(meta.timestamp)}`, ...about }],
  };
}

const OBJECTS: Record<string, CrmEvent["object"]> = {
  deal: "deal",
  person: "contact",
  activity: "activity",
};

const refused = (status: 400 | 401, reason: string): CrmVerdict => ({
  kind: "refused",
  status,
  reason,
});

async function dealsOf(
  access: CrmAccess,
  { object, id }: Pick<CrmEvent, "object" | "id">,
): Promise<string[]> {
  if (object === "deal") return [id];
  if (object !== "contact") return [];
  const deals = await pages(access, `/api/v2/deals?person_id=${encodeURIComponent(id)}`);
  return deals.map((deal) => textOf(deal.id) ?? "");
}

async function state(access: CrmAccess, ids: readonly string[]): Promise<CrmState> {
  const found = await byIds(access, "deals", ids);
  const here = found.filter(
    (deal) => deal.is_deleted !== true && textOf(deal.status) !== "deleted",
  );
  const stages = await named(access, "/api/v2/stages");
  const users = new Map(
    list(fields(await get(access, "/api/v1/users")).data).map((one) => [textOf(one.id) ?? "", one]),
  );
  const organizations = byId(await byIds(access, "organizations", idsIn(here, "org_id")));
  const persons = byId(await byIds(access, "persons", idsIn(here, "person_id")));
  const places = placesOf(access.keys);
  const words = await optionWords(
    access,
    Object.values(places).filter((place) => place !== null && !(place in STANDING)) as string[],
  );
  const present = here.map((deal) => textOf(deal.id) ?? "");
  return {
    deals: here.map((deal) =>
      dealOf(deal, {
        own: (field) => valueAt(deal, places[field], words),
        stage: stages.get(textOf(deal.stage_id) ?? "") ?? null,
        owner: users.get(textOf(deal.owner_id) ?? "") ?? {},
        account: textOf(organizations.get(textOf(deal.org_id) ?? "")?.name),
      }),
    ),
    contacts: here.flatMap((deal) => contactOf(deal, persons.get(textOf(deal.person_id) ?? ""))),
    // Its main person alone; others may take part.
    allContacts: false,
    activities: await activitiesOf(access, present, users),
    knows: ["account", "owner", "openedOn", ...READ.filter((field) => places[field] !== null)],
    gone: ids.filter((id) => !present.includes(id)),
    problems: [],
  };
}

/** What is read of a deal from where an account keeps it. */
const READ = [
  ...(["amount", "closeOn", "nextStep", "category"] as const),
  ...(["type", "segment", "lossReason"] as const),
];
type ReadField = (typeof READ)[number];
/** Fields every account has; all others are custom ones. */
const STANDING = { value: true, expected_close_date: true, lost_reason: true };

const placesOf = (keys: CrmKeys) =>
  Object.fromEntries(
    READ.map((field) => [field, placeOf(keys, field, PIPEDRIVE_PLACES[field])]),
  ) as Record<ReadField, string | null>;

/** A field's value in words; custom ones stand apart, money with its currency, choices as numbers. */
function valueAt(
  deal: Fields,
  place: string | null,
  words: ReadonlyMap<string, ReadonlyMap<string, string>>,
): string | null {
  if (place === null) return null;
  const raw = deal[place] ?? fields(deal.custom_fields)[place];
  const all = (Array.isArray(raw) ? raw : [fields(raw).value ?? raw]).flatMap(
    (one) => textOf(one) ?? [],
  );
  return all.map((one) => words.get(place)?.get(one) ?? one).join(", ") || null;
}

function dealOf(
  deal: Fields,
  {
    own,
    stage,
    owner,
    account,
  }: {
    own: (field: ReadField) => string | null;
    stage: string | null;
    owner: Fields;
    account: string | null;
  },
): CrmDeal {
  const status = textOf(deal.status);
  const closed = dayOf(deal.won_time) ?? dayOf(deal.lost_time) ?? dayOf(deal.close_time);
  return {
    id: textOf(deal.id) ?? "",
    ...told({
      ...{ name: textOf(deal.title), account, stage, status },
      owner: textOf(owner.name),
      ownerEmail: textOf(owner.email),
      // A deal keeps the stage it was won or lost in: the status says how it ended.
      isWon: status === null ? null : String(status === "won"),
      isClosed: status === null ? null : String(status !== "open"),
      amount: own("amount"),
      currency: textOf(deal.currency),
      openedOn: dayOf(deal.add_time),
      closeOn: dayOf(own("closeOn")) ?? closed,
      closedOn: closed,
      nextStep: own("nextStep"),
      category: own("category"),
      type: own("type"),
      segment: own("segment"),
      lossReason: own("lossReason"),
    }),
  };
}

function contactOf(deal: Fields, person: Fields | undefined): CrmContact[] {
  const emails = list(person?.emails ?? person?.email);
  const email = textOf((emails.find(({ primary }) => primary === true) ?? emails[0])?.value);
  const name = textOf(person?.name) ?? email;
  if (!name) return [];
  return [
    {
      ...{ id: textOf(person?.id) ?? "", dealId: textOf(deal.id) ?? "", name, email },
      ...{ title: textOf(person?.job_title), role: null },
    },
  ];
}

const KINDS: Record<string, CrmActivity["kind"]> = {
  email: "email",
  meeting: "meeting",
  lunch: "meeting",
  call: "call",
};

async function activitiesOf(
  access: CrmAccess,
  dealIds: readonly string[],
  users: ReadonlyMap<string, Fields>,
): Promise<CrmActivity[]> {
  const all: CrmActivity[] = [];
  for (const dealId of dealIds) {
    for (const one of await pages(
      access,
      `/api/v2/activities?deal_id=${encodeURIComponent(dealId)}`,
    )) {
      const day = textOf(one.due_date) ?? dayOf(one.add_time);
      const time = textOf(one.due_time)?.slice(0, 5);
      const text = textOf(one.subject);
      if (!day || !text) continue;
      all.push({
        ...{ dealId, externalId: `pipedrive-activity-${textOf(one.id)}`, text, side: "rep" },
        kind: KINDS[textOf(one.type) ?? ""] ?? "task",
        // Pipedrive's due times are UTC.
        at: `${day}T${time ?? "00:00"}:00Z`,
        who: textOf(users.get(textOf(one.owner_id) ?? "")?.name),
        // One without an hour is a day's; one that is off is deleted.
        ...(time && textOf(one.due_date)
          ? { meeting: { endsAt: null, cancelled: false, with: null } }
          : {}),
      });
    }
  }
  return all;
}

async function changedSince(
  access: CrmAccess,
  since: Date | null,
  cursor: string | null,
): Promise<ChangedPage> {
  const query = new URLSearchParams({
    limit: String(PAGE),
    status: "open,won,lost,deleted",
    sort_by: "update_time",
    sort_direction: "asc",
    ...(since ? { updated_since: `${since.toISOString().slice(0, 19)}Z` } : {}),
    ...(cursor ? { cursor } : {}),
  });
  const page = fields(await get(access, `/api/v2/deals?${query}`));
  const deals = list(page.data);
  const deleted = (deal: Fields) => textOf(deal.status) === "deleted" || deal.is_deleted === true;
  const idOf = (deal: Fields) => textOf(deal.id) ?? "";
  return {
    ids: deals.filter((deal) => !deleted(deal)).map(idOf),
    gone: deals.filter(deleted).map(idOf),
    cursor: textOf(fields(page.additional_data).next_cursor),
  };
}

const dayOf = (value: unknown) => textOf(value)?.slice(0, 10) ?? null;
const byId = (all: readonly Fields[]) => new Map(all.map((one) => [textOf(one.id) ?? "", one]));
const idsIn = (all: readonly Fields[], key: string) => all.flatMap((one) => textOf(one[key]) ?? []);

async function named(access: CrmAccess, path: string): Promise<Map<string, string>> {
  const all = await pages(access, path);
  return new Map(all.map((one) => [textOf(one.id) ?? "", textOf(one.name) ?? ""]));
}

async function byIds(access: CrmAccess, type: string, ids: readonly string[]): Promise<Fields[]> {
  const all: Fields[] = [];
  for (const piece of inPieces([...new Set(ids)], BATCH)) {
    const status = type === "deals" ? "&status=open,won,lost,deleted" : "";
    all.push(
      ...(await pages(
        access,
        `/api/v2/${type}?ids=${piece.map(encodeURIComponent).join(",")}${status}`,
      )),
    );
  }
  return all;
}
