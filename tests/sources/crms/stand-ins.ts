import { type StandIn, standIn } from "../stand-in.ts";

type Row = Record<string, unknown>;
type Asked = StandIn["asked"][number];

/** What every stand-in can be told to do. */
interface Mood {
  /** Answers 429 to the next so many questions. */
  slowDown(times: number): void;
  /** The key no longer works. */
  revoke(): void;
}

/** A CRM of one test: its deals by id, as the vendor writes them. */
export interface CrmStandIn extends StandIn, Mood {
  deals: Map<string, Row>;
}

function moods() {
  let busy = 0;
  let revoked = false;
  return {
    isBusy: () => busy-- > 0,
    isRevoked: () => revoked,
    mood: {
      slowDown: (times: number) => {
        busy = times;
      },
      revoke: () => {
        revoked = true;
      },
    },
  };
}

const json = (body: string): Row => (body ? (JSON.parse(body) as Row) : {});
const inputs = (body: string) =>
  (json(body).inputs as { id: string }[]).map(({ id }) => String(id));

/** HubSpot's CRM API v3 and v4, as far as deals, contacts, owners and pipelines go. */
export async function hubspotStandIn(): Promise<
  CrmStandIn & { contacts: Map<string, Row>; meetings: Map<string, Row>; links: [string, string][] }
> {
  const deals = new Map<string, Row>();
  const contacts = new Map<string, Row>();
  const links: [string, string][] = [];
  const meetings = new Map<string, Row>();
  const { isBusy, isRevoked, mood } = moods();
  const read = (all: Map<string, Row>, body: string) => ({
    results: inputs(body).flatMap((id) => {
      const properties = all.get(id);
      return properties ? [{ id, properties }] : [];
    }),
  });
  const answer = ({ method, path, body, headers, query }: Asked) => {
    if (headers.authorization !== "Bearer pat-1" || isRevoked()) {
      return { status: 401, body: { message: "Authentication credentials not found." } };
    }
    if (isBusy()) return { status: 429, headers: { "retry-after": "1" } };
    const deal = /^\/crm\/v3\/objects\/deals\/(\d+)$/.exec(path)?.[1];
    if (deal && method === "PATCH") {
      if (!deals.has(deal)) return { status: 404, body: { message: "resource not found" } };
      deals.set(deal, { ...deals.get(deal), ...(json(body).properties as Row) });
      return { body: { id: deal } };
    }
    switch (`${method} ${path}`) {
      case "GET /crm/v3/pipelines/deals":
        return {
          body: {
            results: [
              {
                stages: [
                  { id: "s1", label: "Discovery" },
                  { id: "s2", label: "Proposal" },
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
        contacts.set(id, json(body).properties as Row);
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
  return { ...server, ...mood, deals, contacts, links, meetings };
}

/** Pipedrive's API v2. */
export async function pipedriveStandIn(): Promise<CrmStandIn> {
  const deals = new Map<string, Row>();
  const { isBusy, isRevoked, mood } = moods();
  const server = await standIn(({ method, path, query, headers, body }) => {
    if (headers["x-api-token"] !== "token-1" || isRevoked()) {
      return { status: 401, body: { success: false, error: "unauthorized access" } };
    }
    if (isBusy()) return { status: 429, headers: { "retry-after": "1" } };
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
        { id: 1, name: "Discovery" },
        { id: 3, name: "Proposal" },
      ],
      "/api/v1/users": [{ id: 7, name: "Ines Falk", email: "ines@ours.example" }],
      "/api/v2/organizations": [{ id: 5, name: "Kestrel Freight" }],
      "/api/v2/persons": [
        {
          id: 6,
          name: "Hollis Grant",
          emails: [{ value: "hollis@kestrel.example", primary: true }],
        },
      ],
      "/api/v2/activities": [],
    };
    const data = lists[path];
    return data ? { body: { success: true, data } } : { status: 404, body: { error: "not found" } };
  });
  return { ...server, ...mood, deals };
}

/** Salesforce's REST API: a few forms of SOQL, records by PATCH, tokens that end. */
export async function salesforceStandIn(
  hidden: string[] = [],
): Promise<CrmStandIn & { endToken(): void }> {
  const deals = new Map<string, Row>();
  const { isBusy, isRevoked, mood } = moods();
  let token = 1;
  const query = (soql: string) => {
    const [, names = "", object = "", where = ""] =
      /^SELECT (.*?) FROM (\w+)(?: WHERE (.*?))?(?: ORDER BY .*)?$/.exec(soql) ?? [];
    if (object !== "Opportunity") return { records: [] };
    const asked = names.split(", ");
    const unknown = asked.find((name) => hidden.includes(name));
    if (unknown) return { unknown };
    const ids = [...where.matchAll(/'([^']+)'/g)].map(([, id]) => id);
    const since = /SystemModstamp >= (\S+)/.exec(where)?.[1];
    return {
      records: [...deals.values()].filter(
        (deal) =>
          (ids.length === 0 || ids.includes(String(deal.Id))) &&
          (!since || String(deal.SystemModstamp) >= since) &&
          (soql.includes("IsDeleted") || deal.IsDeleted !== true),
      ),
    };
  };
  const server = await standIn(({ method, path, query: asked, headers, body }) => {
    if (path === "/services/oauth2/token") {
      const fields = new URLSearchParams(body);
      if (fields.get("refresh_token") !== "refresh-1" || isRevoked()) {
        return { status: 400, body: { error: "invalid_grant" } };
      }
      return { body: { access_token: `access-${token}`, instance_url: server.url } };
    }
    if (headers.authorization !== `Bearer access-${token}`) {
      return { status: 401, body: [{ errorCode: "INVALID_SESSION_ID", message: "expired" }] };
    }
    if (isBusy()) return { status: 503 };
    const id = /sobjects\/Opportunity\/(\w+)$/.exec(path)?.[1];
    if (id && method === "PATCH") {
      deals.set(id, { ...deals.get(id), ...json(body) });
      return { status: 204, body: "" };
    }
    if (!/\/services\/data\/v62\.0\/query(?:All)?$/.test(path)) return { status: 404, body: [] };
    const found = query(asked.get("q") ?? "");
    return found.unknown
      ? {
          status: 400,
          body: [
            { errorCode: "INVALID_FIELD", message: `No such column '${found.unknown}' on entity` },
          ],
        }
      : { body: { totalSize: found.records?.length, done: true, records: found.records } };
  });
  return {
    ...server,
    ...mood,
    deals,
    endToken: () => {
      token += 1;
    },
  };
}
