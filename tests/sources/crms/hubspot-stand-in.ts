import { standIn } from "../stand-in.ts";
import { type Asked, type CrmStandIn, json, moods, type Row } from "./crm-stand-in.ts";

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
