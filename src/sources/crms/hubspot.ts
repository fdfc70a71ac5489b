import { Signature } from "@hubspot/api-client";
import { type Fields, fields, list } from "../payload.ts";
import { sameText } from "../signatures.ts";
import { textOf, told } from "./answers.ts";
import type {
  ChangedPage,
  Crm,
  CrmAccess,
  CrmDeal,
  CrmEvent,
  CrmHook,
  CrmKeys,
  CrmState,
  CrmVerdict,
} from "./crm.ts";
import { activitiesOf } from "./hubspot-activities.ts";
import { askHubspot } from "./hubspot-client.ts";
import {
  associated,
  BATCH,
  contactsOf,
  type Found,
  ownersById,
  readAll,
} from "./hubspot-objects.ts";
import { HUBSPOT_PLACES, quotasOf, shape } from "./hubspot-shape.ts";
import { standing } from "./hubspot-standing.ts";
import { before, takeBack, write } from "./hubspot-writing.ts";
import { placeOf } from "./mapped-field.ts";

/** What stands in the same place in every account. */
const PROPERTIES = [
  ...["dealname", "deal_currency_code", "dealstage", "pipeline", "createdate"],
  ...["hubspot_owner_id", "hs_is_closed", "hs_is_closed_won", "hs_merged_object_ids"],
];
const KNOWS = ["account", "owner", "openedOn"] as const;
const STALE_MS = 300_000;
/** Results one search gives out, however it is paged. */
const MOST_SHOWN = 10_000;

/** HubSpot: webhooks v3, CRM API v3 and v4. Keys: token, or clientId, clientSecret and refreshToken; webhookSecret. */
export const hubspot: Crm = {
  provider: "hubspot",
  name: "HubSpot",
  fields: [
    {
      key: "token",
      label: "private app token",
      help: "Settings → Integrations → Private Apps → your app → Auth",
      secret: true,
    },
    {
      key: "webhookSecret",
      label: "client secret",
      help: "the same page; it signs the webhooks",
      secret: true,
    },
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
  check: async (access) => {
    await askHubspot(access, { path: "/crm/v3/objects/deals?limit=1" });
    return "HubSpot accepts the key and lets it read deals.";
  },
};

function read(hook: CrmHook, keys: CrmKeys, now: Date): CrmVerdict {
  const secret = keys.webhookSecret;
  if (!secret) return refused(401, "No client secret is set for HubSpot.");
  const timestamp = Number(hook.headers["x-hubspot-request-timestamp"]);
  const wanted = Signature.getSignature(hook.method, "v3", {
    signature: "",
    clientSecret: secret,
    url: decoded(hook.url),
    requestBody: hook.body.toString("utf8"),
    timestamp,
  });
  if (!sameText(hook.headers["x-hubspot-signature-v3"] ?? "", wanted)) {
    return refused(401, "The signature does not match.");
  }
  if (!(Math.abs(now.getTime() - timestamp) <= STALE_MS)) {
    return refused(401, "The timestamp is too old or too new.");
  }
  let told: unknown;
  try {
    told = JSON.parse(hook.body.toString("utf8"));
  } catch {
    return refused(400, "The body is no JSON.");
  }
  const events = list(Array.isArray(told) ? told : [told]).map(eventOf);
  // One id that is none would spoil the question for all that are asked for with it.
  return { kind: "taken", events: events.filter(({ id }) => /^\d+$/.test(id)) };
}

const refused = (status: 400 | 401, reason: string): CrmVerdict => ({
  kind: "refused",
  status,
  reason,
});

/** HubSpot signs the address with these signs as they are read, the others as they are sent. */
function decoded(url: string): string {
  return url.replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (sign) =>
    decodeURIComponent(sign),
  );
}

const OBJECT_TYPES: Record<string, CrmEvent["object"]> = { "0-3": "deal", "0-1": "contact" };

function eventOf(told: Fields): CrmEvent {
  const type = textOf(told.subscriptionType) ?? "";
  const id = textOf(told.objectId) ?? textOf(told.fromObjectId) ?? "";
  const named = type.split(".")[0] ?? "";
  const object =
    named === "deal" || named === "contact"
      ? named
      : (OBJECT_TYPES[textOf(told.objectTypeId) ?? ""] ?? "other");
  // HubSpot does not promise that an event's id is unique by itself.
  const key = [told.eventId, told.subscriptionId, id, told.occurredAt].map(
    (part) => textOf(part) ?? "",
  );
  return { key: key.join("-"), object, id };
}

async function dealsOf(
  access: CrmAccess,
  { object, id }: Pick<CrmEvent, "object" | "id">,
): Promise<string[]> {
  if (object === "deal") return [id];
  if (object !== "contact") return [];
  return (await associated(access, "contacts", "deals", [id])).map(({ to }) => to);
}

async function state(access: CrmAccess, ids: readonly string[]): Promise<CrmState> {
  const [stages, owners] = await Promise.all([stageNames(access), ownersById(access)]);
  const places = placesOf(access.keys);
  const own = Object.values(places).filter((place) => place !== null);
  const found = await readAll(access, "deals", ids, [...PROPERTIES, ...own]);
  const here = found.map(({ id }) => id);
  const companies = await associated(access, "deals", "companies", here);
  const names = await readAll(
    access,
    "companies",
    companies.map(({ to }) => to),
    ["name"],
  );
  const companyOf = new Map(
    companies.map(({ from, to }) => [from, names.find(({ id }) => id === to)?.properties.name]),
  );
  return {
    deals: found.map((deal) =>
      dealOf(deal, { stages, owners, places, account: textOf(companyOf.get(deal.id)) }),
    ),
    contacts: await contactsOf(access, here),
    allContacts: true,
    activities: await activitiesOf(access, here, owners),
    knows: [...KNOWS, ...READ.filter((field) => places[field] !== null)],
    gone: ids.filter((id) => !here.includes(id)),
    merged: found.flatMap(({ id: into, properties }) =>
      (textOf(properties.hs_merged_object_ids)?.split(";") ?? []).map((from) => ({ from, into })),
    ),
    problems: [],
  };
}

/** What is read of a deal from where an account keeps it. */
const READ = [
  ...(["amount", "closeOn", "nextStep", "category"] as const),
  ...(["type", "segment", "lossReason"] as const),
];
type ReadField = (typeof READ)[number];
type Places = Record<ReadField, string | null>;

const placesOf = (keys: CrmKeys): Places =>
  Object.fromEntries(
    READ.map((field) => [field, placeOf(keys, field, HUBSPOT_PLACES[field])]),
  ) as Places;

function dealOf(
  { id, properties: all }: Found,
  scene: {
    stages: ReadonlyMap<string, string>;
    owners: ReadonlyMap<string, { name: string; email: string | null }>;
    places: Places;
    account: string | null;
  },
): CrmDeal {
  const own = (field: ReadField) => textOf(all[scene.places[field] ?? ""]);
  const owner = scene.owners.get(textOf(all.hubspot_owner_id) ?? "");
  const stage = textOf(all.dealstage);
  const closes = dayOf(own("closeOn"));
  const closed = textOf(all.hs_is_closed) === "true";
  return {
    id,
    ...told({
      name: textOf(all.dealname),
      account: scene.account,
      owner: owner?.name ?? null,
      ownerEmail: owner?.email ?? null,
      stage: (stage && scene.stages.get(stage)) ?? stage,
      isWon: textOf(all.hs_is_closed_won),
      isClosed: textOf(all.hs_is_closed),
      category: own("category"),
      amount: own("amount"),
      currency: textOf(all.deal_currency_code),
      openedOn: dayOf(all.createdate),
      closeOn: closes,
      closedOn: closed ? closes : null,
      type: own("type"),
      segment: own("segment"),
      nextStep: own("nextStep"),
      lossReason: own("lossReason"),
    }),
  };
}

const dayOf = (value: unknown) => textOf(value)?.slice(0, 10) ?? null;

async function stageNames(access: CrmAccess): Promise<Map<string, string>> {
  const body = await askHubspot(access, { path: "/crm/v3/pipelines/deals" });
  return new Map(
    list(fields(body).results)
      .flatMap((pipeline) => list(pipeline.stages))
      .map((stage) => [textOf(stage.id) ?? "", textOf(stage.label) ?? ""]),
  );
}

/** First what was changed, by the day it was; then what was deleted. */
async function changedSince(
  access: CrmAccess,
  since: Date | null,
  cursor: string | null,
): Promise<ChangedPage> {
  const [phase, mark = "", after = ""] = cursor?.split("|") ?? ["changed"];
  if (phase === "deleted") return await deletedPage(access, since, mark);
  const from = mark || String(since?.getTime() ?? 0);
  const page = fields(
    await askHubspot(access, {
      method: "POST",
      path: "/crm/v3/objects/deals/search",
      body: {
        filterGroups: [
          { filters: [{ propertyName: "hs_lastmodifieddate", operator: "GTE", value: from }] },
        ],
        sorts: [{ propertyName: "hs_lastmodifieddate", direction: "ASCENDING" }],
        properties: ["hs_lastmodifieddate"],
        limit: BATCH,
        ...(after ? { after } : {}),
      },
    }),
  );
  const found = list(page.results);
  const next = textOf(fields(fields(page.paging).next).after);
  const newest = Date.parse(textOf(fields(found.at(-1)?.properties).hs_lastmodifieddate) ?? "");
  // Beyond its ten thousand a search is begun again from the newest it has shown.
  const further =
    next && Number(next) + BATCH > MOST_SHOWN ? `changed|${newest}` : `changed|${from}|${next}`;
  return {
    ids: found.map((one) => textOf(one.id) ?? ""),
    gone: [],
    cursor: next ? further : "deleted",
  };
}

async function deletedPage(
  access: CrmAccess,
  since: Date | null,
  after: string,
): Promise<ChangedPage> {
  const page = fields(
    await askHubspot(access, {
      path: `/crm/v3/objects/deals?archived=true&limit=${BATCH}${after ? `&after=${encodeURIComponent(after)}` : ""}`,
    }),
  );
  const gone = list(page.results).filter(
    (one) => since === null || Date.parse(textOf(one.archivedAt) ?? "") >= since.getTime(),
  );
  const next = textOf(fields(fields(page.paging).next).after);
  return {
    ids: [],
    gone: gone.map((one) => textOf(one.id) ?? ""),
    cursor: next ? `deleted|${next}` : null,
  };
}
