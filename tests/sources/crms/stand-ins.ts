import { type StandIn, standIn } from "../stand-in.ts";
import type { WithAccount } from "./account-stand-ins.ts";
import { cometdStandIn } from "./cometd.ts";
import { pipedriveSignIn } from "./pipedrive-sign-in.ts";

type Row = Record<string, unknown>;
type Asked = StandIn["asked"][number];

/** What every stand-in can be told to do. */
interface Mood {
  /** Answers 429 to the next so many questions. */
  slowDown(times: number): void;
  /** The key no longer works. */
  revoke(): void;
  /** It works again, as a new one would. */
  restore(): void;
}

/** A CRM of one test: its deals by id, as the vendor writes them. */
export interface CrmStandIn extends StandIn, Mood, WithAccount {
  deals: Map<string, Row>;
}

function moods() {
  let busy = 0;
  let revoked = false;
  return {
    isBusy: () => busy-- > 0,
    isRevoked: () => revoked,
    mood: {
      account: { answer: null } as WithAccount["account"],
      slowDown: (times: number) => {
        busy = times;
      },
      revoke: () => {
        revoked = true;
      },
      restore: () => {
        revoked = false;
      },
    },
  };
}

const json = (body: string): Row => (body ? (JSON.parse(body) as Row) : {});
const inputs = (body: string) =>
  (json(body).inputs as { id: string }[]).map(({ id }) => String(id));

/** HubSpot's CRM API v3 and v4, as far as deals, contacts, owners and pipelines go. */
export async function hubspotStandIn(): Promise<
  CrmStandIn & {
    contacts: Map<string, Row>;
    meetings: Map<string, Row>;
    guests: Map<string, string[]>;
    links: [string, string][];
    /** Properties nobody may write. */
    denied: Set<string>;
    /** Merges a deal into another: whoever asks for the one gets the other. */
    merge(from: string, into: string): void;
  }
> {
  const deals = new Map<string, Row>();
  const contacts = new Map<string, Row>();
  const links: [string, string][] = [];
  const meetings = new Map<string, Row>();
  /** Contacts of a meeting; all there are unless told. */
  const guests = new Map<string, string[]>();
  const merged = new Map<string, string>();
  const denied = new Set<string>();
  const { isBusy, isRevoked, mood } = moods();
  const read = (all: Map<string, Row>, body: string) => ({
    // Of what was merged the one that is left is told, under its own id.
    results: [
      ...new Set(inputs(body).map((id) => (all === deals ? (merged.get(id) ?? id) : id))),
    ].flatMap((id) => {
      const properties = all.get(id);
      return properties ? [{ id, properties }] : [];
    }),
  });
  const answer = ({ method, path, body, headers, query }: Asked) => {
    if (headers.authorization !== "Bearer pat-1" || isRevoked()) {
      return { status: 401, body: { message: "Authentication credentials not found." } };
    }
    if (isBusy()) return { status: 429, headers: { "retry-after": "1" } };
    const own = mood.account.answer?.({ method, path, body, headers, query });
    if (own) return own;
    const deal = /^\/crm\/v3\/objects\/deals\/(\d+)$/.exec(path)?.[1];
    if (deal && method === "PATCH") {
      if (!deals.has(deal)) return { status: 404, body: { message: "resource not found" } };
      const kept = Object.keys(json(body).properties as Row).find((name) => denied.has(name));
      if (kept) {
        return { status: 403, body: { message: `You do not have permission to edit ${kept}.` } };
      }
      deals.set(deal, { ...deals.get(deal), ...(json(body).properties as Row) });
      return { body: { id: deal } };
    }
    switch (`${method} ${path}`) {
      case "GET /crm/v3/pipelines/deals":
        return {
          body: {
            results: [
              {
                id: "default",
                stages: [
                  { id: "s1", label: "Discovery" },
                  { id: "s3", label: "Evaluation" },
                  { id: "s2", label: "Proposal" },
                  { id: "s4", label: "Negotiation" },
                  { id: "won", label: "Closed Won" },
                ],
              },
            ],
          },
        };
      case "GET /crm/v3/owners":
        return {
          body: {
            results:
              query.get("archived") === "false"
                ? [{ id: "7", firstName: "Ines", lastName: "Falk", email: "ines@ours.example" }]
                : [],
          },
        };
      case "POST /crm/v3/objects/deals/batch/read":
        return { status: 207, body: read(deals, body) };
      case "POST /crm/v3/objects/contacts/batch/read":
        return { body: read(contacts, body) };
      case "POST /crm/v3/objects/contacts": {
        const id = String(900 + contacts.size);
        const { properties, associations = [] } = json(body) as {
          properties: Row;
          associations?: { to: { id: string }; types: { associationTypeId: number }[] }[];
        };
        contacts.set(id, properties);
        for (const { to, types } of associations) {
          // From a contact to a deal, as HubSpot numbers it.
          if (types.some((type) => type.associationTypeId === 4)) links.push([to.id, id]);
        }
        return { status: 201, body: { id } };
      }
      case "POST /crm/v4/associations/deals/contacts/batch/read": {
        const wanted = inputs(body);
        return {
          body: {
            results: wanted.map((from) => ({
              from: { id: from },
              to: links
                .filter(([one]) => one === from)
                .map(([, to]) => ({ toObjectId: Number(to) })),
            })),
          },
        };
      }
      case "POST /crm/v3/objects/deals/search": {
        const { filterGroups } = json(body) as { filterGroups: { filters: { value: string }[] }[] };
        const since = Number(filterGroups[0]?.filters[0]?.value);
        const after = Number(json(body).after ?? 0);
        const found = [...deals]
          .filter(([, row]) => Date.parse(String(row.hs_lastmodifieddate)) >= since)
          .sort((a, b) =>
            String(a[1].hs_lastmodifieddate).localeCompare(String(b[1].hs_lastmodifieddate)),
          );
        const shown = found.slice(after, after + 100);
        const more = after + 100 < found.length;
        return {
          body: {
            results: shown.map(([id, properties]) => ({ id, properties })),
            ...(more ? { paging: { next: { after: String(after + 100) } } } : {}),
          },
        };
      }
      case "GET /crm/v3/objects/deals":
        return { body: { results: [] } };
    }
    const contact = /^\/crm\/v3\/objects\/contacts\/(\d+)$/.exec(path)?.[1];
    if (contact && method === "DELETE") {
      contacts.delete(contact);
      return { status: 204, body: "" };
    }
    const pair = /^\/crm\/v4\/objects\/deals\/(\d+)\/associations\/default\/contacts\/(\d+)$/.exec(
      path,
    );
    if (pair?.[1] && pair[2] && method === "PUT") {
      links.push([pair[1], pair[2]]);
      return { body: {} };
    }
    if (path === "/crm/v4/associations/deals/meetings/batch/read") {
      const to = [...meetings.keys()].map((id) => ({ toObjectId: Number(id) }));
      return { body: { results: inputs(body).map((from) => ({ from: { id: from }, to })) } };
    }
    if (path === "/crm/v4/associations/meetings/contacts/batch/read") {
      const to = (id: string) =>
        (guests.get(id) ?? [...contacts.keys()]).map((one) => ({ toObjectId: Number(one) }));
      return {
        body: { results: inputs(body).map((id) => ({ from: { id }, to: to(id) })) },
      };
    }
    if (path === "/crm/v4/associations/deals/companies/batch/read") {
      const to = [{ toObjectId: 5 }];
      return { body: { results: inputs(body).map((from) => ({ from: { id: from }, to })) } };
    }
    if (path === "/crm/v3/objects/companies/batch/read") {
      return { body: { results: [{ id: "5", properties: { name: "Kestrel Freight" } }] } };
    }
    if (path === "/crm/v3/objects/meetings/batch/read") return { body: read(meetings, body) };
    if (/^\/crm\/v4\/associations\//.test(path)) return { body: { results: [] } };
    if (/\/batch\/read$/.test(path)) return { body: { results: [] } };
    return { status: 404, body: { message: `no such address: ${method} ${path}` } };
  };
  const server = await standIn(answer);
  const merge = (from: string, into: string) => {
    deals.delete(from);
    merged.set(from, into);
    deals.set(into, { ...deals.get(into), hs_merged_object_ids: from });
  };
  return { ...server, ...mood, deals, contacts, links, meetings, guests, merge, denied };
}

/** Pipedrive's API v2. */
export async function pipedriveStandIn(): Promise<
  CrmStandIn & {
    persons: Row[];
    participants: { id: number; deal: string; person: number }[];
    signIn: ReturnType<typeof pipedriveSignIn>;
  }
> {
  const deals = new Map<string, Row>();
  const persons: Row[] = [
    {
      ...{ id: 6, name: "Hollis Grant", org_id: 5 },
      emails: [{ value: "hollis@kestrel.example", primary: true }],
    },
  ];
  const participants: { id: number; deal: string; person: number }[] = [];
  const people = ({ method, path, query, body }: Asked) => {
    const [, deal, part] = /^\/api\/v1\/deals\/(\d+)\/participants(?:\/(\d+))?$/.exec(path) ?? [];
    const ok = (data: unknown) => ({ body: { success: true, data } });
    if (deal && method === "POST") {
      const id = 70 + participants.length;
      participants.push({ id, deal, person: Number(json(body).person_id) });
      return ok({ id });
    }
    if (deal && method === "DELETE") {
      const at = participants.findIndex(({ id }) => String(id) === part);
      if (at < 0) return { status: 404, body: { success: false } };
      participants.splice(at, 1);
      return ok({ id: Number(part) });
    }
    if (deal) {
      return ok(
        participants
          .filter((one) => one.deal === deal)
          .map(({ id, person }) => ({
            id,
            person_id: { value: person, name: persons.find((one) => one.id === person)?.name },
          })),
      );
    }
    if (path === "/api/v2/persons" && method === "POST") {
      const id = 60 + persons.length;
      persons.push({ id, ...json(body) });
      return ok({ id });
    }
    if (path === "/api/v2/persons/search") {
      const found = persons.filter(
        (one) =>
          one.name === query.get("term") &&
          (!query.get("organization_id") || String(one.org_id) === query.get("organization_id")),
      );
      return ok({ items: found.map((item) => ({ result_score: 1, item })) });
    }
    const gone = /^\/api\/v2\/persons\/(\d+)$/.exec(path)?.[1];
    if (gone && method === "DELETE") {
      const at = persons.findIndex(({ id }) => String(id) === gone);
      if (at >= 0) persons.splice(at, 1);
      return ok({ id: Number(gone) });
    }
    return null;
  };
  const { isBusy, isRevoked, mood } = moods();
  const signIn = pipedriveSignIn(() => server.url, isRevoked);
  const server = await standIn((asked) => {
    const { method, path, query, headers, body } = asked;
    const given = signIn.answer(asked);
    if (given) return given;
    if ((headers["x-api-token"] !== "token-1" && !signIn.accepts(asked)) || isRevoked()) {
      return { status: 401, body: { success: false, error: "unauthorized access" } };
    }
    if (isBusy()) return { status: 429, headers: { "retry-after": "1" } };
    const own = mood.account.answer?.(asked);
    if (own) return own;
    const about = people(asked) ?? signIn.webhook(asked);
    if (about) return about;
    const one = /^\/api\/v2\/deals\/(\d+)$/.exec(path)?.[1];
    if (one && method === "PATCH") {
      deals.set(one, { ...deals.get(one), ...json(body) });
      return { body: { success: true, data: deals.get(one) } };
    }
    if (one) return { body: { success: true, data: deals.get(one) ?? null } };
    if (path === "/api/v2/deals") {
      const ids = query.get("ids")?.split(",");
      const status = query.get("status")?.split(",") ?? [];
      const since = query.get("updated_since");
      const data = [...deals.values()].filter(
        (deal) =>
          (!ids || ids.includes(String(deal.id))) &&
          (status.length === 0 || status.includes(String(deal.status))) &&
          (!since || String(deal.update_time) >= since),
      );
      const from = Number(query.get("cursor") ?? 0);
      const more = from + 2 < data.length;
      return {
        body: {
          success: true,
          data: data.slice(from, from + 2),
          additional_data: { next_cursor: more ? String(from + 2) : null },
        },
      };
    }
    const lists: Record<string, Row[]> = {
      "/api/v2/stages": [
        { id: 5, name: "Negotiation", pipeline_id: 1, order_nr: 4 },
        { id: 1, name: "Discovery", pipeline_id: 1, order_nr: 1 },
        { id: 3, name: "Proposal", pipeline_id: 1, order_nr: 3 },
        { id: 4, name: "Evaluation", pipeline_id: 1, order_nr: 2 },
        { id: 9, name: "Evaluation", pipeline_id: 2, order_nr: 1 },
      ],
      "/api/v1/users": [{ id: 7, name: "Ines Falk", email: "ines@ours.example" }],
      "/api/v2/organizations": [{ id: 5, name: "Kestrel Freight" }],
      "/api/v2/persons": persons,
      "/api/v2/activities": [],
    };
    const data = lists[path];
    return data ? { body: { success: true, data } } : { status: 404, body: { error: "not found" } };
  });
  return { ...server, ...mood, deals, persons, participants, signIn };
}

/** Salesforce's REST API: a few forms of SOQL, records by PATCH, tokens that end; and its Streaming API. */
export async function salesforceStandIn(hidden: string[] = []): Promise<
  CrmStandIn & {
    endToken(): void;
    roles: Row[];
    /** Tasks, events and roles, by the object's name. */
    records: Map<string, Row[]>;
    /** Records of a page; their next pages can be forgotten. */
    paging: { size: number; forget(): void };
    streaming: ReturnType<typeof cometdStandIn>;
  }
> {
  const deals = new Map<string, Row>();
  const roles: Row[] = [];
  const records = new Map([["OpportunityContactRole", roles]]);
  const streaming = cometdStandIn({ version: "62.0" });
  const locators = new Map<string, string>();
  const paging = { size: 2000, forget: () => locators.clear() };
  const { isBusy, isRevoked, mood } = moods();
  let token = 1;
  const query = (soql: string, withDeleted: boolean) => {
    const [, names = "", object = "", where = ""] =
      /^SELECT (.*?) FROM (\w+)(?: WHERE (.*?))?(?: ORDER BY .*)?$/.exec(soql) ?? [];
    if (object === "OpportunityStage") {
      const stages = ["Qualification", "Perception Analysis", "Proposal/Price Quote"];
      return { records: [...stages, "Negotiation/Review"].map((ApiName) => ({ ApiName })) };
    }
    const asked = names.split(", ");
    const unknown = asked.find((name) => hidden.includes(name));
    if (object === "Opportunity" && unknown) return { unknown };
    const key = /(\w+) (?:=|IN) \(?'/.exec(where)?.[1] ?? "Id";
    const ids = [...where.replace(/What\.Type = '\w+'/, "").matchAll(/'([^']+)'/g)];
    const since = /SystemModstamp >= (\S+)/.exec(where)?.[1];
    const all = object === "Opportunity" ? [...deals.values()] : (records.get(object) ?? []);
    const found = all.filter(
      (row) =>
        (ids.length === 0 || ids.some(([, id]) => id === String(row[key]))) &&
        (!since || String(row.SystemModstamp) >= since) &&
        (withDeleted || row.IsDeleted !== true),
    );
    // What was not asked for is not told.
    const told = new Set(asked.map((name) => name.split(".")[0]));
    const only = (row: Row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => told.has(name)));
    return { records: found.map(only) };
  };
  const server = await standIn(({ method, path, query: asked, headers, body }) => {
    if (path === "/services/oauth2/token") {
      const fields = new URLSearchParams(body);
      const code = fields.get("grant_type") === "authorization_code";
      const known = code
        ? fields.get("code") === "code-1"
        : fields.get("refresh_token") === "refresh-1";
      if (!known || isRevoked() || fields.get("client_secret") !== "secret") {
        return { status: 400, body: { error: "invalid_grant" } };
      }
      return {
        body: {
          ...{ access_token: `access-${token}`, instance_url: server.url },
          ...(code ? { refresh_token: "refresh-1" } : {}),
          id: "https://login.salesforce.com/id/00D7F00000107XsUAI/0057F000001",
        },
      };
    }
    if (path.startsWith("/cometd")) {
      const revoked = isRevoked() ? "none" : `access-${token}`;
      return streaming.answer({ method, path, query: asked, headers, body }, revoked);
    }
    if (headers.authorization !== `Bearer access-${token}` || isRevoked()) {
      return { status: 401, body: [{ errorCode: "INVALID_SESSION_ID", message: "expired" }] };
    }
    if (isBusy()) return { status: 503 };
    const own = mood.account.answer?.({ method, path, query: asked, headers, body });
    if (own) return own;
    if (path === "/services/data/v62.0/composite" && method === "POST") {
      const { allOrNone, compositeRequest } = json(body) as {
        allOrNone: boolean;
        compositeRequest: { referenceId: string; url: string; body: Row }[];
      };
      const [person, part] = compositeRequest;
      const right =
        allOrNone &&
        person?.url === "/services/data/v62.0/sobjects/Contact" &&
        part?.body.ContactId === `@{${person.referenceId}.id}`;
      if (!right) return { status: 400, body: [{ message: "Bad composite request" }] };
      const made = `003${roles.length}`;
      roles.push({
        ...{ OpportunityId: part.body.OpportunityId, ContactId: made, Role: null },
        Contact: { Name: `${person.body.FirstName} ${person.body.LastName}`.trim() },
      });
      const answer = (id: string) => ({ httpStatusCode: 201, body: { id, success: true } });
      return { body: { compositeResponse: [answer(made), answer("00K1")] } };
    }
    const contact = /sobjects\/Contact\/(\w+)$/.exec(path)?.[1];
    if (contact && method === "DELETE") {
      roles.splice(
        roles.findIndex(({ ContactId }) => ContactId === contact),
        1,
      );
      return { status: 204, body: "" };
    }
    const id = /sobjects\/Opportunity\/(\w+)$/.exec(path)?.[1];
    if (id && method === "PATCH") {
      deals.set(id, { ...deals.get(id), ...json(body) });
      return { status: 204, body: "" };
    }
    const [, by, locator] =
      /\/services\/data\/v62\.0\/(query|queryAll)(?:\/(\w+-\d+))?$/.exec(path) ?? [];
    if (!by) return { status: 404, body: [] };
    const soql = locator ? locators.get(locator) : asked.get("q");
    if (soql === undefined) {
      const message = "invalid query locator";
      return { status: 400, body: [{ errorCode: "INVALID_QUERY_LOCATOR", message }] };
    }
    const found = query(soql ?? "", by === "queryAll");
    return found.unknown
      ? {
          status: 400,
          body: [
            { errorCode: "INVALID_FIELD", message: `No such column '${found.unknown}' on entity` },
          ],
        }
      : { body: pageOf(soql ?? "", by, found.records ?? [], Number(locator?.split("-")[1] ?? 0)) };
  });
  function pageOf(soql: string, by: string, all: Row[], from: number) {
    const to = from + paging.size;
    const next = `01g000${locators.size}-${to}`;
    if (to < all.length) locators.set(next, soql);
    return {
      ...{ totalSize: all.length, done: to >= all.length, records: all.slice(from, to) },
      ...(to < all.length ? { nextRecordsUrl: `/services/data/v62.0/${by}/${next}` } : {}),
    };
  }
  return {
    ...server,
    ...mood,
    deals,
    paging,
    roles,
    records,
    streaming,
    endToken: () => {
      token += 1;
      streaming.wakeAll();
    },
  };
}
